using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Reads data as a sequence of small tables, in constant memory that is used again in each reading.</summary>
internal sealed class WindowReader
{
    private readonly DataSource _source;
    private readonly IReadOnlyList<ColumnRequest> _requests;
    private readonly string _target;
    private readonly ColumnInfo[] _columns;
    private readonly Array[] _buffers;
    private readonly int _capacity;

    /// <param name="source">The data.</param>
    /// <param name="requests">The columns, numeric or categorical with known levels.</param>
    /// <param name="target">The target: a text in a column of numbers is a missing cell where it is missing.</param>
    /// <param name="capacity">How many rows a window has, 1 to <see cref="Table.ChunkRows"/>; the last may have fewer.</param>
    public WindowReader(DataSource source, IReadOnlyList<ColumnRequest> requests, string target, int capacity)
    {
        _source = source;
        _requests = requests;
        _target = target;
        _columns = [.. requests.Select(request => new ColumnInfo(request.Name, request.Kind, request.KnownLevels))];
        _buffers = [.. _columns.Select(column => (Array)(column.Kind == ColumnKind.Numeric ? new double[capacity] : new int[capacity]))];
        _capacity = capacity;
    }

    /// <summary>Reads window after window; a window is valid until the next one is asked for, in this reading or another.</summary>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DataException">Something is wrong with the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<TableWindow> Read(IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        int filled = 0;
        long firstRow = 0;
        foreach (TableChunk chunk in _source.ReadChunks(
            _requests, new ChunkRules(SkipsRepeatedHeaders: true) { Target = _target }, progress, cancellationToken))
        {
            for (int from = 0; from < chunk.RowCount;)
            {
                int count = Math.Min(chunk.RowCount - from, _capacity - filled);
                Copy(chunk, from, filled, count);
                from += count;
                filled += count;
                if (filled == _capacity)
                {
                    yield return Window(filled, firstRow);
                    firstRow += filled;
                    filled = 0;
                }
            }
        }

        if (filled > 0)
        {
            yield return Window(filled, firstRow);
        }
    }

    private void Copy(TableChunk chunk, int from, int to, int count)
    {
        for (int column = 0; column < _buffers.Length; column++)
        {
            if (chunk.Columns[column] is NumericColumn numeric)
            {
                numeric.Values.Slice(from, count).CopyTo(((double[])_buffers[column]).AsSpan(to));
            }
            else
            {
                ((CategoricalColumn)chunk.Columns[column]).Codes.Slice(from, count).CopyTo(((int[])_buffers[column]).AsSpan(to));
            }
        }
    }

    private TableWindow Window(int rowCount, long firstRow)
    {
        Column[] columns =
        [
            .. _columns.Select((column, index) => _buffers[index] is double[] values
                ? new NumericColumn(column.Name, values, rowCount)
                : (Column)new CategoricalColumn(column.Name, (int[])_buffers[index], rowCount, column.Levels!)),
        ];
        return new TableWindow(new Table(_columns, [new TableChunk(0, rowCount, columns)], rowCount), firstRow);
    }
}
