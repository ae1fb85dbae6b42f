using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--lambda</c> may be: a number, <c>path</c> or <c>cv</c>.</summary>
/// <param name="Choice">Where λ comes from.</param>
/// <param name="Value">λ, if it is given.</param>
internal sealed record LambdaArgument(LambdaChoice Choice, double Value)
{
    public static LambdaArgument? Parse(string text) => text.ToLowerInvariant() switch
    {
        "path" => new LambdaArgument(LambdaChoice.Path, 0),
        "cv" => new LambdaArgument(LambdaChoice.CrossValidation, 0),
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0
            && double.IsFinite(value)
            ? new LambdaArgument(LambdaChoice.Given, value)
            : null,
    };
}
