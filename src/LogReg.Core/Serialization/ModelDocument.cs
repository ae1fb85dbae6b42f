using System.Text.Json.Serialization;

namespace LogReg.Serialization;

/// <summary>
/// The members of a model file, as docs/model-format.md describes them. Absent members are <see langword="null"/>. Members are named after
/// the properties, in camel case; a name holds the same here and in the reports of the command, as far as older files allow
/// (docs/architecture.md).
/// </summary>
internal sealed record ModelDocument
{
    public const string FormatName = "logreg";

    public const int CurrentVersion = 6;

    /// <summary>
    /// The first version that can hold a model: a program that reads older ones only must not take one with coefficients of missing cells,
    /// with a base other than the first class, with a bound that was not found, with terms of a formula, with sparse terms, or with a step
    /// function after its equation, for another.
    /// </summary>
    public static int VersionOf(ModelContent model) =>
        model.CalibrationSteps is not null ? 6
        : model.Layout.HasSparseTerms ? 5
        : model.Layout.HasOwnTerms ? 4
        : model.BaseIndex != 0
        || model.Layout.Indicators.Count > 0
        || model.Inference?.ProfileIntervals.Values.Any(
            own => own.Any(bounds => double.IsNaN(bounds.Lower) != double.IsNaN(bounds.Upper))) == true
            ? 2 : 1;

    [JsonPropertyOrder(0)]
    public string? Format { get; init; }

    [JsonPropertyOrder(1)]
    public int? FormatVersion { get; init; }

    [JsonPropertyOrder(2)]
    public TargetDocument? Target { get; init; }

    [JsonPropertyOrder(3)]
    public IReadOnlyList<FeatureDocument?>? Features { get; init; }

    [JsonPropertyOrder(3)]
    public IReadOnlyList<TermDocument?>? Terms { get; init; }

    [JsonPropertyOrder(4)]
    public string? Offset { get; init; }

    [JsonPropertyOrder(5)]
    public IReadOnlyList<string?>? MissingValues { get; init; }

    [JsonPropertyOrder(6)]
    public Dictionary<string, Dictionary<string, double>?>? Coefficients { get; init; }

    [JsonPropertyOrder(6)]
    public IReadOnlyList<ImportanceDocument?>? Importance { get; init; }

    [JsonPropertyOrder(6)]
    public CalibrationStepsDocument? CalibrationSteps { get; init; }

    [JsonPropertyOrder(7)]
    public double? Threshold { get; init; }

    [JsonPropertyOrder(8)]
    public TrainingDocument? Training { get; init; }

    [JsonPropertyOrder(8)]
    public ProvenanceDocument? Provenance { get; init; }

    [JsonPropertyOrder(8)]
    public IReadOnlyList<UpdateSummaryDocument?>? Updates { get; init; }

    [JsonPropertyOrder(9)]
    public InferenceDocument? Inference { get; init; }

    [JsonPropertyOrder(10)]
    public ValidationDocument? Validation { get; init; }

    [JsonPropertyOrder(11)]
    public PathDocument? Path { get; init; }

    [JsonPropertyOrder(12)]
    public TrainingSharesDocument? TrainingShares { get; init; }

    [JsonPropertyOrder(12)]
    public HeldOutDocument? HeldOut { get; init; }
}
