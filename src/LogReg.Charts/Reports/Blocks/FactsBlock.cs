using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Blocks;

/// <summary>Labels with what there is to say of each.</summary>
/// <param name="Fields">The labels; one without lines is left out.</param>
internal sealed record FactsBlock(IReadOnlyList<ReportField> Fields) : ReportBlock;
