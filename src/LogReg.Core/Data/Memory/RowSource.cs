using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// A source that delivers its cells row by row: the base class of sources in other packages. It names its columns and yields rows;
/// kinds, levels, missing cells, tables and chunks follow from them by the rules of a CSV file.
/// </summary>
public abstract class RowSource : DataSource, IRowReaderSource
{
    private IReadOnlyList<SourceColumn>? _columns;

    /// <summary>Creates the source.</summary>
    /// <param name="name">The name of the data in messages.</param>
    /// <param name="missingValues">The texts that count as missing, compared without regard to case after trimming; <see langword="null"/>
    /// for <see cref="DataSource.DefaultMissingValues"/>.</param>
    /// <exception cref="ArgumentException">The name is <see langword="null"/> or empty, or one of the texts is
    /// <see langword="null"/>.</exception>
    protected RowSource(string name, IReadOnlyList<string>? missingValues = null)
        : base(name)
    {
        MissingValues = missingValues is null ? DefaultMissingValues : MissingValueSet.Checked(missingValues, nameof(missingValues));
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

    /// <summary>The word for the data in messages, such as "sheet" in "the sheet has no column 'age'".</summary>
    protected virtual string Noun => "source";

    /// <summary>What the person can do about data without rows, in one line, such as "check the query"; <see langword="null"/> if nothing
    /// is known.</summary>
    protected virtual string? EmptyHint => null;

    internal override SourceDescription Description => SourceDescription.Rows with { Noun = Noun, EmptyHint = EmptyHint };

    /// <summary>The columns, read once.</summary>
    /// <exception cref="DataException">There is no column, or a name is missing or occurs twice.</exception>
    /// <exception cref="InvalidOperationException"><see cref="ReadColumns"/> returned <see langword="null"/>.</exception>
    internal IReadOnlyList<SourceColumn> Columns => _columns ??= SourceColumn.Checked(ReadColumns(), this);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ReadColumnNames() => [.. Columns.Select(column => column.Name)];

    /// <summary>The place of a row for messages: its number, unless a source knows better.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The row, counted from 1.</returns>
    public override RowPlace? FindRow(long row, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        return RowPlace.OfRow(row + 1);
    }

    RowReader IRowReaderSource.CreateReader() => new RowSourceReader(this);

    internal sealed override Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken) =>
        TableReader.Read(new RowSourceReader(this), requests, storage, LocalCollective.Instance, progress, cancellationToken);

    internal sealed override Table ReadShare(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        RequireShared(collective);
        return TableReader.Read(
            collective.Together(() => new RowSourceReader(this)), requests, storage, collective, progress, cancellationToken);
    }

    internal sealed override IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        EstimateRowCount() <= ChunkReader.FewRows
            ? ChunkReader.ReadFew(new RowSourceReader(this), requests, rules, progress, cancellationToken)
            : ChunkReader.Read(new RowSourceReader(this), requests, rules, progress, cancellationToken);

    internal sealed override IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken)
    {
        RequireShared(work.Collective);
        return ChunkShare.Open(
            work.Collective.Together(() => new RowSourceReader(this)), requests, rules, work, cancellationToken);
    }

    internal sealed override KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken) =>
        KindScan.Run(new RowSourceReader(this), requests, progress, cancellationToken);

    /// <summary>Reads the rows, for one pass.</summary>
    internal IEnumerable<DataCell[]> Rows(IReadOnlyList<int> columns, CancellationToken cancellationToken) =>
        ReadRows(columns, cancellationToken) ?? throw ReturnedNull(nameof(ReadRows));

    /// <summary>The error for a source whose code returns nothing.</summary>
    internal InvalidOperationException ReturnedNull(string method, string what = "null") =>
        new($"{Name}: {method} of {GetType().Name} returned {what}.");

    /// <summary>Reads the columns of the source. Called once.</summary>
    /// <returns>The columns in the order of the data.</returns>
    /// <exception cref="DataException">The data cannot be read.</exception>
    protected abstract IReadOnlyList<SourceColumn> ReadColumns();

    /// <summary>
    /// Reads all rows from the first to the last. Called for each pass over the data; a source whose <see cref="DataSource.CanReadAgain"/>
    /// is <see langword="false"/> throws an <see cref="InvalidOperationException"/> in the second. Rows may be asked for on another thread
    /// than the caller's, but never on two threads at a time.
    /// </summary>
    /// <param name="columns">The places of the columns that are needed, from 0; other cells may be left missing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>For each row as many cells as there are columns. The same array may be used again for the next row.</returns>
    /// <exception cref="DataException">A cell cannot be read.</exception>
    protected abstract IEnumerable<DataCell[]> ReadRows(IReadOnlyList<int> columns, CancellationToken cancellationToken);
}
