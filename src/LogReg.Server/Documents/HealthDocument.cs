namespace LogReg.Server.Documents;

/// <summary>Whether the server answers requests.</summary>
internal sealed record HealthDocument
{
    /// <summary>live, or ready.</summary>
    public required string State { get; init; }

    /// <summary>By model, why its file as it is now cannot be served; the version before is.</summary>
    public IReadOnlyDictionary<string, string>? Problems { get; init; }
}
