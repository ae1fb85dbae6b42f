using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>The member <c>inference</c> of a model file. A number that does not exist is <see langword="null"/>.</summary>
internal sealed record InferenceDocument
{
    public string? Method { get; init; }

    public bool? InterceptCorrected { get; init; }

    public bool? ClassWeights { get; init; }

    public string? StandardErrorsFrom { get; init; }

    public string? ClusterColumn { get; init; }

    public int? ClusterCount { get; init; }

    public string? Weights { get; init; }

    public double? Observations { get; init; }

    public int? Rank { get; init; }

    public double? LogLikelihood { get; init; }

    public double? NullLogLikelihood { get; init; }

    public double? Aic { get; init; }

    public double? Bic { get; init; }

    public TestDocument? LikelihoodRatio { get; init; }

    public TestDocument? RobustWald { get; init; }

    public double? TjurRSquared { get; init; }

    public HosmerLemeshowDocument? HosmerLemeshow { get; init; }

    public Dictionary<string, Dictionary<string, double?>?>? StandardErrors { get; init; }

    public Dictionary<string, Dictionary<string, double?>?>? P { get; init; }

    public string? Intervals { get; init; }

    public double? Confidence { get; init; }

    public Dictionary<string, Dictionary<string, BoundsDocument?>?>? ProfileIntervals { get; init; }

    public IReadOnlyList<FeatureTestDocument?>? FeatureTests { get; init; }

    public CollinearityDocument? Collinearity { get; init; }

    public SeparationDocument? Separation { get; init; }

    public IReadOnlyList<AliasedDocument?>? Aliased { get; init; }

    public IReadOnlyList<string?>? Undetermined { get; init; }

    [JsonConverter(typeof(NumberRowsConverter))]
    public double[][]? Covariance { get; init; }

    [JsonConverter(typeof(NumberRowsConverter))]
    public double[][]? CovarianceRemainders { get; init; }

    [JsonConverter(typeof(NumberRowsConverter))]
    public double[][]? ModelCovariance { get; init; }

    [JsonConverter(typeof(NumberRowsConverter))]
    public double[][]? ModelCovarianceRemainders { get; init; }

    internal sealed record TestDocument(double? Statistic, int? DegreesOfFreedom, double? P);

    internal sealed record HosmerLemeshowDocument(double? Statistic, int? Groups, double? P, double? MeanAbsoluteError = null);

    /// <summary>A bound that is <see langword="null"/> lies at infinity, unless it was not found.</summary>
    internal sealed record BoundsDocument(
        double? Lower, double? Upper, bool? LowerNotFound = null, bool? UpperNotFound = null, bool? HasGap = null);

    internal sealed record FeatureTestDocument(string? Feature, double? Statistic, int? DegreesOfFreedom, double? P, double? Aic);

    internal sealed record CollinearityDocument(double? ConditionNumber, IReadOnlyList<InflationDocument?>? VarianceInflation);

    internal sealed record InflationDocument(string? Feature, double? Factor, int? DegreesOfFreedom);

    internal sealed record SeparationDocument(string? Kind, long? SeparatedRows, IReadOnlyList<UnboundedDocument?>? Unbounded)
    {
        public IReadOnlyList<string?>? Classes { get; init; }

        [JsonConverter(typeof(NumberRowsConverter))]
        public double[][]? FreeDirections { get; init; }
    }

    internal sealed record UnboundedDocument(string? Name, int? Direction);

    internal sealed record AliasedDocument(string? Name, IReadOnlyList<string?>? DependsOn, IReadOnlyList<double>? Combination);
}
