namespace LogReg.Charts.Reports.Blocks;

/// <summary>A piece of a section.</summary>
internal abstract record ReportBlock;
