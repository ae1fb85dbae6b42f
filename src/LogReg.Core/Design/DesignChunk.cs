namespace LogReg.Design;

/// <summary>The column groups of a run of rows that are stored together.</summary>
/// <param name="Groups">The groups, by their first column.</param>
/// <param name="RowCount">How many rows each group has.</param>
internal sealed record DesignChunk(ColumnGroup[] Groups, int RowCount);
