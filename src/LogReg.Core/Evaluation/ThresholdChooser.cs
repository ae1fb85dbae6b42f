using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>
/// Chooses a threshold. Candidates are all ways to split the rows by their probability: one threshold midway between any two neighbouring
/// probabilities, 0 (every row positive), and one above the largest (no row positive; there is none if that is 1).
/// </summary>
public static class ThresholdChooser
{
    // Sums of weights that differ by less than this share differ by rounding alone.
    private const double RoundingShare = 1e-12;

    private const double Middle = 0.5;

    // Few enough for the stack.
    private const int BlockRows = 512;

    /// <summary>Chooses a threshold by a rule, in O(n log n). Of equally good thresholds, it returns the one nearest to 0.5, and the higher
    /// one if two are equally near.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="logOdds">log(p/(1 − p)) of the positive class, one per row; infinities are allowed.</param>
    /// <param name="isPositive">Whether the actual class is the positive class, one value per row.</param>
    /// <param name="weight">One finite weight ≥ 0 per row; empty if every row has weight 1.</param>
    /// <returns>The threshold, 0 to 1. <c>probability &gt;= threshold</c> splits the rows exactly as intended.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is NaN or out of its range, or one of the classes has no rows of
    /// positive weight.</exception>
    public static double Choose(
        ThresholdRule rule, ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weight = default) =>
        Choose(RowParts.Whole(logOdds.Length), rule, logOdds, isPositive, weight);

    /// <summary>Chooses a threshold from rows that several processes may share, as
    /// <see cref="Choose(ThresholdRule, ReadOnlySpan{double}, ReadOnlySpan{bool}, ReadOnlySpan{double})"/> does.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="logOdds">log(p/(1 − p)) of the positive class, for each row that is here; infinities are allowed.</param>
    /// <param name="isPositive">Whether the actual class of each of them is the positive class.</param>
    /// <param name="weight">One finite weight ≥ 0 for each of them; empty if every row has weight 1.</param>
    /// <returns>The threshold, the same on every process.</returns>
    /// <exception cref="ArgumentException">Lengths differ, a value is NaN or out of its range, or one of the classes has no rows of
    /// positive weight.</exception>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    internal static double Choose(
        RowParts rows,
        ThresholdRule rule,
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weight = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        EvaluationArguments.CheckValues(logOdds, double.NegativeInfinity, double.PositiveInfinity, nameof(logOdds));
        EvaluationArguments.CheckLength(isPositive.Length, logOdds.Length, nameof(isPositive));
        EvaluationArguments.CheckWeights(weight, logOdds.Length);
        ThresholdSplits splits = Splits(rows, logOdds, isPositive, weight);
        if (splits.Positives == 0 || splits.Negatives == 0)
        {
            throw new ArgumentException(
                $"All rows are {(splits.Negatives == 0 ? "positive" : "negative")}: choosing a threshold needs rows of both classes.",
                nameof(isPositive));
        }

        return rule.Kind == ThresholdRuleKind.Recall
            ? splits.First(split => split.TruePositives >= rule.WantedRecall * splits.Positives * (1 - RoundingShare))
            : Best(splits, rule);
    }

    private static double Best(ThresholdSplits splits, ThresholdRule rule)
    {
        double largest = splits.Max(split => Merit(split, rule, splits));
        double limit = largest - (RoundingShare * Math.Max(Math.Abs(largest), Scale(rule, splits)));
        return splits.Nearest(Middle, split => Merit(split, rule, splits) >= limit);
    }

    // What is to be as large as possible.
    private static double Merit(ThresholdSplit split, ThresholdRule rule, ThresholdSplits all) => rule.Kind switch
    {
        ThresholdRuleKind.Youden => (split.TruePositives / all.Positives) - (split.FalsePositives / all.Negatives),
        ThresholdRuleKind.F1 => 2 * split.TruePositives / (split.TruePositives + split.FalsePositives + all.Positives),
        ThresholdRuleKind.Cost =>
            -(rule.FalsePositiveCost * split.FalsePositives) - (rule.FalseNegativeCost * (all.Positives - split.TruePositives)),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "This rule is unknown."),
    };

    // Of the terms that a merit is the sum of, and so of its rounding.
    private static double Scale(ThresholdRule rule, ThresholdSplits all) => rule.Kind == ThresholdRuleKind.Cost
        ? Math.Max(rule.FalsePositiveCost * all.Negatives, rule.FalseNegativeCost * all.Positives)
        : 1;

    private static ThresholdSplits Splits(
        RowParts rows, ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weight)
    {
        int positives = isPositive.Count(true);
        var ranking = new ScoreRanking(positives, logOdds.Length - positives);
        Span<double> probabilities = stackalloc double[BlockRows];
        for (int start = 0; start < logOdds.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, logOdds.Length - start);
            LogisticFunctions.Sigmoid(logOdds.Slice(start, count), probabilities[..count]);
            for (int row = 0; row < count; row++)
            {
                double own = weight.IsEmpty ? 1 : weight[start + row];
                if (own > 0)
                {
                    ranking.Add(probabilities[row], isPositive[start + row], own);
                }
            }
        }

        return ThresholdSplits.Of(rows.Shares?.Collective, ranking);
    }
}
