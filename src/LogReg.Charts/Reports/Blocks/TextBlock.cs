namespace LogReg.Charts.Reports.Blocks;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its words.</param>
internal sealed record TextBlock(string Text) : ReportBlock;
