using LogReg.Cli.Output;
using LogReg.Inference;

namespace LogReg.Cli.Commands;

/// <summary>What <c>--standard-errors</c> says.</summary>
/// <param name="Kind">Where they come from.</param>
/// <param name="ClusterColumn">The column of clusters, if they are clustered.</param>
internal sealed record StandardErrorChoice(StandardErrorKind Kind, string? ClusterColumn)
{
    private static readonly string ClusterPrefix = EnumName.Of(StandardErrorKind.Cluster) + ":";

    /// <summary>The words, for completion.</summary>
    public static string[] Words { get; } =
    [
        EnumName.Of(StandardErrorKind.Model),
        FlagSpelling.Robust,
        EnumName.Of(StandardErrorKind.Hc0),
        EnumName.Of(StandardErrorKind.Hc1),
        ClusterPrefix,
    ];

    /// <summary>Reads a word such as <c>robust</c> or <c>cluster:carrier</c>; <see langword="null"/> if it is none.</summary>
    public static StandardErrorChoice? Parse(string text)
    {
        string word = text.ToLowerInvariant();
        if (text.StartsWith(ClusterPrefix, StringComparison.OrdinalIgnoreCase) && text.Length > ClusterPrefix.Length)
        {
            return new(StandardErrorKind.Cluster, text[ClusterPrefix.Length..].Trim());
        }

        return word == FlagSpelling.Robust ? new(StandardErrorKind.Hc1, null)
            : EnumName.TryParse(word, out StandardErrorKind kind) && kind != StandardErrorKind.Cluster ? new(kind, null)
            : null;
    }
}
