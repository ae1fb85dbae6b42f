using LogReg.Charts.Figures;

namespace LogReg.Charts.Reports.Blocks;

/// <summary>Pictures, beside each other where there is room.</summary>
/// <param name="Figures">The pictures.</param>
internal sealed record FiguresBlock(IReadOnlyList<Figure> Figures) : ReportBlock
{
    /// <summary>Whether each picture has a row to itself, which scrolls where the page is narrow.</summary>
    public bool IsWide { get; init; }
}
