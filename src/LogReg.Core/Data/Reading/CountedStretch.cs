namespace LogReg.Data;

/// <summary>Rows of a piece that were counted while it was not yet known in which state its first byte is read.</summary>
/// <param name="From">Where the first of them starts.</param>
/// <param name="Rows">Their number, the place after the last one, and marks; rows and lines count from <paramref name="From"/>.</param>
/// <param name="Holds">For each state at the start of the piece whether they are rows.</param>
internal sealed record CountedStretch(long From, CountedRows Rows, bool[] Holds);
