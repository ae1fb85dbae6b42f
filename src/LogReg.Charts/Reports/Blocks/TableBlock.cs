using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Blocks;

/// <summary>A table.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Table">Its texts.</param>
internal sealed record TableBlock(string Caption, ReportTable Table) : ReportBlock
{
    /// <summary>The heading of the labels where the table has none, for who cannot see that they are labels.</summary>
    public string LabelHeader { get; init; } = "";

    /// <summary>The label of a row to be marked; empty for none.</summary>
    public string MarkedRow { get; init; } = "";
}
