namespace LogReg.Charts.Reports.Blocks;

/// <summary>A heading within a section.</summary>
/// <param name="Text">The heading.</param>
internal sealed record HeadingBlock(string Text) : ReportBlock;
