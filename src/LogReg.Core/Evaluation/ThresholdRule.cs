namespace LogReg.Evaluation;

/// <summary>How the probability from which on a row is called positive is chosen from rows that were not fitted.</summary>
public sealed record ThresholdRule
{
    private ThresholdRule(ThresholdRuleKind kind)
    {
        Kind = kind;
    }

    /// <summary>The largest recall plus specificity (Youden, Index for rating diagnostic tests, 1950).</summary>
    public static ThresholdRule Youden { get; } = new(ThresholdRuleKind.Youden);

    /// <summary>The largest F1, the harmonic mean of precision and recall.</summary>
    public static ThresholdRule F1 { get; } = new(ThresholdRuleKind.F1);

    /// <summary>Which rule it is.</summary>
    public ThresholdRuleKind Kind { get; }

    /// <summary>What a negative row called positive costs, above 0; of <see cref="ThresholdRuleKind.Cost"/> only.</summary>
    public double FalsePositiveCost { get; private init; }

    /// <summary>What a positive row called negative costs, above 0; of <see cref="ThresholdRuleKind.Cost"/> only.</summary>
    public double FalseNegativeCost { get; private init; }

    /// <summary>The share of positive rows to find, above 0 and up to 1; of <see cref="ThresholdRuleKind.Recall"/> only.</summary>
    public double WantedRecall { get; private init; }

    /// <summary>The smallest total cost of errors.</summary>
    /// <param name="falsePositive">What a negative row called positive costs, above 0.</param>
    /// <param name="falseNegative">What a positive row called negative costs, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not a finite number above 0.</exception>
    public static ThresholdRule Cost(double falsePositive, double falseNegative) =>
        new(ThresholdRuleKind.Cost) { FalsePositiveCost = Check(falsePositive, nameof(falsePositive)), FalseNegativeCost = Check(falseNegative, nameof(falseNegative)) };

    /// <summary>The highest threshold that still finds this share of the positive rows.</summary>
    /// <param name="recall">The share, above 0 and up to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public static ThresholdRule Recall(double recall) => recall is > 0 and <= 1
        ? new(ThresholdRuleKind.Recall) { WantedRecall = recall }
        : throw new ArgumentOutOfRangeException(nameof(recall), recall, $"The recall is {recall}, but must be more than 0 and at most 1.");

    private static double Check(double cost, string name) => cost is > 0 and < double.PositiveInfinity
        ? cost
        : throw new ArgumentOutOfRangeException(name, cost, $"A cost is {cost}, but must be more than 0 and finite.");
}
