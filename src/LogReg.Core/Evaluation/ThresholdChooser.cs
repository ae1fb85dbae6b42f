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
        ThresholdRule rule, ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weight = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        EvaluationArguments.CheckValues(logOdds, double.NegativeInfinity, double.PositiveInfinity, nameof(logOdds));
        EvaluationArguments.CheckLength(isPositive.Length, logOdds.Length, nameof(isPositive));
        EvaluationArguments.CheckWeights(weight, logOdds.Length);
        List<Split> splits = Splits(logOdds, isPositive, weight);
        Split all = splits[^1];
        if (all.TruePositives == 0 || all.FalsePositives == 0)
        {
            throw new ArgumentException(
                $"All rows are {(all.FalsePositives == 0 ? "positive" : "negative")}: choosing a threshold needs rows of both classes.",
                nameof(isPositive));
        }

        return rule.Kind == ThresholdRuleKind.Recall
            ? splits.First(split => split.TruePositives >= rule.WantedRecall * all.TruePositives * (1 - RoundingShare)).Threshold
            : Best(splits, rule, all);
    }

    private static double Best(List<Split> splits, ThresholdRule rule, Split all)
    {
        double largest = splits.Max(split => Merit(split, rule, all));
        double limit = largest - (RoundingShare * Math.Max(Math.Abs(largest), Scale(rule, all)));
        return splits.Where(split => Merit(split, rule, all) >= limit).MinBy(split => Math.Abs(split.Threshold - Middle)).Threshold;
    }

    // What is to be as large as possible.
    private static double Merit(Split split, ThresholdRule rule, Split all) => rule.Kind switch
    {
        ThresholdRuleKind.Youden => (split.TruePositives / all.TruePositives) - (split.FalsePositives / all.FalsePositives),
        ThresholdRuleKind.F1 => 2 * split.TruePositives / (split.TruePositives + split.FalsePositives + all.TruePositives),
        ThresholdRuleKind.Cost =>
            -(rule.FalsePositiveCost * split.FalsePositives) - (rule.FalseNegativeCost * (all.TruePositives - split.TruePositives)),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "This rule is unknown."),
    };

    // Of the terms that a merit is the sum of, and so of its rounding.
    private static double Scale(ThresholdRule rule, Split all) => rule.Kind == ThresholdRuleKind.Cost
        ? Math.Max(rule.FalsePositiveCost * all.FalsePositives, rule.FalseNegativeCost * all.TruePositives)
        : 1;

    // From the highest threshold to 0.
    private static List<Split> Splits(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weight)
    {
        double[] probabilities = new double[logOdds.Length];
        int[] rows = new int[logOdds.Length];
        LogisticFunctions.Sigmoid(logOdds, probabilities);
        int count = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            if (weight.IsEmpty || weight[row] > 0)
            {
                probabilities[count] = probabilities[row];
                rows[count++] = row;
            }
        }

        probabilities.AsSpan(0, count).Sort(rows.AsSpan(0, count));
        var splits = new List<Split>();
        double truePositives = 0;
        double falsePositives = 0;
        double above = 1;
        int next = count - 1;
        if (next < 0 || probabilities[next] < above)
        {
            splits.Add(new Split(next < 0 ? above : Between(probabilities[next], above), 0, 0));
        }

        while (next >= 0)
        {
            above = probabilities[next];
            for (; next >= 0 && probabilities[next] == above; next--)
            {
                double own = weight.IsEmpty ? 1 : weight[rows[next]];
                (isPositive[rows[next]] ? ref truePositives : ref falsePositives) += own;
            }

            splits.Add(new Split(next < 0 ? 0 : Between(probabilities[next], above), truePositives, falsePositives));
        }

        return splits;
    }

    // Between neighbouring doubles there is nothing: the upper one itself splits them.
    private static double Between(double lower, double upper)
    {
        double middle = lower + ((upper - lower) / 2);
        return middle > lower ? middle : upper;
    }

    /// <param name="Threshold">The threshold.</param>
    /// <param name="TruePositives">The weight of the true positives.</param>
    /// <param name="FalsePositives">The weight of the false positives.</param>
    private readonly record struct Split(double Threshold, double TruePositives, double FalsePositives);
}
