using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A file in the format of LIBSVM, LIBLINEAR and SVMlight, plain or compressed with gzip: a line for each row, with a label and then
/// <c>index:value</c> for each number that is not 0, indices ascending. It has two columns: <c>label</c>, and <c>features</c>, which holds
/// the vector of each row (<see cref="ColumnKind.Vector"/>).
/// </summary>
/// <remarks>Empty lines and what follows <c>#</c> are passed over, and <c>qid:3</c> is ignored. Indices are names: files that count from 0
/// are read as well as those that count from 1, but training and scoring must count alike. A file with several labels in a row
/// (<c>1,5,7</c>) is refused.</remarks>
public sealed class LibsvmSource : DataSource, IRowReaderSource
{
    /// <summary>The name of the column of labels.</summary>
    public const string LabelName = "label";

    /// <summary>The name of the column of vectors.</summary>
    public const string VectorName = "features";

    internal static readonly string[] ColumnNames = [LabelName, VectorName];

    // Comments may stand above the first row.
    private const int LookedAt = 1 << 16;

    private readonly CsvInput _input;
    private readonly IDisposable? _owned;
    private RowMap? _map;

    private LibsvmSource(CsvInput input, IDisposable? owned = null)
        : base(input.Name)
    {
        _input = input;
        _owned = owned;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingValues => _input.Options.MissingValues;

    /// <summary>Whether the source can be read more than once; false for a pipe.</summary>
    public override bool CanReadAgain => !_input.IsLive;

    /// <summary>Whether several processes can read parts of it; false for a pipe and for its copy.</summary>
    public override bool CanShare => CanReadAgain && _owned is null;

    internal override int ChunkRows => _input.Tuning.ChunkRows;

    internal static SourceDescription FileDescription { get; } = SourceDescription.File with { FirstLineAsData = null, Delimiter = null };

    internal override SourceDescription Description => FileDescription;

    private LibsvmRowReader Reader => new(_input) { Map = _map };

    /// <summary>A LIBSVM file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="threads">The number of threads that parse, 0 to 1024; 0 for one per core. The result is the same for any
    /// number.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty, or the number of threads is outside
    /// its range.</exception>
    /// <exception cref="DataException">There is no such file, or it cannot be opened.</exception>
    public static LibsvmSource FromFile(string path, int threads = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = FileOpener.Open(path);
        return new LibsvmSource(
            new CsvInput(() => FileOpener.Open(path), path, new CsvOptions { Threads = threads }, file.CanSeek ? file.Length : null));
    }

    /// <summary>A stream that can be opened repeatedly, with the same content.</summary>
    /// <param name="open">Opens the stream at its beginning; the returned stream is disposed after reading.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="threads">The number of threads that parse, 0 to 1024; 0 for one per core.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty, or the number of threads is outside
    /// its range.</exception>
    public static LibsvmSource FromStream(Func<Stream> open, string name, int threads = 0) =>
        FromStream(open, name, new CsvOptions { Threads = threads }, new CsvTuning());

    /// <summary>A stream that can be read only once, such as standard input. It is copied to a temporary file now, which is deleted when
    /// the source is disposed.</summary>
    /// <param name="stream">The stream, read to its end but not disposed.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="threads">The number of threads that parse, 0 to 1024; 0 for one per core.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>The source, to be disposed.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, the name is empty, or the number of threads is outside
    /// its range.</exception>
    /// <exception cref="DataException">The stream cannot be read, or there is no room for the copy.</exception>
    /// <exception cref="OperationCanceledException">The copying was cancelled.</exception>
    public static LibsvmSource FromOneTimeStream(
        Stream stream, string name, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var options = new CsvOptions { Threads = threads };
        var copy = TemporaryCopy.Of(stream, name, cancellationToken);
        return new LibsvmSource(new CsvInput(copy.Open, name, options, copy.Length), copy);
    }

    /// <summary>A stream that can be read only once and is read as it comes, in constant memory and without a copy: for scoring what flows
    /// through a pipe. It gives chunks once, never a table.</summary>
    /// <param name="stream">The stream; disposed after reading.</param>
    /// <param name="name">Its name in messages.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/>, or the name is empty.</exception>
    public static LibsvmSource FromPipe(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new LibsvmSource(new CsvInput(() => stream, name, new CsvOptions(), TotalBytes: null) { IsLive = true });
    }

    /// <summary>Tells by the first row that is not a label alone whether a file is a LIBSVM file: a number, and then index:value.</summary>
    /// <param name="path">The path of the file; a file that cannot be opened is none.</param>
    /// <returns>Whether it is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is <see langword="null"/> or empty.</exception>
    public static bool IsLibsvm(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = FileOpener.Open(path);
            return file.CanSeek && IsLibsvm(file);
        }
        catch (DataException)
        {
            return false;
        }
    }

    /// <summary>Tells by its first rows whether a stream is a LIBSVM file; see <see cref="IsLibsvm(string)"/>.</summary>
    /// <param name="stream">The stream at its beginning, of which up to 64 KB are read and which is disposed.</param>
    /// <returns>Whether it is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is <see langword="null"/>.</exception>
    public static bool IsLibsvm(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            using Utf8Input input = Utf8Input.Open(stream, LibsvmRowReader.Dialect, threads: 1);
            return StartsWithRow(input.Text);
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            return false;
        }
    }

    /// <summary>Whether a line that is no row looks as if it was to be one: it has an index and a colon.</summary>
    /// <param name="line">The line.</param>
    internal static bool IsLikeRow(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Any(
        part => part.IndexOf(':', StringComparison.Ordinal) is int colon and > 0 && part[..colon].All(char.IsAsciiDigit));

    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadColumnNames() => ColumnNames;

    /// <inheritdoc/>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return CanReadAgain ? Reader.Find(row, cancellationToken) : null;
    }

    internal static LibsvmSource FromStream(Func<Stream> open, string name, CsvOptions options, CsvTuning tuning)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new LibsvmSource(new CsvInput(open, name, options, TotalBytes: null) { Tuning = tuning });
    }

    RowReader IRowReaderSource.CreateReader() => Reader;

    internal override Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireReadAgain();
        return TableReader.Read(Reader, requests, storage, LocalCollective.Instance, progress, cancellationToken);
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
        LibsvmRowReader reader = collective.Together(() => Reader);
        Table table = TableReader.Read(reader, requests, storage, collective, progress, cancellationToken);
        _map = reader.Map;
        return table;
    }

    internal override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ChunkReader.Read(Reader, requests, rules, progress, cancellationToken);

    internal override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken)
    {
        RequireShared(work.Collective);
        LibsvmRowReader reader = work.Collective.Together(() => Reader);
        var share = ChunkShare.Open(reader, requests, rules, work, cancellationToken);
        _map = reader.Map;
        return share;
    }

    internal override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        KindScan.Run(Reader, requests, progress, cancellationToken);

    /// <summary>Deletes the temporary copy, if there is one.</summary>
    /// <param name="disposing">Whether <see cref="DataSource.Dispose()"/> was called.</param>
    protected override void Dispose(bool disposing)
    {
        _owned?.Dispose();
        base.Dispose(disposing);
    }

    // A row that is longer than what is looked at is cut off after its last whole entry.
    private static bool StartsWithRow(Stream text)
    {
        byte[] buffer = new byte[LookedAt];
        int read = text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, read);
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> line = end >= 0 || read < buffer.Length ? rest[..(end < 0 ? rest.Length : end)]
                : rest[..Math.Max(0, rest.LastIndexOf((byte)' '))];
            // A row of zeros is a label alone, which says nothing.
            ReadOnlySpan<byte> row = LibsvmParser.WithoutComment(line);
            bool isLabel = !row.ContainsAny((byte)' ', (byte)'\t') && NumberText.Classify(row, out _) == NumberTextKind.Number;
            if (!row.IsEmpty && !isLabel)
            {
                return LibsvmParser.Is(row);
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return false;
    }
}
