namespace LogReg.Charts.Reports.Blocks;

/// <summary>Columns of other blocks, beside each other where the page is wide, below each other elsewhere.</summary>
/// <param name="Columns">The columns; one without blocks is left out.</param>
internal sealed record BesideBlock(params IReadOnlyList<IReadOnlyList<ReportBlock>> Columns) : ReportBlock;
