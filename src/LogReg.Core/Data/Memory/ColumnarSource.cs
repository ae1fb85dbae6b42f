using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A source that delivers its cells by columns, in batches of rows: the base class of sources in other packages whose data are stored that
/// way. It names its columns and reads batches, side by side on several threads; kinds, levels, missing cells, tables and chunks follow by
/// the rules of a CSV file.
/// </summary>
public abstract class ColumnarSource : DataSource, IRowReaderSource
{
    private IReadOnlyList<SourceColumn>? _columns;
    private IReadOnlyList<int>? _batchSizes;
    private IReadOnlyList<ReadNote>? _notes;

    /// <summary>Creates the source.</summary>
    /// <param name="name">The name of the data in messages.</param>
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <param name="threads">The largest number of threads that read, 0 for one per core. The result is the same for any number.</param>
    /// <exception cref="ArgumentException">The name is <see langword="null"/> or empty, or one of the texts is
    /// <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is negative.</exception>
    protected ColumnarSource(string name, IReadOnlyList<string>? missingValues = null, int threads = 0)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        MissingValues = missingValues is null ? DefaultMissingValues : MissingValueSet.Checked(missingValues, nameof(missingValues));
        Threads = threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> MissingValues { get; }

    /// <summary>The decimal separator, <c>.</c> or <c>,</c>, of numbers that are texts. <see langword="null"/>, the default, for a point,
    /// except in a column all of whose texts show that it is a comma.</summary>
    /// <exception cref="ArgumentException">The character is neither.</exception>
    public char? DecimalSeparator
    {
        get => Conventions.DecimalSeparator;
        init => Conventions = NumberConventions.Checked(value, Conventions.ThousandsSeparator);
    }

    /// <summary>The thousands separator of numbers that are texts: one of <c>. , '</c> and space; <see langword="null"/>, the default, for
    /// any of them in a column all of whose texts show it.</summary>
    /// <exception cref="ArgumentException">The character is none of them, or also the decimal separator.</exception>
    public char? ThousandsSeparator
    {
        get => Conventions.ThousandsSeparator;
        init => Conventions = NumberConventions.Checked(Conventions.DecimalSeparator, value);
    }

    /// <summary>How the source writes numbers, as far as somebody said.</summary>
    internal NumberConventions Conventions { get; private init; } = new();

    /// <summary>The word for the data in messages, such as "file" in "check the file".</summary>
    protected virtual string Noun => "source";

    /// <summary>The largest number of threads that read.</summary>
    internal int Threads { get; }

    /// <summary>The notes of the source, read once.</summary>
    internal IReadOnlyList<ReadNote> Notes => _notes ??= [.. ReadNotes().Select(ReadNote.OfSource)];

    internal override SourceDescription Description => SourceDescription.Rows with { Noun = Noun, ElsewhereHint = FindElsewhere };

    /// <summary>The columns, read once.</summary>
    /// <exception cref="DataException">There is no column, or a name is missing or occurs twice.</exception>
    /// <exception cref="InvalidOperationException"><see cref="ReadColumns"/> returned <see langword="null"/>.</exception>
    internal IReadOnlyList<SourceColumn> Columns => _columns ??= SourceColumn.Checked(ReadColumns(), this);

    /// <summary>How many rows each batch has, read once.</summary>
    internal IReadOnlyList<int> BatchSizes => _batchSizes ??= ReadBatchSizes();

    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadColumnNames() => [.. Columns.Select(column => column.Name)];

    /// <summary>The number of rows.</summary>
    /// <returns>The number, which is exact.</returns>
    public override long? EstimateRowCount() => BatchSizes.Sum(size => (long)size);

    /// <summary>The place of a row for messages: its number, unless a source knows better.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The row, counted from 1.</returns>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return RowPlace.OfRow(row + 1);
    }

    RowReader IRowReaderSource.CreateReader() => new ColumnarSourceReader(this);

    internal sealed override Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken) =>
        TableReader.Read(new ColumnarSourceReader(this), requests, storage, LocalCollective.Instance, progress, cancellationToken);

    internal sealed override Table ReadShare(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireShared(collective);
        return TableReader.Read(
            collective.Together(() => new ColumnarSourceReader(this)), requests, storage, collective, progress, cancellationToken);
    }

    internal sealed override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        ChunkReader.Read(new ColumnarSourceReader(this), requests, rules, progress, cancellationToken);

    internal sealed override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken)
    {
        RequireShared(work.Collective);
        return ChunkShare.Open(
            work.Collective.Together(() => new ColumnarSourceReader(this)), requests, rules, work, cancellationToken);
    }

    internal sealed override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        KindScan.Run(new ColumnarSourceReader(this), requests, progress, cancellationToken);

    /// <summary>Reads a batch and checks what came.</summary>
    /// <returns>The cells by the place of their column; <see langword="null"/> for those that are not needed.</returns>
    internal ColumnCells?[] Batch(int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken)
    {
        IReadOnlyList<ColumnCells> cells = ReadBatch(batch, columns, threads, cancellationToken);
        if (cells is null || cells.Count != columns.Count || cells.Any(column => column?.Count != BatchSizes[batch]))
        {
            throw new InvalidOperationException(
                $"{Name}: {nameof(ReadBatch)} of {GetType().Name} must return {columns.Count} columns of {BatchSizes[batch]} rows.");
        }

        var all = new ColumnCells?[Columns.Count];
        for (int i = 0; i < columns.Count; i++)
        {
            all[columns[i]] = cells[i];
        }

        return all;
    }

    /// <summary>Reads the columns of the source. Called once.</summary>
    /// <returns>The columns in the order of the data.</returns>
    /// <exception cref="DataException">The data cannot be read.</exception>
    protected abstract IReadOnlyList<SourceColumn> ReadColumns();

    /// <summary>Reads how many rows each batch has. Called once.</summary>
    /// <returns>The numbers of rows in the order of the data, not negative; none if there are no rows.</returns>
    /// <exception cref="DataException">The data cannot be read.</exception>
    protected abstract IReadOnlyList<int> ReadBatchSizes();

    /// <summary>Reads what is to be said about the data besides their cells, such as that a workbook has further sheets; reported with
    /// the warnings of training, checking and scoring. Called once.</summary>
    /// <returns>The notes; none unless a source knows some.</returns>
    /// <exception cref="DataException">The data cannot be read.</exception>
    protected virtual IReadOnlyList<DataWarning> ReadNotes() => [];

    /// <summary>Says where a column may be that somebody named and that is not there, such as in another sheet of a workbook.</summary>
    /// <returns>The end of a hint, in lower case; <see langword="null"/> unless a source knows.</returns>
    protected virtual OptionText? FindElsewhere() => null;

    /// <summary>Reads a batch; called on several threads at a time, and again for each pass over the data.</summary>
    /// <param name="batch">The number of the batch, from 0.</param>
    /// <param name="columns">The places of the columns that are needed, from 0.</param>
    /// <param name="threads">How many threads may read this batch, at least 1.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The cells of the columns, in the order of <paramref name="columns"/>. They are not changed afterwards.</returns>
    /// <exception cref="DataException">The batch cannot be read.</exception>
    protected abstract IReadOnlyList<ColumnCells> ReadBatch(
        int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken);
}
