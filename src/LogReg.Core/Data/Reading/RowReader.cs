using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>Reads the rows of a kind of source in passes, for tables, chunks and scans of kinds.</summary>
internal abstract class RowReader
{
    /// <summary>The name of the data for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The names of the columns.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The names that were read from a line of the data, which may be a row by mistake; <see langword="null"/> if there is no such
    /// line.</summary>
    public virtual IReadOnlyList<string>? HeaderNames => null;

    /// <summary>What was found out about the text as a whole before its rows are read.</summary>
    public virtual IReadOnlyList<ReadNote> LayoutNotes => [];

    /// <summary>The texts that count as missing.</summary>
    public abstract IReadOnlyList<string> MissingValues { get; }

    /// <summary>How the source writes numbers.</summary>
    public virtual NumberConventions Conventions { get; } = new();

    /// <summary>Whether cells may be numbers rather than texts: what their points mean is not in question then.</summary>
    public virtual bool HasTypedNumbers => false;

    /// <summary>The size of the data in the same bytes as <see cref="Batch.BytesRead"/>, or <see langword="null"/>.</summary>
    public virtual long? TotalBytes => null;

    /// <summary>The number of rows, where it is known before they are read, or <see langword="null"/>.</summary>
    public virtual long? TotalRows => null;

    /// <summary>How many rows the chunks of a table have, all but the last.</summary>
    public virtual int ChunkRows => Table.ChunkRows;

    /// <summary>Whether the rows can be read more than once.</summary>
    public virtual bool CanReadAgain => true;

    /// <summary>The largest number of threads that can share the work.</summary>
    public abstract int Threads { get; }

    /// <summary>How messages call the source, and how hints say that its reading is corrected.</summary>
    public abstract SourceDescription Description { get; }

    /// <summary>Notes on what the last passes found in the data besides their rows.</summary>
    public virtual IEnumerable<ReadNote> Notes => [];

    /// <summary>The kind of a column whose kind is to be inferred; <see cref="ColumnKind.Inferred"/> if the cells decide.</summary>
    /// <param name="column">The place of the column in <see cref="Names"/>.</param>
    public virtual ColumnKind KindOf(int column) => ColumnKind.Inferred;

    /// <summary>The place of a column's cell in a record.</summary>
    /// <param name="column">The place of the column in <see cref="Names"/>.</param>
    public virtual int FieldOf(int column) => column;

    /// <summary>Looks at the first rows, if there is a cheap way, for columns that are certainly no numbers.</summary>
    /// <param name="plan">The plan, in which columns of an inferred kind are numeric.</param>
    /// <returns>The plan, with a better guess of the kinds.</returns>
    public virtual ReadPlan GuessKinds(ReadPlan plan) => plan;

    /// <summary>Looks at the first rows of data to be scored, if there is a cheap way, for numbers that are written otherwise than in
    /// training.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="notes">Receives notes on such columns.</param>
    /// <returns>The plan, with the notations that were found.</returns>
    public virtual ReadPlan LookAtNotations(ReadPlan plan, List<ReadNote> notes) => plan;

    /// <summary>What the rows are read from, one after the other: the reader itself, unless it puts several together.</summary>
    public virtual IReadOnlyList<RowReader> Parts => [this];

    /// <summary>The place before the first row.</summary>
    public virtual RowMark Start => default;

    /// <summary>What passes found besides rows, as bits that are added up by OR.</summary>
    public virtual int Findings { get; set; }

    /// <summary>Is called whenever more of the data has been read, on any thread, while shares are read; may be
    /// <see langword="null"/>.</summary>
    public virtual Action? Advanced { get; set; }

    /// <summary>Which bytes can be read from any place on; <see langword="null"/> if the rows are no text, or one that must be read from
    /// its beginning.</summary>
    /// <exception cref="DataException">The data cannot be read.</exception>
    public virtual CutRange? FindCut() => null;

    /// <summary>Looks for the ends of records in a piece of the bytes that <see cref="FindCut"/> names.</summary>
    /// <param name="from">Where the piece starts.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="DataException">The data cannot be read.</exception>
    public virtual RecordScan Scan(long from, long to, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Counts rows; of their faults only some are found.</summary>
    /// <param name="from">A place where a record starts.</param>
    /// <param name="to">The place in the text where the counting ends, which is one where a record starts.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    /// <exception cref="DataException">Something is wrong with the rows.</exception>
    public virtual CountedRows CountRows(RowMark from, long to, CancellationToken cancellationToken)
    {
        var plan = new ReadPlan(this, []);
        long rows = TotalRows
            ?? Run(plan, null, threads: 1, () => new NoWorker(plan), new AdvancingProgress(Advanced, null), cancellationToken);
        return new CountedRows(new RowMark(rows), []);
    }

    /// <summary>Finds the place of a row.</summary>
    /// <param name="before">A place at or before the row.</param>
    /// <param name="row">How many rows come before the place that is sought.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="DataException">The data cannot be read.</exception>
    public virtual RowMark Locate(RowMark before, long row, CancellationToken cancellationToken) => new(row);

    /// <summary>Puts together what the processes have found out about the bytes that they have read; all of them call this.</summary>
    /// <param name="collective">The processes.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public virtual void AgreeOnBytes(ICollective collective)
    {
    }

    /// <summary>Learns where rows stand, so that they are found faster.</summary>
    /// <param name="map">What is known.</param>
    public virtual void Learn(RowMap map)
    {
    }

    /// <summary>Reads rows once.</summary>
    /// <param name="plan">What to read.</param>
    /// <param name="share">Which rows; <see langword="null"/> for all.</param>
    /// <param name="threads">The number of threads, the calling one included.</param>
    /// <param name="newWorker">Makes the worker of a thread.</param>
    /// <param name="progress">Receives progress after each batch; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DataException">The first thing wrong in the data.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public abstract long Run(
        ReadPlan plan,
        RowShare? share,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken);

    /// <summary>Finds where a row stands; this may read the data again.</summary>
    /// <param name="row">The index of the row, from 0.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public abstract RowPlace? Find(long row, CancellationToken cancellationToken);
}
