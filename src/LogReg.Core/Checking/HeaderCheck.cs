using LogReg.Data;

namespace LogReg.Checking;

/// <summary>Finds a first line that holds data where names are expected.</summary>
internal static class HeaderCheck
{
    /// <summary>The finding, or <see langword="null"/>.</summary>
    /// <param name="names">All names of the header; <see langword="null"/> if no line holds names.</param>
    /// <param name="columns">The columns that were read.</param>
    /// <param name="source">Where they come from.</param>
    public static DataFinding? Find(IReadOnlyList<string>? names, IReadOnlyList<ColumnInfo> columns, SourceDescription source) =>
        names is not null && source.FirstLineAsData is OptionText option && HeaderSigns.Find(names, columns) is { Count: > 0 } signs
            ? new DataFinding(
                FindingKind.HeaderLooksLikeData,
                FindingSeverity.Warning,
                signs,
                HeaderSigns.Message + FindingText.QuoteAll(signs),
                HeaderSigns.Hint(option))
            : null;
}
