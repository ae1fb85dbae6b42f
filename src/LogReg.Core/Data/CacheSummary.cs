namespace LogReg.Data;

/// <summary>What <see cref="CsvSource.WriteCache"/> wrote.</summary>
/// <param name="RowCount">The number of rows.</param>
/// <param name="Columns">The columns.</param>
public sealed record CacheSummary(long RowCount, IReadOnlyList<ColumnInfo> Columns)
{
    /// <summary>What is to be said of cells of the file; the cache does not show it.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; init; } = [];
}
