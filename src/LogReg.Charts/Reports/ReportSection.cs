using LogReg.Charts.Reports.Blocks;

namespace LogReg.Charts.Reports;

/// <summary>A part of a report.</summary>
/// <param name="Id">A word in lower case, by which links reach it.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Blocks">What it consists of; a section without any is left out.</param>
internal sealed record ReportSection(string Id, string Heading, IReadOnlyList<ReportBlock> Blocks);
