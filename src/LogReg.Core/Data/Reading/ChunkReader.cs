using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace LogReg.Data;

/// <summary>Reads a source chunk by chunk in constant memory, parsing ahead on other threads by a few chunks.</summary>
internal static class ChunkReader
{
    // Whoever takes the chunks does so on one thread: more parsers than this would only wait for it, with their memory.
    private const int MostThreads = 8;

    // The chunk that the caller has, and one that is ready when it comes for the next.
    private const int ChunksBesideWorkers = 2;

    /// <summary>Up to this many rows are read on the caller's thread: starting another would take longer.</summary>
    public const int FewRows = 2048;

    public static IEnumerable<TableChunk> Read(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ChunkRules rules,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        (ReadPlan plan, LossTally tally) = PlanOf(reader, requests, rules);
        return Read(plan, null, firstRow: 0, tally, progress, cancellationToken);
    }

    /// <summary>Reads the rows of a share.</summary>
    /// <param name="plan">What to read.</param>
    /// <param name="share">Which rows; <see langword="null"/> for all.</param>
    /// <param name="firstRow">The index of the first of them in the whole data.</param>
    /// <param name="tally">Counts what is skipped.</param>
    /// <param name="progress">Receives progress; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IEnumerable<TableChunk> Read(
        ReadPlan plan,
        RowShare? share,
        long firstRow,
        LossTally tally,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new BlockingCollection<ParsedRows>();
        using var ready = new BlockingCollection<ReadyChunk>();
        int threads = Math.Min(plan.Reader.Threads, MostThreads);
        for (int i = 0; i < threads + ChunksBesideWorkers; i++)
        {
            free.Add(new ParsedRows(plan), CancellationToken.None);
        }

        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                plan.Reader.Run(plan, share, threads, () => new Worker(firstRow, tally, free, ready, stop.Token), progress, stop.Token);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
            finally
            {
                ready.CompleteAdding();
            }
        })
        {
            IsBackground = true,
            Name = "row reader",
        };
        thread.Start();
        try
        {
            foreach (ReadyChunk chunk in ready.GetConsumingEnumerable(CancellationToken.None))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return chunk.Chunk;
                free.Add(chunk.Rows, CancellationToken.None);
            }
        }
        finally
        {
            stop.Cancel();
            thread.Join();
        }

        cancellationToken.ThrowIfCancellationRequested();
        failure?.Throw();
    }

    /// <summary>Reads a source of few rows on the caller's thread.</summary>
    public static IEnumerable<TableChunk> ReadFew(
        RowReader reader,
        IReadOnlyList<ColumnRequest> requests,
        ChunkRules rules,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        (ReadPlan plan, LossTally tally) = PlanOf(reader, requests, rules);
        return EnumerateFew(plan, tally, progress, cancellationToken);
    }

    /// <summary>Decides how columns are read, after a look at the first rows.</summary>
    /// <param name="reader">The source.</param>
    /// <param name="requests">The columns.</param>
    /// <param name="rules">What is skipped rather than refused.</param>
    /// <exception cref="ArgumentException">A column has no kind.</exception>
    public static (ReadPlan Plan, LossTally Tally) PlanOf(RowReader reader, IReadOnlyList<ColumnRequest> requests, ChunkRules rules)
    {
        ReadPlan plan = ReadPlan.Create(reader, requests) with { SkipsRepeatedHeaders = rules.SkipsRepeatedHeaders };
        if (rules.Target is not null && reader.Names.ToList().IndexOf(rules.Target) is >= 0 and int target)
        {
            plan = plan with { TargetField = reader.FieldOf(target) };
        }

        foreach (ColumnRequest request in requests)
        {
            if (request.Kind == ColumnKind.Inferred || (request.Kind == ColumnKind.Categorical && request.KnownLevels is null))
            {
                throw new ArgumentException(
                    $"column {DataException.Quote(request.Name)} needs a kind, and known levels if it is categorical: "
                    + "a stream cannot look ahead",
                    nameof(requests));
            }
        }

        List<ReadNote> notes = [.. reader.LayoutNotes];
        plan = rules.LooksAtNotations ? reader.LookAtNotations(plan, notes) : plan;
        return (plan, new LossTally(plan, rules.Losses, notes, rules.LooksAtNotations ? new NotationTally(plan) : null));
    }

    private static IEnumerable<TableChunk> EnumerateFew(
        ReadPlan plan, LossTally tally, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var worker = new FewRowsWorker(plan, tally);
        ExceptionDispatchInfo? failure = null;
        try
        {
            plan.Reader.Run(plan, null, threads: 1, () => worker, progress, cancellationToken);
        }
        catch (LogRegException exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }

        foreach (TableChunk chunk in worker.Chunks)
        {
            yield return chunk;
        }

        failure?.Throw();
    }

    private static Column CreateColumn(ColumnBuffer buffer, int count)
    {
        string name = buffer.Column.Request.Name;
        return buffer switch
        {
            NumericBuffer numeric => new NumericColumn(name, numeric.Values, count) { SpreadsheetErrors = numeric.Counted?.Errors ?? 0 },
            CategoricalBuffer categorical => new CategoricalColumn(
                name, categorical.Codes, count, categorical.Levels, categorical.UnseenCount, categorical.UnseenExamples)
            { SpreadsheetErrors = categorical.Counted?.Errors ?? 0 },
            TextBuffer text => new TextColumn(name, text.Text, text.Ends, count),
            VectorBuffer vectors => vectors.ToColumn(name, count),
            _ => throw new InvalidOperationException("there is no other kind"),
        };
    }

    private sealed class FewRowsWorker(ReadPlan plan, LossTally losses) : BatchWorker
    {
        private ParsedRows? _rows;

        public List<TableChunk> Chunks { get; } = [];

        public override ParsedRows Prepare() => _rows ??= new ParsedRows(plan);

        public override void Commit(Batch batch, long firstRow) => Commit(batch, firstRow, precedesFault: false);

        public override void CommitBeforeFault(Batch batch, long firstRow) => Commit(batch, firstRow, precedesFault: true);

        private void Commit(Batch batch, long firstRow, bool precedesFault)
        {
            ParsedRows rows = _rows!;
            losses.Add(rows, batch);
            if (rows.RowCount > 0)
            {
                Column[] columns = Array.ConvertAll(rows.Columns, buffer => CreateColumn(buffer, rows.RowCount));
                Chunks.Add(new TableChunk(firstRow, rows.RowCount, columns) { PrecedesFault = precedesFault });
                _rows = null;
            }
        }
    }

    private sealed record ReadyChunk(TableChunk Chunk, ParsedRows Rows);

    private sealed class Worker(
        long start, LossTally losses, BlockingCollection<ParsedRows> free, BlockingCollection<ReadyChunk> ready, CancellationToken stop)
        : BatchWorker
    {
        private ParsedRows? _rows;

        public override ParsedRows Prepare() => _rows ??= free.Take(stop);

        public override void Commit(Batch batch, long firstRow) => Commit(batch, firstRow, precedesFault: false);

        public override void CommitBeforeFault(Batch batch, long firstRow) => Commit(batch, firstRow, precedesFault: true);

        private void Commit(Batch batch, long firstRow, bool precedesFault)
        {
            ParsedRows rows = _rows!;
            losses.Add(rows, batch);
            if (rows.RowCount > 0)
            {
                Column[] columns = Array.ConvertAll(rows.Columns, buffer => CreateColumn(buffer, rows.RowCount));
                var chunk = new TableChunk(start + firstRow, rows.RowCount, columns) { PrecedesFault = precedesFault };
                ready.Add(new ReadyChunk(chunk, rows), CancellationToken.None);
                _rows = null;
            }
        }
    }
}
