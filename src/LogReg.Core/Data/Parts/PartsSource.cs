using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Several sources with the same columns, read one after the other as one table: the parts of a data set that was written in
/// several files.</summary>
public sealed class PartsSource : DataSource, IRowReaderSource
{
    private const int MostNames = 8;

    private readonly IReadOnlyList<DataSource> _parts;
    private readonly IReadOnlyList<string> _partNames;
    private readonly string? _partColumn;
    private PartsReader? _reader;

    /// <summary>Creates the source.</summary>
    /// <param name="name">The name of the data in messages, such as the pattern of the files.</param>
    /// <param name="parts">The parts in the order of their rows, at least one; disposed with this source. They are CSV or LIBSVM
    /// files, or rows or columns of a program or another package; reading a cache or a table among them fails with a
    /// <see cref="DataException"/>.</param>
    /// <param name="partColumn">The name of a further, categorical column that says which part a row is from; <see langword="null"/> for
    /// none.</param>
    /// <param name="partNames">What that column calls each part; <see langword="null"/> for the names of the parts.</param>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/> or empty, there is no part, or there are not as many
    /// names as parts.</exception>
    public PartsSource(
        string name, IReadOnlyList<DataSource> parts, string? partColumn = null, IReadOnlyList<string>? partNames = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Contains(null!))
        {
            throw new ArgumentException("There must be at least one part, and none may be null.", nameof(parts));
        }

        if (partNames is not null && partNames.Count != parts.Count)
        {
            throw new ArgumentException($"There are {parts.Count} parts, but {partNames.Count} names.", nameof(partNames));
        }

        _parts = [.. parts];
        _partNames = partNames ?? [.. parts.Select(part => part.Name)];
        _partColumn = partColumn;
    }

    /// <summary>What is to be said about the choice of the parts, such as a file that was left out; reported with the warnings of
    /// training, checking and scoring.</summary>
    public IReadOnlyList<DataWarning> Notes { get; init; } = [];

    /// <summary>The parts.</summary>
    public IReadOnlyList<DataSource> Parts => _parts;

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingValues => _parts[0].MissingValues;

    /// <inheritdoc/>
    public override bool CanReadAgain => _parts.All(part => part.CanReadAgain);

    /// <inheritdoc/>
    public override bool CanShare => _parts.All(part => part.CanShare);

    internal override int ChunkRows => _parts[0].ChunkRows;

    internal override SourceDescription Description => _parts[0].Description;

    private PartsReader Reader => _reader ??= CreateReader();

    /// <summary>Reads the names of the columns of every part.</summary>
    /// <returns>The name of the column of parts, if there is one, and the names in the order of the first part.</returns>
    /// <exception cref="DataException">A part cannot be read, or does not have the same columns as the first.</exception>
    public override IReadOnlyList<string> ReadColumnNames() => Reader.Names;

    /// <inheritdoc/>
    public override long? EstimateRowCount()
    {
        long?[] counts = [.. _parts.Select(part => part.EstimateRowCount())];
        return counts.Contains(null) ? null : counts.Sum();
    }

    /// <inheritdoc/>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return Reader.Find(row, cancellationToken);
    }

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
        if (!collective.IsSingle)
        {
            _parts.ToList().ForEach(SharedFiles.RequireShared);
        }

        RequireReadAgain();
        return ReadDecoded(collective, () => TableReader.Read(
            collective.Together(() => Reader), requests, storage, collective, progress, cancellationToken));
    }

    internal override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ChunkReader.Read(Reader, requests, rules, progress, cancellationToken);

    internal override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken)
    {
        RequireShared(work.Collective);
        return ChunkShare.Open(work.Collective.Together(() => Reader), requests, rules, work, cancellationToken);
    }

    internal override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ReadDecoded(LocalCollective.Instance, () => KindScan.Run(Reader, requests, progress, cancellationToken));

    // Each part has an encoding of its own, and a byte that is not UTF-8 may come late in it.
    private T ReadDecoded<T>(ICollective collective, Func<T> read)
    {
        while (true)
        {
            try
            {
                return read();
            }
            catch (DataException exception) when (exception.InnerException is DecoderFallbackException
                && collective.AllSucceed(() => _parts.Any(
                    part => part.Name == exception.File && part is IRowReaderSource { } decoded && decoded.TryReadOlder())))
            {
                _reader = null;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (DataSource part in _parts)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }

    RowReader IRowReaderSource.CreateReader() => Reader;

    private PartsReader CreateReader()
    {
        RowReader[] readers = [.. _parts.Select(part => (part as IRowReaderSource)?.CreateReader() ?? throw new DataException(
            $"it is a {part.Description.Noun}, which cannot be read along with other parts",
            part.Name,
            hint: "read it by itself, or read the data that it was made from"))];
        List<ReadNote> notes = [.. Notes.Select(ReadNote.OfSource)];
        for (int part = 1; part < readers.Length; part++)
        {
            ThrowIfAbsent(readers[0], readers[part]);
            if (Further(readers[0], readers[part]) is DataWarning further)
            {
                notes.Add(ReadNote.OfSource(further));
            }
        }

        if (_partColumn is not null && readers[0].Names.Contains(_partColumn))
        {
            throw new DataException(
                $"there is a column {MessageText.Quote(_partColumn)} already", readers[0].Name, hint: "choose another name for the column of parts");
        }

        return new PartsReader(Name, Description, readers, _partColumn, _partNames, notes);
    }

    private static void ThrowIfAbsent(RowReader first, RowReader other)
    {
        string[] absent = [.. first.Names.Except(other.Names)];
        if (absent.Length > 0)
        {
            string[] further = [.. other.Names.Except(first.Names)];
            string others = further.Length > 0 ? $"; it has {Listed(further)} instead" : "";
            throw new DataException(
                $"there {(absent.Length == 1 ? "is no column" : "are no columns")} {Listed(absent)}, which {first.Name} has{others}",
                other.Name,
                hint: "all parts must have the columns of the first, in any order: rename or add them, or leave the file out");
        }
    }

    // As columns that a model does not use are left out when a file is scored.
    private static DataWarning? Further(RowReader first, RowReader other) =>
        other.Names.Except(first.Names).ToArray() is { Length: > 0 } further
            ? new DataWarning(
                null,
                null,
                $"{other.Name} has {(further.Length == 1 ? "the column" : "the columns")} {Listed(further)}, which {first.Name} does not have: "
                    + $"{(further.Length == 1 ? "it is" : "they are")} left out",
                $"to use {(further.Length == 1 ? "it" : "them")}, add {(further.Length == 1 ? "it" : "them")} to the other files")
            : null;

    private static string Listed(string[] names)
    {
        string more = string.Create(CultureInfo.InvariantCulture, $" and {names.Length - MostNames} more");
        return string.Join(", ", names.Take(MostNames).Select(MessageText.Quote)) + (names.Length > MostNames ? more : "");
    }
}
