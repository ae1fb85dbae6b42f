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

    private const string CostPrefix = "cost:";
    private const string RecallPrefix = "recall:";

    public static ThresholdArgument? Parse(string text)
    {
        string word = text.Trim().ToLowerInvariant();
        if (word is "youden" or "f1")
        {
            return new ThresholdArgument(null, word == "f1" ? ThresholdRule.F1 : ThresholdRule.Youden);
        }

        if (word.StartsWith(CostPrefix, StringComparison.Ordinal))
        {
            return ParseCosts(word[CostPrefix.Length..]) is (double falsePositive, double falseNegative)
                ? new ThresholdArgument(null, ThresholdRule.Cost(falsePositive, falseNegative))
                : null;
        }

        if (word.StartsWith(RecallPrefix, StringComparison.Ordinal))
        {
            return Number(word[RecallPrefix.Length..]) is double recall and > 0 and <= 1
                ? new ThresholdArgument(null, ThresholdRule.Recall(recall))
                : null;
        }

        return Number(word) is double value and >= 0 and <= 1 ? new ThresholdArgument(value, null) : null;
    }

    /// <summary>Two costs above 0, of a false positive and of a false negative; <see langword="null"/> if the text is not that.</summary>
    public static (double FalsePositive, double FalseNegative)? ParseCosts(string text)
    {
        double?[] costs = [.. text.Split(',').Select(Number)];
        return costs is [double falsePositive and > 0, double falseNegative and > 0] ? (falsePositive, falseNegative) : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
