namespace LogReg.Data;

/// <summary>Rows that were counted, and where some of them stand.</summary>
/// <param name="End">The place after the last one; its line and row count from where the counting started.</param>
/// <param name="Marks">Places in their order, from the first one on.</param>
internal sealed record CountedRows(RowMark End, IReadOnlyList<RowMark> Marks);
