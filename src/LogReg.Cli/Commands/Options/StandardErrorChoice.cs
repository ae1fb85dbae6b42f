using LogReg.Inference;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--standard-errors</c> says.</summary>
/// <param name="Kind">Where they come from.</param>
/// <param name="ClusterColumn">The column of clusters, if they are clustered.</param>
internal sealed record StandardErrorChoice(StandardErrorKind Kind, string? ClusterColumn)
{
    private const string ClusterPrefix = "cluster:";

    /// <summary>Reads a word such as <c>robust</c> or <c>cluster:carrier</c>; <see langword="null"/> if it is none.</summary>
    public static StandardErrorChoice? Parse(string text) => text.ToUpperInvariant() switch
    {
        "MODEL" => new(StandardErrorKind.Model, null),
        "ROBUST" or "HC1" => new(StandardErrorKind.Hc1, null),
        "HC0" => new(StandardErrorKind.Hc0, null),
        _ => text.StartsWith(ClusterPrefix, StringComparison.OrdinalIgnoreCase) && text.Length > ClusterPrefix.Length
            ? new(StandardErrorKind.Cluster, text[ClusterPrefix.Length..].Trim())
            : null,
    };
}
