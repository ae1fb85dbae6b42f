namespace LogReg.Data;

/// <summary>What <see cref="CacheSource"/> wrote.</summary>
/// <param name="RowCount">The number of rows.</param>
/// <param name="Columns">The columns.</param>
public sealed record CacheSummary(long RowCount, IReadOnlyList<ColumnInfo> Columns)
{
    /// <summary>Notes on cells of the data, which the cache does not show.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; init; } = [];
}
