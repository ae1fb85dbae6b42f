namespace LogReg.Server.Documents;

/// <summary>Whether the server answers requests.</summary>
internal sealed record HealthDocument
{
    /// <summary>live, or ready.</summary>
    public required string Status { get; init; }

    /// <summary>The models whose files, as they are now, cannot be served; their earlier versions are.</summary>
    public IReadOnlyDictionary<string, string>? Problems { get; init; }
}
