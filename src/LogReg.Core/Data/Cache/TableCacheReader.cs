using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using LogReg.Collectives;
using LogReg.Storage;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Data;

/// <summary>Reads columns of a <see cref="TableCache"/>.</summary>
internal sealed class TableCacheReader
{
    private readonly TableCache _cache;
    private readonly ColumnStorage _storage;
    private readonly CancellationToken _cancellationToken;
    private readonly int _threads;
    private readonly RowShares? _shares;

    /// <param name="cache">The file.</param>
    /// <param name="storage">Where the columns go.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="shares">Which chunks are read, where several processes read some each; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public TableCacheReader(
        TableCache cache, ColumnStorage storage, int threads, RowShares? shares, CancellationToken cancellationToken)
    {
        _shares = shares;
        _cache = cache;
        _storage = storage;
        _threads = threads;
        _cancellationToken = cancellationToken;
    }

    private ICollective Collective => _shares?.Collective ?? LocalCollective.Instance;

    /// <summary>How many chunks a cache has.</summary>
    public static int ChunkCountOf(TableCache cache) => (int)((cache.RowCount + Table.ChunkRows - 1) / Table.ChunkRows);

    /// <summary>Reads columns.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <exception cref="DataException">A column does not exist or is not of the requested kind, or the file is damaged or cannot be
    /// read.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public Table Read(IReadOnlyList<ColumnRequest> requests)
    {
        int[] places = PlacesOf(requests);
        RefuseLostTexts(requests);
        var columns = new Column[ChunkCountOf(_cache)][];
        for (int chunk = 0; chunk < columns.Length; chunk++)
        {
            columns[chunk] = [.. places.Select(place => CreateColumn(_cache.Columns[place], Holds(chunk) ? RowsOf(chunk) : 0))];
        }

        Collective.Together(() => ReadChunks(places, columns));

        var infos = new ColumnInfo[places.Length];
        for (int column = 0; column < places.Length; column++)
        {
            infos[column] = Convert(_cache.Columns[places[column]], requests[column], column, columns);
        }

        return new Table(
            infos, [.. columns.Select((own, chunk) => new TableChunk((long)chunk * Table.ChunkRows, RowsOf(chunk), own))], _cache.RowCount)
        {
            Storage = _storage,
            Shares = _shares,
            Origin = _cache.Origin with
            {
                Notes =
                [
                    .. _cache.Origin.Notes.Where(
                        note =>
                            note.Column is null || requests.Any(request => request.Name == note.Column && Concerns(note, request))),
                ],
            },
        };
    }

    private bool ReadChunks(int[] places, Column[][] columns)
    {
        using FileStream file = FileOpener.Open(_cache.Path);
        long[] bytesBefore = new long[_cache.Columns.Count];
        for (int column = 1; column < bytesBefore.Length; column++)
        {
            bytesBefore[column] = bytesBefore[column - 1] + TableCache.BytesOf(_cache.Columns[column - 1]);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = _cancellationToken };
        try
        {
            Parallel.For(
                _shares?.FirstChunk ?? 0,
                _shares?.EndChunk ?? columns.Length,
                options,
                chunk => ReadChunk(file.SafeFileHandle, chunk, places, bytesBefore, columns[chunk]));
            return true;
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<IOException>().FirstOrDefault() is IOException cause)
        {
            throw TableCache.CannotBeRead(_cache.Path, cause);
        }
        catch (AggregateException exception) when (exception.InnerExceptions[0] is InvalidDataException)
        {
            throw TableCache.Damaged(_cache.Path, exception);
        }
    }

    private int[] PlacesOf(IReadOnlyList<ColumnRequest> requests)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int place = 0; place < _cache.Columns.Count; place++)
        {
            places.Add(_cache.Columns[place].Name, place);
        }

        return
        [
            .. requests.Select(request => places.TryGetValue(request.Name, out int place)
                ? place
                : throw new DataException(
                    $"there is no column {DataException.Quote(request.Name)}",
                    _cache.Path,
                    hint: NameHint.Of(request.Name, [.. _cache.Columns.Select(column => column.Name)]))),
        ];
    }

    // A cache keeps numbers of a column of numbers, and of its texts none; only of numbers in a notation it has the texts, if they are few.
    private void RefuseLostTexts(IReadOnlyList<ColumnRequest> requests)
    {
        foreach (ReadNote note in _cache.Origin.Notes)
        {
            if (note.Kind is ReadNoteKind.StrayTexts or ReadNoteKind.Notation && !IsStoredAsTexts(note.Column)
                && requests.Any(request => request.Name == note.Column && request.Kind == ColumnKind.Categorical))
            {
                throw new DataException(
                    $"the cache holds the column as numbers, without texts such as {DataException.Quote(note.Texts[0].Text)}",
                    _cache.Path,
                    column: note.Column,
                    hint: $"make the cache again with {Option.CachedCategoricalColumn(note.Column!)}");
            }
        }
    }

    private bool Holds(int chunk) => _shares?.Holds(chunk) ?? true;

    private int RowsOf(int chunk) => (int)Math.Min(Table.ChunkRows, _cache.RowCount - ((long)chunk * Table.ChunkRows));

    private Column CreateColumn(ColumnInfo column, int count) => column.Kind == ColumnKind.Numeric
        ? new NumericColumn(column.Name, _storage.Allocate<double>(count), count)
        : new CategoricalColumn(column.Name, _storage.Allocate<int>(count), count, column.Levels!);

    private void ReadChunk(SafeFileHandle file, int chunk, int[] places, long[] bytesBefore, Column[] columns)
    {
        long chunkOffset = _cache.DataOffset + (chunk * TableCache.BytesOfChunk(_cache.Columns, Table.ChunkRows));
        Span<byte> stored = stackalloc byte[Checksum.Bytes];
        for (int column = 0; column < columns.Length; column++)
        {
            int place = places[column];
            long offset = chunkOffset + (RowsOf(chunk) * bytesBefore[place]) + ((long)Checksum.Bytes * place);
            Span<byte> bytes = columns[column] is NumericColumn numeric
                ? MemoryMarshal.AsBytes(numeric.Buffer.AsSpan()[..numeric.Count])
                : MemoryMarshal.AsBytes(((CategoricalColumn)columns[column]).Buffer.AsSpan()[..columns[column].Count]);
            ReadExactly(file, bytes, offset);
            ReadExactly(file, stored, offset + bytes.Length);
            if (BinaryPrimitives.ReadUInt64LittleEndian(stored) != Checksum.Of(bytes, TableCache.BlockSeed(chunk, place))
                || !IsSound(columns[column]))
            {
                throw new InvalidDataException($"The rows from {(long)chunk * Table.ChunkRows} on of column {place} are damaged.");
            }
        }
    }

    // The right checksum proves that nothing happened to the file, not that it was logreg that wrote it.
    private static bool IsSound(Column column) => column is NumericColumn numeric
        ? !MemoryMarshal.Cast<double, long>(numeric.Values).ContainsAny(
            BitConverter.DoubleToInt64Bits(double.PositiveInfinity), BitConverter.DoubleToInt64Bits(double.NegativeInfinity))
        : !((CategoricalColumn)column).Codes.ContainsAnyExceptInRange(
            CategoricalColumn.Missing, ((CategoricalColumn)column).Levels.Count - 1);

    private static void ReadExactly(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("it became shorter while it was read");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    // The same as of a CSV file: whoever names a column's kind need not be told what it was taken for.
    private bool Concerns(ReadNote note, ColumnRequest request) => note.Kind switch
    {
        ReadNoteKind.SpreadsheetErrors or ReadNoteKind.RepeatedHeader or ReadNoteKind.OfSource => true,
        ReadNoteKind.Notation => request.Kind != ColumnKind.Categorical && !(request.KeepsTexts && IsStoredAsTexts(note.Column)),
        ReadNoteKind.RoundedIntegers => request.Kind != ColumnKind.Categorical,
        _ => request.Kind == ColumnKind.Inferred,
    };

    private bool IsStoredAsTexts(string? name) =>
        _cache.Columns.Any(column => column.Name == name && column.Kind == ColumnKind.Categorical);

    private NumberNotation? NotationOf(string name) =>
        _cache.Origin.Notes.FirstOrDefault(note => note.Notation is not null && note.Column == name)?.Notation;

    private ColumnInfo Convert(
        ColumnInfo stored, ColumnRequest request, int column, Column[][] chunks) => (stored.Kind, request.Kind) switch
        {
            (ColumnKind.Numeric, ColumnKind.Categorical) => ToLevels(stored.Name, column, chunks),
            (ColumnKind.Categorical, not ColumnKind.Categorical) when !request.KeepsTexts
                && NotationOf(stored.Name) is NumberNotation notation =>
                ToNumbers(stored, NumberCodes.NumbersOf(stored.Levels!, notation), column, chunks),
            (ColumnKind.Categorical, ColumnKind.Numeric) => ToNumbers(stored, PlainNumbers(stored, request), column, chunks),
            _ => stored,
        };

    // A number that is a category is called by its shortest form.
    private ColumnInfo ToLevels(string name, int column, Column[][] chunks)
    {
        var met = new LevelTable();
        var codesOf = new Dictionary<double, int>();
        var codes = new ColumnValues<int>[chunks.Length];
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            ReadOnlySpan<double> values = ((NumericColumn)chunks[chunk][column]).Values;
            codes[chunk] = _storage.Allocate<int>(values.Length);
            Span<int> own = codes[chunk].AsSpan();
            for (int row = 0; row < own.Length; row++)
            {
                if (double.IsNaN(values[row]))
                {
                    own[row] = CategoricalColumn.Missing;
                }
                else if (!codesOf.TryGetValue(values[row], out own[row]))
                {
                    // Adding 0 takes the sign of a zero, of which both are one number.
                    own[row] = met.GetOrAdd(Encoding.UTF8.GetBytes((values[row] + 0).ToString(CultureInfo.InvariantCulture)));
                    codesOf.Add(values[row], own[row]);
                }
            }
        }

        int[]? codesOfAll = null;
        if (_shares is not null)
        {
            met = new PassAgreement(Collective).Agree(met, out codesOfAll);
        }

        LevelTable levels = LevelOrder.Sort(met, out int[] newCodes);
        newCodes = codesOfAll is null ? newCodes : Array.ConvertAll(codesOfAll, code => newCodes[code]);
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            LevelOrder.Recode(codes[chunk].AsSpan(), newCodes);
            chunks[chunk][column] = new CategoricalColumn(name, codes[chunk], codes[chunk].Length, levels);
        }

        return new ColumnInfo(name, ColumnKind.Categorical, levels);
    }

    private double[] PlainNumbers(ColumnInfo stored, ColumnRequest request)
    {
        double[] numbers = new double[stored.Levels!.Count];
        for (int code = 0; code < numbers.Length; code++)
        {
            if (NumberText.Classify(stored.Levels.Utf8(code), out numbers[code]) != NumberTextKind.Number)
            {
                throw new DataException(
                    $"the value {DataException.Quote(stored.Levels[code])} is not a number",
                    _cache.Path,
                    column: stored.Name,
                    value: stored.Levels[code],
                    hint: request.HintForText
                        ?? OptionText.Of($"a column of texts is categorical; leave it out of {Option.NumericColumns}"));
            }
        }

        return numbers;
    }

    private ColumnInfo ToNumbers(ColumnInfo stored, double[] numbers, int column, Column[][] chunks)
    {
        foreach (Column[] chunk in chunks)
        {
            chunk[column] = NumberCodes.Replace((CategoricalColumn)chunk[column], numbers, _storage);
        }

        return new ColumnInfo(stored.Name, ColumnKind.Numeric, null);
    }
}
