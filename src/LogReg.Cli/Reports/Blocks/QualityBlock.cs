using LogReg.Cli.Output;

namespace LogReg.Cli.Reports.Blocks;

/// <summary>The table of all measures of quality, with their exact values for programs.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Measures">The measures.</param>
internal sealed record QualityBlock(string Caption, IReadOnlyList<QualityMeasure> Measures) : ReportBlock;
