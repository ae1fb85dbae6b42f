using LogReg.Cli.Plots;

namespace LogReg.Cli.Reports.Blocks;

/// <summary>Pictures, beside each other where there is room.</summary>
/// <param name="Figures">The pictures.</param>
internal sealed record FiguresBlock(IReadOnlyList<Figure> Figures) : ReportBlock;
