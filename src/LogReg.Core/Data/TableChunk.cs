namespace LogReg.Data;

/// <summary>Some consecutive rows of a table, by columns.</summary>
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

    /// <summary>The columns, in the order in which they were asked for, each with <see cref="RowCount"/> rows.</summary>
    public IReadOnlyList<Column> Columns { get; }
}
