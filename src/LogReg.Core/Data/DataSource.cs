using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>
/// Data to train on or to score: a file, a table, objects, the result of a database query. Sources in other packages derive from
/// <see cref="RowSource"/>, which needs only the names of the columns and the cells row by row.
/// </summary>
public abstract class DataSource : IDisposable
{
    private protected DataSource(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>
    /// The texts that count as missing unless a source says otherwise: empty, NA, N/A, NaN, null, None, ?, pandas' &lt;NA&gt;, SQL's \N and
    /// (null).
    /// </summary>
    public static IReadOnlyList<string> DefaultMissingValues => MissingValueSet.Default;

    /// <summary>The name of the data in messages and in the model file, such as the path of a file.</summary>
    public string Name { get; }

    /// <summary>The texts that count as missing, compared without regard to case after trimming.</summary>
    public virtual IReadOnlyList<string> MissingValues => DefaultMissingValues;

    /// <summary>Whether the data can be read more than once; false for a pipe or the result of a query.</summary>
    public virtual bool CanReadAgain => true;

    /// <summary>Whether several processes that read the data see the same rows in the same order, so that each can read a part of them;
    /// false for a pipe and for the result of a query.</summary>
    public virtual bool CanShare => CanReadAgain;

    /// <summary>How many rows of the data a chunk has.</summary>
    internal virtual int ChunkRows => Table.ChunkRows;

    /// <summary>Reads the names of the columns. The answer is kept.</summary>
    /// <returns>The names in the order of the data, all different.</returns>
    /// <exception cref="DataException">The data cannot be read, or a name is missing or occurs twice.</exception>
    public abstract IReadOnlyList<string> ReadColumnNames();

    /// <summary>Estimates the number of rows, from what is known without reading all of them.</summary>
    /// <returns>The number of rows, not always exact; <see langword="null"/> if there is no estimate.</returns>
    /// <exception cref="DataException">The data cannot be read.</exception>
    public virtual long? EstimateRowCount() => null;

    /// <summary>Finds where a row stands, for messages; this may read the data again from the start.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The line or the row; <see langword="null"/> if the place is not known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The data do not have that many rows.</exception>
    /// <exception cref="DataException">The data cannot be read again.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public virtual RowPlace? FindRow(long row, CancellationToken cancellationToken = default) => null;

    /// <summary>Reads columns of all rows into memory. The result is the same for any number of threads.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="progress">Receives the progress of reading, which starts over in a second pass if there is one; may be
    /// <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>
    /// The table, with at least one row. The levels of categorical columns are sorted: by value if all are numbers, else in
    /// natural order (<c>5-14</c> before <c>45-54</c>, words by UTF-16 ordinal).
    /// </returns>
    /// <exception cref="ArgumentException"><paramref name="requests"/> contradict themselves.</exception>
    /// <exception cref="InvalidOperationException">The source can be read only once, and a table would take two passes.</exception>
    /// <exception cref="DataException">
    /// Something is wrong with the data: always the first fault in the order of the rows, with its place.
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
    /// Reads columns chunk by chunk in the order of the rows, in constant memory for any number of rows. A chunk is valid until the next
    /// one is requested, because its memory is reused.
    /// </summary>
    /// <param name="requests">
    /// The columns to read, none <see cref="ColumnKind.Inferred"/>, categorical ones with <see cref="ColumnRequest.KnownLevels"/>.
    /// </param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Chunks of any number of rows, at least one; none if there are no rows. The requests are checked at once.</returns>
    /// <exception cref="ArgumentException"><paramref name="requests"/> contradict themselves or cannot be met by a stream.</exception>
    /// <exception cref="DataException">
    /// Something is wrong with the data; the chunks well before the fault have been returned.
    /// </exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ReadChunks(requests, new ChunkRules(SkipsRepeatedHeaders: false), progress, cancellationToken);

    /// <summary>Releases what the source holds, such as a temporary copy.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Reads columns of all rows; see <see cref="ReadTable(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>. A
    /// few texts in a column of numbers are missing cells here, with a note in <see cref="Table.Origin"/>.
    /// </summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="storage">Where the columns go; the table is valid as long as it is.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The table, which belongs to the caller: it may be overwritten in place.</returns>
    internal abstract Table ReadTable(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken);

    /// <summary>Reads columns of a share of the rows: each member of a collective has the cells of some chunks, and knows what reading all
    /// rows found out.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="storage">Where the columns go; the table is valid as long as it is.</param>
    /// <param name="collective">The members; with one member all rows are read.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The table, with <see cref="Table.Shares"/> if there are several members.</returns>
    /// <exception cref="DataException">Several processes cannot read the data, or something is wrong with them: the first fault in the
    /// order of the rows, in every process.</exception>
    internal abstract Table ReadShare(
        IReadOnlyList<ColumnRequest> requests,
        ColumnStorage storage,
        ICollective collective,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken);

    /// <summary>Reads columns chunk by chunk; see
    /// <see cref="ReadChunks(IReadOnlyList{ColumnRequest}, IProgress{ReadProgress}?, CancellationToken)"/>.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal abstract IEnumerable<TableChunk> ReadChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, IProgress<ReadProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Finds out which rows this process reads chunk by chunk, of several that read the data together.</summary>
    /// <param name="requests">The columns to read.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <param name="work">The work of the processes, several.</param>
    /// <param name="cancellationToken">Stops the counting of rows.</param>
    /// <exception cref="LogRegException">Several processes cannot read the data, or something is wrong with them; the same error in every
    /// process.</exception>
    internal abstract IChunkShare ShareChunks(
        IReadOnlyList<ColumnRequest> requests, ChunkRules rules, SharedWork work, CancellationToken cancellationToken);

    /// <summary>Reads all rows for the kinds and levels of columns, without keeping the rows.</summary>
    /// <param name="requests">The columns; numeric, categorical or inferred.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DataException">Something is wrong with the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    internal abstract KindScanResult ScanKinds(
        IReadOnlyList<ColumnRequest> requests, IProgress<ReadProgress>? progress, CancellationToken cancellationToken);

    /// <summary>How messages call the source, and how hints say that its reading is corrected.</summary>
    internal abstract SourceDescription Description { get; }

    /// <summary>Makes sure that the source can be read more than once.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    internal void RequireReadAgain()
    {
        if (!CanReadAgain)
        {
            throw new InvalidOperationException(ReadOnceMessage);
        }
    }

    /// <summary>Makes sure that as many processes as there are can read the source.</summary>
    /// <param name="collective">The processes.</param>
    /// <exception cref="DataException">Only one process can.</exception>
    private protected void RequireShared(ICollective collective)
    {
        if (!collective.IsSingle)
        {
            SharedFiles.RequireShared(this);
        }
    }

    /// <summary>What a caller who must read the data again is told if they can be read only once.</summary>
    private protected virtual string ReadOnceMessage => $"{Name} can be read only once.";

    /// <summary>Releases what the source holds.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
