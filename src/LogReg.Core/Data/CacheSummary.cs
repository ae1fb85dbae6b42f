namespace LogReg.Data;

/// <summary>What <see cref="CsvSource.WriteCache"/> has written.</summary>
/// <param name="RowCount">The number of rows.</param>
/// <param name="Columns">What the columns are.</param>
public sealed record CacheSummary(long RowCount, IReadOnlyList<ColumnInfo> Columns);
