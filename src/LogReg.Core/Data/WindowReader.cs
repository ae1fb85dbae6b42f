namespace LogReg.Data;

/// <summary>Reads a file as a sequence of small tables, in constant memory.</summary>
internal static class WindowReader
{
    /// <summary>Reads window after window; a window is valid until the next one is asked for.</summary>
    /// <param name="source">The file.</param>
    /// <param name="requests">The columns, numeric or categorical with known levels.</param>
    /// <param name="windowChunks">How many chunks of <see cref="Table.ChunkRows"/> rows a window has, at least 1; the last may have fewer.</param>
    /// <param name="progress">Told how far the reading is, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DataException">Something is wrong with the file.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static IEnumerable<TableWindow> Read(
        CsvSource source, IReadOnlyList<ColumnRequest> requests, int windowChunks, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        ColumnInfo[] columns = [.. requests.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels))];
        var buffers = new Array[windowChunks][];
        int filled = 0;
        long firstRow = 0;
        foreach (TableChunk chunk in source.ReadChunks(requests, progress, cancellationToken))
        {
            for (int from = 0; from < chunk.RowCount;)
            {
                int at = filled % Table.ChunkRows;
                Array[] own = buffers[filled / Table.ChunkRows] ??= [.. columns.Select(NewBuffer)];
                int count = Math.Min(chunk.RowCount - from, Table.ChunkRows - at);
                for (int column = 0; column < columns.Length; column++)
                {
                    Array values = chunk.Columns[column] is NumericColumn numeric ? numeric.Buffer : ((CategoricalColumn)chunk.Columns[column]).Buffer;
                    Array.Copy(values, from, own[column], at, count);
                }

                from += count;
                filled += count;
                if (filled == windowChunks * Table.ChunkRows)
                {
                    yield return Window(columns, buffers, filled, firstRow);
                    firstRow += filled;
                    filled = 0;
                }
            }
        }

        if (filled > 0)
        {
            yield return Window(columns, buffers, filled, firstRow);
        }
    }

    private static Array NewBuffer(ColumnInfo column) =>
        column.Kind == ColumnKind.Numeric ? GC.AllocateUninitializedArray<double>(Table.ChunkRows) : GC.AllocateUninitializedArray<int>(Table.ChunkRows);

    private static TableWindow Window(ColumnInfo[] columns, Array[][] buffers, int rowCount, long firstRow)
    {
        var chunks = new TableChunk[(rowCount + Table.ChunkRows - 1) / Table.ChunkRows];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            int count = Math.Min(Table.ChunkRows, rowCount - (chunk * Table.ChunkRows));
            Column[] own =
            [
                .. columns.Select((column, index) => buffers[chunk][index] is double[] values
                    ? new NumericColumn(column.Name, values, count)
                    : (Column)new CategoricalColumn(column.Name, (int[])buffers[chunk][index], count, column.Levels!)),
            ];
            chunks[chunk] = new TableChunk((long)chunk * Table.ChunkRows, count, own);
        }

        return new TableWindow(new Table(columns, chunks, rowCount), firstRow);
    }
}
