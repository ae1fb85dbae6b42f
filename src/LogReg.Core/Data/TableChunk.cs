namespace LogReg.Data;

/// <summary>Consecutive rows of a table, stored by column.</summary>
public sealed class TableChunk
{
    internal TableChunk(long firstRow, int rowCount, IReadOnlyList<Column> columns)
    {
        FirstRow = firstRow;
        RowCount = rowCount;
        Columns = columns;
    }

    /// <summary>The index of the first row in the whole data, from 0; the header is not a row.</summary>
    public long FirstRow { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Whether the next row is at fault: then these rows are only searched for an earlier fault.</summary>
    internal bool PrecedesFault { get; init; }

    /// <summary>The columns, in the order of the requests, each with <see cref="RowCount"/> rows.</summary>
    public IReadOnlyList<Column> Columns { get; }
}
