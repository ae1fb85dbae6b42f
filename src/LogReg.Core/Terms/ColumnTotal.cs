namespace LogReg.Terms;

/// <summary>What the rows that take part say of a column.</summary>
/// <param name="Statistics">Of a column of numbers.</param>
/// <param name="Counts">Of a column of categories.</param>
internal sealed record ColumnTotal(ColumnStatistics? Statistics, LevelCounts? Counts);
