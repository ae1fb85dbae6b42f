using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--lambda</c> may be: a number, <c>path</c> or <c>cv</c>.</summary>
/// <param name="Choice">Where λ comes from.</param>
/// <param name="Value">λ, if it is given.</param>
internal sealed record LambdaArgument(LambdaChoice Choice, double Value)
{
    public static LambdaArgument? Parse(string text)
    {
        if (EnumName.TryParse(text.ToLowerInvariant(), out LambdaChoice choice) && choice != LambdaChoice.Given)
        {
            return new LambdaArgument(choice, 0);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0
            && double.IsFinite(value)
            ? new LambdaArgument(LambdaChoice.Given, value)
            : null;
    }
}
