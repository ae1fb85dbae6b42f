using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Finds a first line that holds data where names are expected.</summary>
internal static class HeaderCheck
{
    /// <summary>The finding, or <see langword="null"/>.</summary>
    /// <param name="names">All names of the header.</param>
    /// <param name="columns">The columns that were read.</param>
    public static DataFinding? Find(IReadOnlyList<string> names, IReadOnlyList<ColumnInfo> columns) =>
        HeaderSigns.Find(names, columns) is { Count: > 0 } signs
            ? new DataFinding(
                FindingKind.HeaderLooksLikeData,
                FindingSeverity.Warning,
                signs,
                HeaderSigns.Message + FindingText.QuoteAll(signs),
                HeaderSigns.Hint)
            : null;
}
