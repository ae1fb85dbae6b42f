namespace LogReg.Evaluation;

/// <summary>A rule that chooses the threshold from out-of-sample predictions.</summary>
public sealed record ThresholdRule
{
    private ThresholdRule(ThresholdRuleKind kind)
    {
        Kind = kind;
    }

    /// <summary>Maximises recall (sensitivity) plus specificity (Youden, Index for rating diagnostic tests, 1950).</summary>
    public static ThresholdRule Youden { get; } = new(ThresholdRuleKind.Youden);

    /// <summary>Maximises F1, the harmonic mean of precision and recall.</summary>
    public static ThresholdRule F1 { get; } = new(ThresholdRuleKind.F1);

    /// <summary>The kind of rule.</summary>
    public ThresholdRuleKind Kind { get; }

    /// <summary>The cost of a false positive, above 0; only for <see cref="ThresholdRuleKind.Cost"/>.</summary>
    public double FalsePositiveCost { get; private init; }

    /// <summary>The cost of a false negative, above 0; only for <see cref="ThresholdRuleKind.Cost"/>.</summary>
    public double FalseNegativeCost { get; private init; }

    /// <summary>The minimum recall, above 0 and at most 1; only for <see cref="ThresholdRuleKind.Recall"/>.</summary>
    public double WantedRecall { get; private init; }

    /// <summary>Creates a rule that minimises the total cost of errors.</summary>
    /// <param name="falsePositive">The cost of a false positive, above 0.</param>
    /// <param name="falseNegative">The cost of a false negative, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A cost is not a finite number above 0.</exception>
    public static ThresholdRule Cost(double falsePositive, double falseNegative) =>
        new(ThresholdRuleKind.Cost)
        {
            FalsePositiveCost = Check(falsePositive, nameof(falsePositive)),
            FalseNegativeCost = Check(falseNegative, nameof(falseNegative)),
        };

    /// <summary>Creates a rule that takes the highest threshold with at least this recall (sensitivity).</summary>
    /// <param name="recall">The minimum recall, above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recall is out of range.</exception>
    public static ThresholdRule Recall(double recall) => recall is > 0 and <= 1
        ? new(ThresholdRuleKind.Recall) { WantedRecall = recall }
        : throw new ArgumentOutOfRangeException(nameof(recall), recall, $"The recall is {recall}, but must be more than 0 and at most 1.");

    /// <summary>The rule as it is written in .NET, such as <c>Cost(5, 1)</c>.</summary>
    public override string ToString() => Kind switch
    {
        ThresholdRuleKind.Cost => FormattableString.Invariant($"{Kind}({FalsePositiveCost}, {FalseNegativeCost})"),
        ThresholdRuleKind.Recall => FormattableString.Invariant($"{Kind}({WantedRecall})"),
        _ => Kind.ToString(),
    };

    private static double Check(double cost, string name) => cost is > 0 and < double.PositiveInfinity
        ? cost
        : throw new ArgumentOutOfRangeException(name, cost, $"A cost is {cost}, but must be more than 0 and finite.");
}
