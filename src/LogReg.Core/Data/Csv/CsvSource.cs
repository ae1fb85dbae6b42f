using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A CSV file, or a stream that can be opened again, and how to read it. It may be compressed with gzip, and in UTF-8 with or
/// without byte order mark, or in UTF-16 or UTF-32 with one. Cells are trimmed inside and outside quotes; a quote opens a
/// quoted cell only at the start of the cell; a line ends with LF, CR LF or CR; empty lines are passed over.
/// </summary>
/// <remarks>
/// A number is an optional sign, digits with at most one decimal point, and an optional exponent (<c>-1.5e3</c>, <c>.5</c>,
/// <c>+7</c>); a typographic minus counts as one. Thousands separators, decimal commas, currency signs and hexadecimal are text. Infinity in words, NaN that is not
/// among the missing values, and numbers beyond the range of a double are errors in a numeric column. Digits with leading zeros (<c>00501</c>) are a code: a column with such cells is categorical
/// unless it is asked for as numeric. A spreadsheet's error values (<c>#DIV/0!</c>) are missing cells.
/// </remarks>
public sealed class CsvSource : IDisposable
{
    // How much shorter gzip makes a table of numbers, at most.
    private const int UsualCompression = 8;

    private readonly Func<Stream> _open;
    private readonly IDisposable? _owned;
    private readonly TableCache? _cache;
    private CsvLayout? _layout;

    private CsvSource(TableCache cache, CsvOptions? options, long totalBytes)
        : this(() => FileOpener.Open(cache.Path), cache.Path, (options ?? new CsvOptions()) with { MissingValues = cache.MissingValues }, totalBytes)
    {
        _cache = cache;
    }

    private CsvSource(Func<Stream> open, string name, CsvOptions? options, long? totalBytes, IDisposable? owned = null)
    {
        _open = open;
        _owned = owned;
        Name = name;
        Options = options ?? new CsvOptions();
        TotalBytes = totalBytes;
    }

    /// <summary>The path or the given name, for messages.</summary>
    public string Name { get; }

    /// <summary>How the file is read.</summary>
    public CsvOptions Options { get; }

    /// <summary>Whether the source can be read more than once; false for a pipe.</summary>
    public bool CanReadAgain { get; private init; } = true;

    /// <summary>Whether the file is one that <see cref="WriteCache"/> made: its table is read without parsing, and rows have no lines.</summary>
    public bool IsCache => _cache is not null;

    /// <summary>The size of the file in bytes, if it is known.</summary>
    internal long? TotalBytes { get; }

    /// <summary>The sizes that reading works with.</summary>
    internal CsvTuning Tuning { get; init; } = new();

    /// <summary>The number of threads that are of use: no more than there may be segments in a file whose size is known.</summary>
    internal int UsefulThreads
    {
        get
        {
            long segments = TotalBytes is long bytes ? 1 + (UsualCompression * bytes / Tuning.BlockBytes) : long.MaxValue;
            return (int)Math.Min(Options.ThreadCount, segments);
        }
    }

    /// <summary>A file. A pipe or a device, which can be read only once, is copied to a temporary file now.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="DataException">There is no such file, or it cannot be opened.</exception>
    public static CsvSource FromFile(string path, CsvOptions? options = null) => FromFile(path, options, new CsvTuning());

    /// <summary>A stream that can be opened repeatedly, with the same content.</summary>
    /// <param name="open">Opens the stream at its beginning; the returned stream is disposed after reading.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public static CsvSource FromStream(Func<Stream> open, string name, CsvOptions? options = null) =>
        FromStream(open, name, options, new CsvTuning());

    /// <summary>
    /// A stream that can be read only once, such as standard input. It is copied to a temporary file now, which is deleted
    /// when the source is disposed.
    /// </summary>
    /// <param name="stream">The stream, read to its end but not disposed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    /// <exception cref="DataException">The stream cannot be read, or there is no room for the copy.</exception>
    /// <exception cref="OperationCanceledException">The copying was cancelled.</exception>
    public static CsvSource FromOneTimeStream(
        Stream stream, string name, CsvOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var copy = TemporaryCopy.Of(stream, name, cancellationToken);
        return new CsvSource(copy.Open, name, options, copy.Length, copy);
    }

    /// <summary>Looks at the start of the file for the names of its columns and the delimiter. The answer is kept.</summary>
    /// <returns>The names and the delimiter.</returns>
    /// <exception cref="DataException">The file is empty or not text, or a name is missing or occurs twice.</exception>
    public CsvHeader ReadHeader() => _cache is null ? ReadLayout().Header : new CsvHeader([.. _cache.Columns.Select(column => column.Name)], ',');

    /// <summary>
    /// A stream that can be read only once and is read as it comes, in constant memory and without a copy: for scoring what
    /// flows through a pipe. Rows are available as soon as their line is complete and no more input waits; the delimiter is detected from the first two rows, the header included. It gives <see cref="ReadHeader"/> and then, once, <see cref="ReadChunks(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>; never a table.
    /// </summary>
    /// <param name="stream">The stream; disposed after reading.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public static CsvSource FromPipe(Stream stream, string name, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CsvSource(new OneTimeInput(stream).Open, name, options, totalBytes: null) { CanReadAgain = false };
    }

    /// <summary>Reads columns of the whole file into memory. The result is the same for any number of threads.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="progress">Receives the progress of reading, which starts over in a second pass if there is one; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The table, with at least one row. The levels of categorical columns are sorted: by value if all are numbers, else in
    /// natural order (<c>5-14</c> before <c>45-54</c>, words by UTF-16 ordinal).
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="requests"/> contradict themselves.</exception>
    /// <exception cref="InvalidOperationException">The source can be read once only: a table may take two passes.</exception>
    /// <exception cref="DataException">
    /// Something is wrong with the file: always the first fault in the order of the file, with its line.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public Table ReadTable(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Table table = ReadTable(requests, ColumnStorage.Heap, progress, cancellationToken);
        ReadNoteText.ThrowIfStray(table, Name);
        return table;
    }

    /// <summary>
    /// Reads columns of the whole file; see <see cref="ReadTable(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>. A few texts in a column of numbers are missing
    /// cells here, with a note in <see cref="Table.Origin"/>.
    /// </summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="storage">Where the columns go; the table is valid as long as it is.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal Table ReadTable(
        IReadOnlyList<ColumnRequest> requests, ColumnStorage storage, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        RequireReadAgain();
        return _cache is null
            ? TableReader.Read(this, requests, storage, progress, cancellationToken)
            : new TableCacheReader(_cache, storage, Options.ThreadCount, cancellationToken).Read(requests);
    }

    /// <summary>Parses the file once, for many fits: writes its columns into a binary file that <see cref="FromFile(string, CsvOptions?)"/> opens instead of the CSV file.</summary>
    /// <param name="output">Receives the cache; left open.</param>
    /// <param name="options">Which columns, or <see langword="null"/> for all.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="DataException">Something is wrong with the file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CacheSummary WriteCache(
        Stream output, CacheOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        options ??= new CacheOptions();
        IReadOnlyList<ColumnRequest> requests = options.Choose(ReadHeader().Names, Name);
        using var storage = ColumnStorage.Create(options.MemoryLimit, EstimateRowCount(), options.TemporaryDirectory);
        Table table = ReadTable(requests, storage, progress, cancellationToken);
        IReadOnlyList<ReadNote> notes = table.Origin?.Notes ?? [];
        ReadNoteText.ThrowIfStray([.. notes.Where(note => !StrayRows.MayBeWithoutTarget(table, note))], Name);
        TableCacheWriter.Write(output, table, Options.MissingValues, cancellationToken);
        return new CacheSummary(table.RowCount, table.Columns) { Warnings = [.. HeaderSigns.Warnings(table), .. notes.Select(ReadNoteText.ToWarning)] };
    }

    /// <summary>How many rows the file has, judged by its first ones; −1 where its size is not known.</summary>
    internal long EstimateRowCount()
    {
        if (_cache is not null)
        {
            return _cache.RowCount;
        }

        ReadOnlySpan<byte> sample = ReadLayout().Sample.Span;
        long lines = Math.Max(1, sample.Count((byte)'\n'));
        long compression = Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? UsualCompression : 1;
        return TotalBytes is long bytes ? compression * bytes * lines / Math.Max(1, sample.Length) : -1;
    }

    /// <summary>
    /// Reads columns chunk by chunk in the order of the file, in constant memory for any length of the file.
    /// A chunk is valid until the next one is requested, because its memory is reused.
    /// </summary>
    /// <param name="requests">
    /// The columns to read, none <see cref="ColumnKind.Inferred"/>, categorical ones with
    /// <see cref="ColumnRequest.KnownLevels"/>.
    /// </param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Chunks of any number of rows, at least one; none if there are no data rows. The requests are checked at once.</returns>
    /// <exception cref="ArgumentException"><paramref name="requests"/> contradict themselves or cannot be met by a stream.</exception>
    /// <exception cref="DataException">
    /// Something is wrong with the file; the chunks well before the fault have been returned.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ReadChunks(requests, new ChunkRules(SkipsRepeatedHeaders: false), progress, cancellationToken);

    /// <summary>Reads columns chunk by chunk; see <see cref="ReadChunks(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ChunkReader.Read(this, requests, rules, progress, cancellationToken);

    /// <summary>
    /// Finds the line at which a row starts, by reading the file again from its start: only for messages about a row.
    /// </summary>
    /// <param name="row">The index of the row, from 0; the header is not a row.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The line, from 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The file does not have that many rows.</exception>
    /// <exception cref="InvalidOperationException">The source can be read once only.</exception>
    /// <exception cref="DataException">The file cannot be read again.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public long FindLineOfRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        RequireReadAgain();
        return LineFinder.Find(this, row, cancellationToken);
    }

    /// <summary>Deletes the temporary copy, if there is one.</summary>
    public void Dispose() => _owned?.Dispose();

    /// <summary>Makes sure that the source can be read more than once.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    internal void RequireReadAgain()
    {
        if (!CanReadAgain)
        {
            throw new InvalidOperationException($"{Name} can be read only once: use {nameof(FromOneTimeStream)}, which makes a copy.");
        }
    }

    internal static CsvSource FromFile(string path, CsvOptions? options, CsvTuning tuning)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = FileOpener.Open(path);
        return !file.CanSeek ? FromOneTimeStream(file, path, options)
            : TableCache.TryOpen(file, path) is TableCache cache ? new CsvSource(cache, options, file.Length)
            : new CsvSource(() => FileOpener.Open(path), path, options, file.Length) { Tuning = tuning };
    }

    internal static CsvSource FromStream(Func<Stream> open, string name, CsvOptions? options, CsvTuning tuning)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CsvSource(open, name, options, totalBytes: null) { Tuning = tuning };
    }

    /// <summary>Opens the text at its beginning.</summary>
    /// <exception cref="DataException">It cannot be opened.</exception>
    internal Utf8Input Open()
    {
        try
        {
            return Utf8Input.Open(_open());
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw SegmentReader.InputFault(exception).ToException(Name, 1, []);
        }
    }

    /// <summary>The layout of the file, looked at once.</summary>
    /// <exception cref="DataException">This is not a CSV file with good names.</exception>
    internal CsvLayout ReadLayout()
    {
        if (_layout is CsvLayout known)
        {
            return known;
        }

        if (_cache is not null)
        {
            throw new DataException("this is a cache for training, not a CSV file", Name, hint: "use the CSV file that it was made from");
        }

        using Utf8Input input = Open();
        try
        {
            return _layout = CanReadAgain ? LayoutReader.Read(input.Text, Name, Options, Tuning) : LayoutReader.ReadLive(input.Text, Name, Options, Tuning);
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw SegmentReader.InputFault(exception).ToException(Name, 1, []);
        }
    }
}
