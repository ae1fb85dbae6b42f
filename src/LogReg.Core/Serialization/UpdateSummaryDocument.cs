namespace LogReg.Serialization;

/// <summary>An update in the member <c>updates</c> of a model file.</summary>
internal sealed record UpdateSummaryDocument
{
    public string? UpdateMethod { get; init; }

    public long? KnownRows { get; init; }

    public long? Observed { get; init; }

    public double? LogLoss { get; init; }

    public double? Accuracy { get; init; }

    public long? EarlierTrainingRows { get; init; }

    public double? InterceptAdded { get; init; }

    public double? SlopeFactor { get; init; }

    public IReadOnlyList<string?>? Warnings { get; init; }

    public ProvenanceDocument? Provenance { get; init; }
}
