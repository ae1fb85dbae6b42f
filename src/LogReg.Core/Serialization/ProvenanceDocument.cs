namespace LogReg.Serialization;

/// <summary>The member <c>provenance</c> of a model file.</summary>
internal sealed record ProvenanceDocument
{
    public string? Program { get; init; }

    public string? Version { get; init; }

    public string? Date { get; init; }

    public string? Data { get; init; }

    public long? RowsRead { get; init; }

    public string? DataHash { get; init; }

    public string? NoHashReason { get; init; }

    public IReadOnlyList<string?>? Options { get; init; }

    public int? Seed { get; init; }

    public string? Update { get; init; }
}
