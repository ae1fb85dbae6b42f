namespace LogReg.Serialization;

/// <summary>The member <c>validation</c> of a model file. A metric or a standard error that is not a number is absent.</summary>
internal sealed record ValidationDocument
{
    public int? Folds { get; init; }

    public IReadOnlyList<long>? FoldRows { get; init; }

    public string? FoldsColumn { get; init; }

    public bool? FoldsAreValues { get; init; }

    public int? Seed { get; init; }

    public string? Metric { get; init; }

    public bool? ChoosesLambda { get; init; }

    public int? Best { get; init; }

    public int? OneStandardError { get; init; }

    public int? Selected { get; init; }

    public bool? PrefersOneStandardError { get; init; }

    public ThresholdRuleDocument? ThresholdRule { get; init; }

    public IReadOnlyList<PointDocument?>? Points { get; init; }

    internal sealed record ThresholdRuleDocument(string? Kind, double? FalsePositiveCost, double? FalseNegativeCost, double? Recall);

    internal sealed record PointDocument(
        double? Lambda, double? Alpha, int? NonZeros, EstimateDocument? LogLoss, EstimateDocument? RocAuc, EstimateDocument? Accuracy);

    internal sealed record EstimateDocument(double? Mean, double? StandardError);
}
