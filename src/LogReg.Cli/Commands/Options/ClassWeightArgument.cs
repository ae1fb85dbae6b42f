using System.CommandLine.Parsing;
using System.Globalization;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--class-weight</c> may be: <c>balanced</c>, or a weight for some classes.</summary>
/// <param name="IsBalanced">Whether every class is to count alike.</param>
/// <param name="Weights">The weights by class, if they are given.</param>
internal sealed record ClassWeightArgument(bool IsBalanced, IReadOnlyDictionary<string, double> Weights)
{
    private const string Name = "--class-weight";
    private const string Balanced = "balanced";

    public static ClassWeightArgument? Parse(ArgumentResult result)
    {
        string[] items = [.. result.Tokens.SelectMany(token => CommaList.Split(token.Value)).Where(item => item.Length > 0)];
        if (items is [string single] && single.Equals(Balanced, StringComparison.OrdinalIgnoreCase))
        {
            return new ClassWeightArgument(true, new Dictionary<string, double>());
        }

        var weights = new Dictionary<string, double>();
        foreach (string item in items)
        {
            // A class's name may hold an equals sign, a number does not.
            int equals = item.LastIndexOf('=');
            string className = equals > 0 ? item[..equals].Trim() : "";
            bool isNumber = double.TryParse(item.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double weight);
            if (className.Length == 0 || !isNumber || weight is not (> 0 and < double.PositiveInfinity))
            {
                return OptionFactory.Fail<ClassWeightArgument>(
                    result, Name, $"{Balanced}, or CLASS=NUMBER with numbers above 0, separated by commas", item);
            }

            if (!weights.TryAdd(className, weight))
            {
                result.AddError($"{Name} names the class '{className}' twice");
                return null;
            }
        }

        return weights.Count > 0
            ? new ClassWeightArgument(false, weights)
            : OptionFactory.Fail<ClassWeightArgument>(result, Name, $"{Balanced}, or CLASS=NUMBER, separated by commas", "");
    }
}
