namespace LogReg.Objectives;

/// <summary>Where a range of rows stands among all rows of a fit.</summary>
/// <param name="FirstChunk">The number of its first chunk among those of all rows.</param>
/// <param name="Totals">What all rows amount to.</param>
internal sealed record RowRangePlace(long FirstChunk, RowTotals Totals);
