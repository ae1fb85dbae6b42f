namespace LogReg.Charts.Reports;

/// <summary>A report before it is a page: what is said, not how it looks.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Subtitle">Of which files.</param>
/// <param name="Sections">Its parts, the summary first.</param>
internal sealed record ReportPage(string Title, string Subtitle, IReadOnlyList<ReportSection> Sections);
