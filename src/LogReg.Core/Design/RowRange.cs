namespace LogReg.Design;

/// <summary>A run of consecutive rows inside one chunk of a design matrix.</summary>
/// <param name="Start">The first row, counted from the start of the chunk.</param>
/// <param name="Count">How many rows.</param>
internal readonly record struct RowRange(int Start, int Count);
