using LogReg.Collectives;
using LogReg.Shared;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A file with the columns of another source, parsed once for many fits by
/// <see cref="Write(DataSource, string, CacheOptions?, IProgress{ReadProgress}?, CancellationToken)"/>;
/// <see cref="CsvSource.FromFile(string, CsvOptions?)"/> opens it. It is for training: it gives tables, but no chunks, and its rows have no
/// lines.
/// </summary>
public sealed class CacheSource : DataSource
{
    private readonly TableCache _cache;
    private readonly int _threads;

    /// <param name="cache">The opened file.</param>
    /// <param name="threads">How many threads may read, at least 1.</param>
    internal CacheSource(TableCache cache, int threads)
        : base(cache.Path)
    {
        _cache = cache;
        _threads = threads;
    }

    /// <summary>The texts that counted as missing when the cache was written.</summary>
    public override IReadOnlyList<string> MissingValues => _cache.MissingValues;

    /// <summary>Parses a source once, for many fits: writes its columns into a binary file.</summary>
    /// <param name="source">The source.</param>
    /// <param name="output">Receives the cache; left open.</param>
    /// <param name="options">Which columns, or <see langword="null"/> for all.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    /// <exception cref="DataException">Something is wrong with the data.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CacheSummary Write(
        DataSource source,
        Stream output,
        CacheOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(output);
        options ??= new CacheOptions();
        IReadOnlyList<ColumnRequest> requests = options.Choose(source.ReadColumnNames(), source.Name);
        using var storage = ColumnStorage.Create(options.MemoryLimit, source.EstimateRowCount() ?? -1, options.TemporaryDirectory);
        Table table = source.ReadTable(requests, storage, progress, cancellationToken);
        if (table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Vector) is ColumnInfo vectors)
        {
            throw new DataException(
                "a cache cannot hold vectors", source.Name, column: vectors.Name, hint: "use the file itself, which is read fast");
        }

        IReadOnlyList<ReadNote> notes = table.Origin?.Notes ?? [];
        ReadNoteText.ThrowIfStray([.. notes.Where(note => !StrayRows.MayBeWithoutTarget(table, note))], source.Name, table.Source);
        TableCacheWriter.Write(output, table, source.MissingValues, cancellationToken);
        IReadOnlyDictionary<string, NumberNotation> notations = ReadNote.Notations(notes);
        return new CacheSummary(
            table.RowCount,
            [
                .. table.Columns.Select(
                    column => notations.ContainsKey(column.Name) ? new ColumnInfo(column.Name, ColumnKind.Numeric, null) : column),
            ])
        {
            Warnings =
            [
                .. HeaderSigns.Warnings(table),
                .. notes.Where(note => note.Kind is not (ReadNoteKind.Notation or ReadNoteKind.Dates)).Select(
                    note => ReadNoteText.ToWarning(note, table.Source)),
            ],
        };
    }

    /// <summary>Parses a source once, for many fits: writes its columns into a binary file, which replaces another one only when it is
    /// complete.</summary>
    /// <param name="source">The source.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">Which columns, or <see langword="null"/> for all.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">The options contradict themselves, or the path is <see langword="null"/> or empty.</exception>
    /// <exception cref="DataException">Something is wrong with the data.</exception>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CacheSummary Write(
        DataSource source,
        string path,
        CacheOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.RefuseSource(path, source.Name);
        CacheSummary? summary = null;
        AtomicFile.Write(path, stream => summary = Write(source, stream, options, progress, cancellationToken));
        return summary!;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadColumnNames() => [.. _cache.Columns.Select(column => column.Name)];

    /// <summary>The number of rows.</summary>
    /// <returns>The number, which is exact.</returns>
    public override long? EstimateRowCount() => _cache.RowCount;

    internal override Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken) =>
        new TableCacheReader(_cache, storage, _threads, shares: null, cancellationToken).Read(requests);

    internal override Table ReadShare(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (collective.IsSingle)
        {
            return ReadTable(requests, storage, progress, cancellationToken);
        }

        SharedFiles.RequireSame(collective, [Name], [_cache.RowCount]);
        var shares = RowShares.Deal(collective, TableCacheReader.ChunkCountOf(_cache));
        return new TableCacheReader(_cache, storage, _threads, shares, cancellationToken).Read(requests);
    }

    internal override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
            throw NoChunks();

    internal override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken) =>
        throw NoChunks();

    internal override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) => throw NoChunks();

    internal override SourceDescription Description => _cache.Origin.Source;

    private DataException NoChunks() =>
        new("this is a cache, which is for training only", Name, hint: "use the data that the cache was made from");
}
