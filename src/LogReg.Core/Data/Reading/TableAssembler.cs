using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Some rows of a batch and the place in a chunk of the table where they belong.</summary>
/// <param name="From">The first of the rows in the batch.</param>
/// <param name="At">The row in the chunk where they go.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Chunk">The storage of the chunk's columns; <see langword="null"/> for a column that is not kept.</param>
internal readonly record struct TablePiece(int From, int At, int Count, object?[] Chunk);

/// <summary>
/// Puts the parsed batches of one pass over a source together into chunks of <see cref="RowReader.ChunkRows"/> rows. What must be
/// done in order is little; the copying is done by the threads that parsed.
/// </summary>
internal sealed class TableAssembler
{
    // A file may have a million columns and three rows.
    private const int FewestRows = 8;

    // Rows differ in length: a little too much room is better than to move what is there.
    private const double Spare = 1.25;

    private static readonly CellCensus Nothing = new();

    private readonly ReadPlan _plan;
    private readonly ColumnStorage _storage;
    private readonly List<object?[]> _chunks = [];
    private readonly LevelTable?[] _levels;
    private readonly DataException?[] _notFinite;
    private readonly CellCensus?[] _census;
    private readonly CopyGate _gate = new();
    private readonly RowSurvey? _survey;
    private readonly int _chunkRows;
    private readonly Dictionary<int, int[]> _order = [];
    private RepeatedHeaders _repeatedHeaders = new();
    private int _room;
    private long _rowCount;

    /// <param name="plan">What is read.</param>
    /// <param name="storage">Where the columns go.</param>
    /// <param name="survey">Which rows are read, where several processes read shares; otherwise <see langword="null"/>.</param>
    public TableAssembler(ReadPlan plan, ColumnStorage storage, RowSurvey? survey = null)
    {
        _plan = plan;
        _storage = storage;
        _survey = survey;
        _chunkRows = plan.Reader.ChunkRows;
        _levels = plan.Columns
            .Select(column => column.Kind == ColumnKind.Categorical ? column.Request.KnownLevels ?? new LevelTable() : null)
            .ToArray();
        _notFinite = new DataException?[plan.Columns.Count];
        _census = new CellCensus?[plan.Columns.Count];
    }

    /// <summary>Whether an inferred column that was read as numeric is one of text; to be asked after the last batch.</summary>
    public bool TurnedText(int column) =>
        _plan.Columns[column] is { IsInferred: true, Kind: ColumnKind.Numeric } && Census(column).IsText(RowCount);

    private long RowCount => _survey?.RowCount ?? _rowCount;

    /// <summary>Whether the texts of a column that was read as numbers may all be numbers in another notation; to be asked after the last
    /// batch.</summary>
    public bool MayBeNoted(int column) => _plan.Reader.CanReadAgain && _plan.Columns[column].Kind == ColumnKind.Numeric
        && !_plan.Columns[column].Request.KeepsTexts && Census(column).MayBeNoted;

    /// <summary>Whether the texts of a column stay texts if they turn out to be numbers in a notation.</summary>
    public bool StoresTexts(int column) => _plan.Columns[column] is { IsInferred: true, Request.StoresTexts: true }
        && _levels[column] is LevelTable { Count: <= ColumnRequest.MostStoredTexts };

    /// <summary>The kind of the cells of a column.</summary>
    public CellCensus Census(int column) => _census[column] ?? Nothing;

    /// <summary>The number of chunks that were read.</summary>
    public int ChunkCount => _chunks.Count;

    /// <summary>The lines that repeat the header, if there are any.</summary>
    public ReadNote? RepeatedHeader() => _repeatedHeaders.Note;

    /// <summary>The first number of an inferred column that is not finite, if there is one.</summary>
    public DataException? NotFinite(int column) => _notFinite[column];

    /// <summary>Makes room for the rows of a batch; batches must come in order.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="batch">Where they come from.</param>
    /// <param name="pieces">Receives where the rows belong.</param>
    public void Commit(ParsedRows rows, Batch batch, List<TablePiece> pieces)
    {
        _repeatedHeaders.Add(rows, batch);
        for (int column = 0; column < rows.Columns.Length; column++)
        {
            if (rows.Columns[column].Counted is CellCensus counted)
            {
                (_census[column] ??= new CellCensus()).Add(counted, (_survey?.FirstRow ?? 0) + _rowCount, batch);
            }

            switch (rows.Columns[column])
            {
                case NumericBuffer buffer:
                    CommitNumeric(column, buffer, batch);
                    break;
                case CategoricalBuffer { LevelsAreKnown: false } buffer:
                    CommitLevels(buffer, _levels[column]!);
                    break;
            }
        }

        pieces.Clear();
        long expected = ExpectRows(_rowCount + rows.RowCount, batch.BytesRead);
        for (int from = 0; from < rows.RowCount;)
        {
            int at = (int)(_rowCount % _chunkRows);
            int count = Math.Min(rows.RowCount - from, _chunkRows - at);
            int room = (int)Math.Clamp(expected - (_rowCount - at), Math.Min(FewestRows, _chunkRows), _chunkRows);
            if (at == 0)
            {
                _room = room;
                _chunks.Add(NewChunk());
            }
            else if (at + count > _room)
            {
                _gate.Move(() => Grow(_chunks[^1], at, Math.Min(_chunkRows, Math.Max(2 * _room, room))));
            }

            var piece = new TablePiece(from, at, count, _chunks[^1]);
            CommitVaryingLengths(rows, piece);
            pieces.Add(piece);
            from += count;
            _rowCount += count;
        }
    }

    /// <summary>Copies numbers and codes to their places; for different batches side by side.</summary>
    public void Copy(ParsedRows rows, List<TablePiece> pieces) => _gate.Copy(() => CopyTo(pieces, rows));

    /// <summary>Finds out, together with the other processes, what all rows say. To be called once, after the last batch.</summary>
    /// <param name="collective">The processes.</param>
    public void Agree(ICollective collective)
    {
        var agreement = new PassAgreement(collective);
        agreement.Agree([.. _plan.Columns.Select(column => column.Request.Name)], _census);
        agreement.Agree(_notFinite);
        _repeatedHeaders = agreement.Agree(_repeatedHeaders);
        for (int column = 0; column < _levels.Length; column++)
        {
            if (_levels[column] is LevelTable levels && _plan.Columns[column].Request.KnownLevels is null)
            {
                _levels[column] = agreement.Agree(levels, out int[] newCodes);
                Recode(column, newCodes);
            }
        }
    }

    /// <summary>Gives the levels their final, sorted order. To be called once, after the last batch.</summary>
    public void SortLevels()
    {
        for (int column = 0; column < _levels.Length; column++)
        {
            if (_levels[column] is LevelTable levels && _plan.Columns[column].Request.KnownLevels is null)
            {
                _levels[column] = LevelOrder.Sort(levels, out int[] newCodes);
                Recode(column, newCodes);
                _order[column] = newCodes;
            }
        }
    }

    /// <summary>The codes of a column whose levels were sorted, each at its first cell in the order of the rows.</summary>
    public IReadOnlyList<int> CodesByRow(int column) => _order[column];

    private void Recode(int column, int[] newCodes)
    {
        for (int chunk = 0; chunk < _chunks.Count; chunk++)
        {
            LevelOrder.Recode(((ColumnValues<int>)_chunks[chunk][column]!).AsSpan(0, RowsOf(chunk)), newCodes);
        }
    }

    /// <summary>The levels of a column; <see langword="null"/> if it has none.</summary>
    public LevelTable? LevelsOf(int column) => _levels[column];

    /// <summary>The outcome for a column.</summary>
    public ColumnInfo Describe(int column) =>
        new(_plan.Columns[column].Request.Name, _plan.Columns[column].Kind, _levels[column]);

    /// <summary>A column of a chunk, without copying what is full.</summary>
    public Column CreateColumn(int column, int chunk)
    {
        string name = _plan.Columns[column].Request.Name;
        int count = RowsOf(chunk);
        switch (_chunks[chunk][column])
        {
            case ColumnValues<double> values:
                return new NumericColumn(name, values.Truncate(count), count);
            case ColumnValues<int> codes:
                return Categorical(name, codes.Truncate(count), _plan.Columns[column].Request.KnownLevels is not null, _levels[column]!);
            case TextBuffer text:
                return new TextColumn(name, text.Text, text.Ends, count);
            case VectorBuffer vectors:
                return vectors.ToFinalColumn(name, count);
            default:
                throw new InvalidOperationException("the column was not kept");
        }
    }

    /// <summary>The numbers of a chunk of a numeric column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="chunk">The number of the chunk.</param>
    public ReadOnlySpan<double> NumbersOf(int column, int chunk) =>
        ((ColumnValues<double>)_chunks[chunk][column]!).AsSpan()[..RowsOf(chunk)];

    private static CategoricalColumn Categorical(string name, ColumnValues<int> codes, bool mayHaveUnseen, LevelTable levels) =>
        new(name, codes, codes.Length, levels, mayHaveUnseen ? codes.AsSpan().Count(CategoricalColumn.Unseen) : 0);

    private static void CommitLevels(CategoricalBuffer buffer, LevelTable tableLevels)
    {
        for (int code = buffer.TableCodes.Count; code < buffer.Levels.Count; code++)
        {
            buffer.TableCodes.Add(tableLevels.GetOrAdd(buffer.Levels.Utf8(code)));
        }
    }

    private static void CopyTo(List<TablePiece> pieces, ParsedRows rows)
    {
        foreach (TablePiece piece in pieces)
        {
            for (int column = 0; column < rows.Columns.Length; column++)
            {
                switch (rows.Columns[column])
                {
                    case NumericBuffer buffer when piece.Chunk[column] is ColumnValues<double> values:
                        ResidentGuard.Touch((long)piece.Count * values.MappedBytes);
                        buffer.Values.AsSpan(piece.From, piece.Count).CopyTo(values.AsSpan(piece.At, piece.Count));
                        break;
                    case CategoricalBuffer { LevelsAreKnown: true } buffer:
                        buffer.Codes.AsSpan(piece.From, piece.Count).CopyTo(CodesOf(piece, column));
                        break;
                    case CategoricalBuffer buffer:
                        CopyCodes(buffer, piece, CodesOf(piece, column));
                        break;
                }
            }
        }
    }

    private static Span<int> CodesOf(TablePiece piece, int column) =>
        ((ColumnValues<int>)piece.Chunk[column]!).AsSpan(piece.At, piece.Count);

    private static void CopyCodes(CategoricalBuffer buffer, TablePiece piece, Span<int> to)
    {
        for (int row = 0; row < piece.Count; row++)
        {
            int code = buffer.Codes[piece.From + row];
            to[row] = code < 0 ? code : buffer.TableCodes[code];
        }
    }

    private static void CommitVaryingLengths(ParsedRows rows, TablePiece piece)
    {
        for (int column = 0; column < rows.Columns.Length; column++)
        {
            if (rows.Columns[column] is TextBuffer buffer)
            {
                var text = (TextBuffer)piece.Chunk[column]!;
                for (int row = 0; row < piece.Count; row++)
                {
                    text.Set(piece.At + row, buffer.Get(piece.From + row));
                }
            }
            else if (rows.Columns[column] is VectorBuffer vectors && piece.Count > 0)
            {
                ((VectorBuffer)piece.Chunk[column]!).Append(vectors, piece.From, piece.At, piece.Count);
            }
        }
    }

    private int RowsOf(int chunk) => (int)Math.Min(_chunkRows, _rowCount - ((long)chunk * _chunkRows));

    private void CommitNumeric(int column, NumericBuffer buffer, Batch batch)
    {
        _notFinite[column] ??= buffer.NotFinite?.ToException(_plan.Reader.Name, batch);
        if (_plan.Columns[column].IsInferred && Census(column).IsCertainlyText)
        {
            foreach (object?[] chunk in _chunks)
            {
                chunk[column] = null;
            }
        }
    }

    // How many rows there are, or how many there seem to be by the part of the file that has been read. Where nothing is known, more than
    // one chunk is followed by another one: to grow each would take its memory twice.
    private long ExpectRows(long rows, long bytesRead) => _survey?.OwnRowCount ?? _plan.Reader.TotalRows
        ?? (_plan.Reader.TotalBytes is not long bytes ? (_chunks.Count > 0 ? 2 * rows : rows)
            : bytesRead > 0 && bytes > bytesRead ? (long)(Spare * rows * ((double)bytes / bytesRead))
            : rows);

    private object?[] NewChunk()
    {
        object?[] chunk = new object?[_plan.Columns.Count];
        for (int column = 0; column < chunk.Length; column++)
        {
            chunk[column] = _plan.Columns[column].Kind switch
            {
                ColumnKind.Numeric => _plan.Columns[column].IsInferred && Census(column).IsCertainlyText
                    ? null
                    : (object)_storage.Allocate<double>(_room),
                ColumnKind.Categorical => _storage.Allocate<int>(_room),
                ColumnKind.Vector => Larger(new VectorBuffer(_plan.Columns[column])),
                _ => NewText(_plan.Columns[column]),
            };
        }

        return chunk;
    }

    // More rows came than were expected. Whoever copies does so to the end; whoever has not begun finds the new place.
    private void Grow(object?[] chunk, int rows, int room)
    {
        _room = room;
        for (int column = 0; column < chunk.Length; column++)
        {
            chunk[column] = chunk[column] switch
            {
                ColumnValues<double> values => Larger(values, rows),
                ColumnValues<int> codes => Larger(codes, rows),
                TextBuffer text => Larger(text),
                VectorBuffer vectors => Larger(vectors),
                _ => null,
            };
        }
    }

    private ColumnValues<T> Larger<T>(ColumnValues<T> values, int rows)
        where T : unmanaged
    {
        ColumnValues<T> larger = _storage.Allocate<T>(_room);
        ResidentGuard.Touch((long)rows * larger.MappedBytes);
        values.AsSpan(0, rows).CopyTo(larger.AsSpan(0, rows));
        return larger;
    }

    private T Larger<T>(T buffer)
        where T : ColumnBuffer
    {
        buffer.Grow(_room);
        return buffer;
    }

    private TextBuffer NewText(PlannedColumn column) => Larger(new TextBuffer(column));
}
