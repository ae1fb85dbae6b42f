using System.Text;
using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A CSV file, or a stream that can be opened again, and how to read it. It may be compressed with gzip, and in UTF-8 with or
/// without byte order mark, in UTF-16, in UTF-32 with a mark, or in the encoding that the options name; a file that can be read again
/// and is not UTF-8 is read as Windows-1252 where it is plain in it. Cells are trimmed inside and outside quotes; a quote opens a
/// quoted cell only at the start of the cell; a line ends with LF, CR LF or CR; empty lines are passed over.
/// </summary>
/// <remarks>
/// A number is an optional sign, digits with at most one decimal point, and an optional exponent (<c>-1.5e3</c>, <c>.5</c>, <c>+7</c>); a
/// typographic minus counts as one. Thousands separators, decimal commas, currency signs, percent signs and units are part of numbers where
/// every cell of the column is written alike, which a note of the table tells; hexadecimal is text. Infinity in words, NaN
/// that is not among the missing values, and numbers beyond the range of a double are errors in a numeric column. Digits with leading zeros
/// (<c>00501</c>) are a code: a column with such cells is categorical unless it is asked for as numeric. A spreadsheet's error values
/// (<c>#DIV/0!</c>) are missing cells.
/// </remarks>
public sealed class CsvSource : DataSource, IRowReaderSource
{
    private CsvInput _input;
    private readonly IDisposable? _owned;
    private CsvLayout? _layout;
    private RowMap? _map;

    private CsvSource(CsvInput input, IDisposable? owned = null)
        : base(input.Name)
    {
        _input = input;
        _owned = owned;
    }

    /// <summary>How the file is read.</summary>
    public CsvOptions Options => _input.Options;

    /// <summary>The cells that count as missing: those of <see cref="Options"/>.</summary>
    public override IReadOnlyList<string> MissingValues => Options.MissingValues;

    /// <summary>Whether the source can be read more than once; false for a pipe.</summary>
    public override bool CanReadAgain => !_input.IsLive;

    /// <summary>Whether several processes can read parts of it; false for a pipe and for its copy.</summary>
    public override bool CanShare => CanReadAgain && _owned is null;

    internal override int ChunkRows => _input.Tuning.ChunkRows;

    private protected override string ReadOnceMessage =>
        $"{Name} can be read only once: use {nameof(FromOneTimeStream)}, which makes a copy.";

    internal override SourceDescription Description =>
        _input.IsLive ? _input.Description with { ElsewhereHint = HintForPipe } : _input.Description;

    // A pipe is read as it comes, without a look at what follows the first line, unlike a file.
    private OptionText? HintForPipe() => !Options.HasHeader || (Layout.Header.Names.Count > 1 && Layout.Header.Names[0] is not ['#', ..])
        ? null
        : OptionText.Of(
            $"the first line is read as the header of what comes through a pipe: if it is a title, use {Option.SkipLines.Is(1)}; if it is a "
                + $"comment, {Option.Comment.Is('#')}; if blanks stand between the cells, {Option.Delimiter.Is("space")}");

    private CsvLayout Layout => _layout ??= _input.ReadLayout();

    private CsvRowReader Reader => new(_input, Layout) { Map = _map };

    /// <summary>
    /// A CSV file, or a cache that was made from one (<see cref="CacheSource"/>), which its first bytes tell. A pipe or a device, which can
    /// be read only once, is copied to a temporary file now.
    /// </summary>
    /// <param name="path">Its path.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="DataException">There is no such file, or it cannot be opened.</exception>
    public static DataSource FromFile(string path, CsvOptions? options = null) => FromFile(path, options, new CsvTuning());

    /// <summary>A stream that can be opened repeatedly, with the same content.</summary>
    /// <param name="open">Opens the stream at its beginning; the returned stream is disposed after reading.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">How to read it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public static CsvSource FromStream(Func<Stream> open, string name, CsvOptions? options = null) =>
        FromStream(open, name, options, new CsvTuning());

    /// <summary>
    /// A stream that can be read only once, such as standard input. It is copied to a temporary file now, which is deleted when the source
    /// is disposed.
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
        return new CsvSource(new CsvInput(copy.Open, name, options ?? new CsvOptions(), copy.Length), copy);
    }

    /// <summary>Looks at the start of the file for the names of its columns and the delimiter. The answer is kept.</summary>
    /// <returns>The names and the delimiter.</returns>
    /// <exception cref="DataException">The file is empty or not text, or a name is missing or occurs twice.</exception>
    public CsvHeader ReadHeader() => Layout.Header;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadColumnNames() => Layout.Header.Names;

    /// <summary>
    /// A stream that can be read only once and is read as it comes, in constant memory and without a copy: for scoring what flows through a
    /// pipe. Rows are available as soon as their line is complete and no more input waits; the delimiter is detected from the first two
    /// rows, the header included. It gives <see cref="ReadHeader"/> and then, once,
    /// <see cref="DataSource.ReadChunks(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>; never a table.
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
        var input = new OneTimeInput(stream);
        return new CsvSource(
            new CsvInput(input.Open, name, options ?? new CsvOptions(), TotalBytes: null) { IsLive = true, LookAtStream = input.LookAt });
    }

    /// <summary>The hash of the bytes of the input, as <see cref="DataFingerprint"/> prints that of a large file;
    /// <see langword="null"/> before all of it has been read after <see cref="TakeFingerprint"/>.</summary>
    public string? Fingerprint => _input.Checksum?.Text;

    /// <summary>Hashes the bytes of the input while they are read from now on: what <see cref="DataFingerprint"/> finds in large files.
    /// Where several processes read it, all of them must call this; one goes on with the hash where another has stopped. With more than
    /// two, some bytes are not read in order: <see cref="CompleteFingerprint"/> hashes them.</summary>
    public void TakeFingerprint()
    {
        Func<Stream> open = _input.OpenStream;
        var checksum = new FileChecksum(_input.TotalBytes > DataFingerprint.LargestChecksum);
        _input = _input with
        {
            Checksum = checksum,
            OpenStream = () => checksum.Text is null ? new FingerprintStream(open(), checksum, _input.Tuning.LongestGap) : open(),
        };
    }

    /// <summary>Hashes those bytes of the input that nobody has read in order since <see cref="TakeFingerprint"/>, if there are
    /// any.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The hash of all bytes.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TakeFingerprint"/> was not called.</exception>
    /// <exception cref="DataException">The input cannot be read again.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public string CompleteFingerprint(CancellationToken cancellationToken = default)
    {
        FileChecksum checksum = _input.Checksum
            ?? throw new InvalidOperationException($"{nameof(TakeFingerprint)} was not called before the input was read.");
        return checksum.Text ?? _input.CompleteChecksum(checksum, cancellationToken);
    }

    /// <summary>Estimates the number of rows from the size of the file and its first rows.</summary>
    /// <returns>The number of rows; <see langword="null"/> if the size of the file is not known.</returns>
    /// <exception cref="DataException">The file is not a CSV file.</exception>
    public override long? EstimateRowCount()
    {
        ReadOnlySpan<byte> sample = Layout.Sample.Span;
        long lines = Math.Max(1, sample.Count((byte)'\n'));
        long compression = Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? CsvInput.UsualCompression : 1;
        return _input.TotalBytes is long bytes ? compression * bytes * lines / Math.Max(1, sample.Length) : null;
    }

    /// <inheritdoc/>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default) =>
        CanReadAgain ? RowPlace.OfLine(FindLineOfRow(row, cancellationToken)) : null;

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
        return Reader.FindLine(row, cancellationToken);
    }

    RowReader IRowReaderSource.CreateReader() => Reader;

    bool IRowReaderSource.TryReadOlder() => TryReadOlder();

    internal override Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireReadAgain();
        ICollective alone = LocalCollective.Instance;
        return ReadDecoded(alone, () => TableReader.Read(Reader, requests, storage, alone, progress, cancellationToken));
    }

    internal override Table ReadShare(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireShared(collective);
        RequireReadAgain();
        return ReadDecoded(collective, () =>
        {
            CsvRowReader reader = collective.Together(() => Reader);
            Table table = TableReader.Read(reader, requests, storage, collective, progress, cancellationToken);
            _map = reader.Map;
            return table;
        });
    }

    internal override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ChunkReader.Read(Reader, requests, rules, progress, cancellationToken);

    internal override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken)
    {
        RequireShared(work.Collective);
        CsvRowReader reader = work.Collective.Together(() => Reader);
        var share = ChunkShare.Open(reader, requests, rules, work, cancellationToken);
        _map = reader.Map;
        return share;
    }

    internal override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ReadDecoded(LocalCollective.Instance, () => KindScan.Run(Reader, requests, progress, cancellationToken));

    // A byte that is not UTF-8 may come late.
    private T ReadDecoded<T>(ICollective collective, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DataException exception) when (exception.InnerException is DecoderFallbackException && collective.AllSucceed(TryReadOlder))
        {
            return read();
        }
    }

    /// <summary>Reads the text in the older encoding from now on, where it turned out not to be UTF-8.</summary>
    /// <returns>Whether it is certainly in that encoding; otherwise nothing changes.</returns>
    private bool TryReadOlder()
    {
        CsvLayout? older = _input.ReadOlderLayout(Layout);
        _layout = older ?? _layout;
        return older is not null;
    }

    /// <summary>Deletes the temporary copy, if there is one.</summary>
    /// <param name="disposing">Whether <see cref="DataSource.Dispose()"/> was called.</param>
    protected override void Dispose(bool disposing)
    {
        _owned?.Dispose();
        base.Dispose(disposing);
    }

    internal static DataSource FromFile(string path, CsvOptions? options, CsvTuning tuning)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        using FileStream file = FileOpener.Open(path);
        return !file.CanSeek ? FromOneTimeStream(file, path, options)
            : TableCache.TryOpen(file, path) is TableCache cache ? new CacheSource(cache, options.ThreadCount)
            : new CsvSource(new CsvInput(() => FileOpener.Open(path), path, options, file.Length) { Tuning = tuning });
    }

    internal static CsvSource FromStream(Func<Stream> open, string name, CsvOptions? options, CsvTuning tuning)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CsvSource(new CsvInput(open, name, options ?? new CsvOptions(), TotalBytes: null) { Tuning = tuning });
    }
}
