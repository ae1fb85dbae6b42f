using System.Globalization;
using LogReg.Evaluation;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--threshold</c> of <c>train</c> may be: a probability, or a rule by which one is chosen.</summary>
/// <param name="Value">The probability, if it is given.</param>
/// <param name="Rule">The rule, if one is given.</param>
internal sealed record ThresholdArgument(double? Value, ThresholdRule? Rule)
{
    /// <summary>The forms, for messages.</summary>
    public const string Forms = "a number from 0 to 1, youden, f1, cost:FP,FN (two costs above 0) or recall:SHARE (above 0, at most 1)";

    /// <summary>The words of the rules, for completion; those that end in a colon have arguments.</summary>
    public static string[] Words { get; } =
        [.. Enum.GetValues<ThresholdRuleKind>().Select(kind => EnumName.Of(kind) + (HasArguments(kind) ? ":" : ""))];

    public static ThresholdArgument? Parse(string text)
    {
        string word = text.Trim().ToLowerInvariant();
        int colon = word.IndexOf(':', StringComparison.Ordinal);
        return EnumName.TryParse(colon < 0 ? word : word[..colon], out ThresholdRuleKind kind) && HasArguments(kind) == colon >= 0
            ? ToRule(kind, word[(colon + 1)..]) is ThresholdRule rule ? new ThresholdArgument(null, rule) : null
            : Number(word) is double value and >= 0 and <= 1 ? new ThresholdArgument(value, null)
            : null;
    }

    /// <summary>Two costs above 0, of a false positive and of a false negative; <see langword="null"/> if the text is not that.</summary>
    public static (double FalsePositive, double FalseNegative)? ParseCosts(string text)
    {
        double?[] costs = [.. text.Split(',').Select(Number)];
        return costs is [double falsePositive and > 0, double falseNegative and > 0] ? (falsePositive, falseNegative) : null;
    }

    private static bool HasArguments(ThresholdRuleKind kind) => kind is ThresholdRuleKind.Cost or ThresholdRuleKind.Recall;

    private static ThresholdRule? ToRule(ThresholdRuleKind kind, string arguments) => kind switch
    {
        ThresholdRuleKind.Youden => ThresholdRule.Youden,
        ThresholdRuleKind.F1 => ThresholdRule.F1,
        ThresholdRuleKind.Cost => ParseCosts(arguments) is (double falsePositive, double falseNegative)
            ? ThresholdRule.Cost(falsePositive, falseNegative)
            : null,
        _ => Number(arguments) is double recall and > 0 and <= 1 ? ThresholdRule.Recall(recall) : null,
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
