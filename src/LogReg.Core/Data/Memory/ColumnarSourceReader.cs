using System.Runtime.ExceptionServices;

namespace LogReg.Data;

/// <summary>
/// Reads the batches of a <see cref="ColumnarSource"/> on several threads: each reads the next one, side by side, and hands its rows over
/// when its turn comes. So the first error in the order of the rows is the one that is reported, on any number of threads.
/// </summary>
/// <param name="source">The source.</param>
internal sealed class ColumnarSourceReader(ColumnarSource source) : RowReader
{
    private readonly ColumnarSource _source = source;

    // A batch of more cells is read by itself, its columns side by side; numbers that come as their rows do take four megabytes at a time.
    private const long CellsOfLargeBatch = 1 << 22;
    private const int CellsOfWindow = 1 << 19;

    // Rows that are handed over at a time stay in the cache of a core.
    private const int CellsOfSlice = 1 << 16;
    private const int FewestRows = 256;

    // The first batch, read for a guess of the kinds.
    private ColumnCells?[]? _first;

    public override string Name => _source.Name;

    public override IReadOnlyList<string> Names { get; } = source.ReadColumnNames();

    public override IReadOnlyList<string> MissingValues => _source.MissingValues;

    public override NumberConventions Conventions => _source.Conventions;

    public override bool HasTypedNumbers => true;

    public override SourceDescription Description => _source.Description;

    public override IReadOnlyList<ReadNote> LayoutNotes => _source.Notes;

    public override bool CanReadAgain => _source.CanReadAgain;

    public override int Threads => _source.Threads;

    public override long? TotalRows => _source.EstimateRowCount();

    public override ColumnKind KindOf(int column) => _source.Columns[column].Kind;

    public override RowPlace? Find(long row, CancellationToken cancellationToken) => _source.FindRow(row, cancellationToken);

    // Texts in the first rows suggest that a column is categorical.
    public override ReadPlan GuessKinds(ReadPlan plan)
    {
        int[] inferred = [.. plan.Columns.Where(column => column.IsInferred).Select(column => column.FieldIndex).Distinct()];
        if (inferred.Length == 0 || _source.BatchSizes.Count == 0 || !_source.CanReadAgain)
        {
            return plan;
        }

        ColumnCells?[] first = _source.Batch(0, inferred, _source.Threads, CancellationToken.None);
        ReadPlan guess = plan with { Columns = [.. plan.Columns.Where(column => column.IsInferred)] };
        var rows = new ParsedRows(guess);
        try
        {
            var parser = new ColumnarParser(guess);
            parser.Begin(first);
            int count = Math.Min(Table.ChunkRows, _source.BatchSizes[0]);
            Array.ForEach(first, cells => cells?.Load(count));
            parser.Parse(0, count, rows);

            // Numbers that come as their rows do are read from the first row on.
            _first = first.Any(cells => cells?.AreRead == true) ? null : first;
        }
        finally
        {
            if (_first is null)
            {
                Release(first);
            }
        }

        var texts = rows.Numeric.Where(column => column.Counted?.IsText(rows.RowCount) == true).Select(column => column.Column).ToHashSet();
        return plan with
        {
            Columns = [.. plan.Columns.Select(column => texts.Contains(column) ? column with { Kind = ColumnKind.Categorical } : column)],
        };
    }

    public override long Run(
        ReadPlan plan,
        RowShare? share,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        (long start, long end) = share is null ? (0, long.MaxValue) : (share.From.Mark.Row, share.To.Mark.Row);
        BatchPart[] parts = [.. PartsOf(start, end)];
        int[] needed =
        [
            .. plan.Columns.Select(column => column.FieldIndex).Append(plan.TargetField).Where(place => place >= 0).Distinct().Order(),
        ];
        long largest = parts.Select(part => _source.BatchSizes[part.Batch]).DefaultIfEmpty(0).Max() * (long)Math.Max(1, needed.Length);
        int atATime = largest > CellsOfLargeBatch ? 1 : Math.Clamp(parts.Length, 1, Math.Max(1, threads));
        var pass = new Pass(this, plan, needed, parts, start, Math.Max(1, threads / atATime), progress, cancellationToken);
        Thread[] others =
        [
            .. Enumerable.Range(1, atATime - 1).Select(
                _ => new Thread(() => pass.Work(newWorker)) { IsBackground = true, Name = "batch reader" }),
        ];
        foreach (Thread other in others)
        {
            other.Start();
        }

        pass.Work(newWorker);
        foreach (Thread other in others)
        {
            other.Join();
        }

        Release(_first);
        _first = null;
        return pass.Finish();
    }

    // The batches with rows between two.
    private IEnumerable<BatchPart> PartsOf(long start, long end)
    {
        long first = 0;
        for (int batch = 0; batch < _source.BatchSizes.Count; batch++)
        {
            int size = _source.BatchSizes[batch];
            var part = new BatchPart(batch, (int)Math.Clamp(start - first, 0, size), (int)Math.Clamp(end - first, 0, size));
            if (part.From < part.End || (size == 0 && start <= first && first < end))
            {
                yield return part;
            }

            first += size;
        }
    }

    private ColumnCells?[] Read(int batch, int[] needed, int threads, CancellationToken cancellationToken)
    {
        if (batch > 0 || _first is not ColumnCells?[] first)
        {
            return _source.Batch(batch, needed, threads, cancellationToken);
        }

        // If the others cannot be read, it is still there to be released.
        ColumnCells?[] rest = _source.Batch(batch, [.. needed.Where(column => first[column] is null)], threads, cancellationToken);
        _first = null;
        return [.. first.Select((cells, column) => cells ?? rest[column])];
    }

    private static void Release(ColumnCells?[]? cells)
    {
        foreach (ColumnCells? column in cells ?? [])
        {
            column?.Dispose();
        }
    }

    private sealed class Pass(
        ColumnarSourceReader reader,
        ReadPlan plan,
        int[] needed,
        BatchPart[] parts,
        long start,
        int threadsOfBatch,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        private readonly object _turn = new();
        private readonly ColumnarSource _source = reader._source;
        private volatile bool _stopped;
        private ExceptionDispatchInfo? _failure;
        private int _taken = -1;
        private int _next;
        private long _rows;

        public long Finish()
        {
            _failure?.Throw();
            return _rows;
        }

        public void Work(Func<BatchWorker> newWorker)
        {
            try
            {
                Hand[] hands = [.. Enumerable.Range(0, threadsOfBatch).Select(_ => new Hand(newWorker(), new ColumnarParser(plan)))];
                int batch;
                while (!_stopped && (batch = Interlocked.Increment(ref _taken)) < parts.Length)
                {
                    if (!WorkOn(batch, hands))
                    {
                        return;
                    }
                }
            }
            catch (Exception exception)
            {
                Fail(exception);
            }
        }

        // False if another batch has failed meanwhile.
        private bool WorkOn(int batch, Hand[] hands)
        {
            BatchPart part = parts[batch];
            cancellationToken.ThrowIfCancellationRequested();
            ColumnCells?[]? cells = null;
            Exception? fault = null;
            try
            {
                cells = reader.Read(part.Batch, needed, threadsOfBatch, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // An earlier batch may have something wrong, too, which is reported first.
                fault = exception;
            }

            try
            {
                if (!AwaitTurn(batch))
                {
                    return false;
                }

                if (fault is not null)
                {
                    ExceptionDispatchInfo.Throw(fault);
                }

                Array.ForEach(hands, hand => hand.Parser.Begin(cells!));
                HandOver(hands, cells!, part);
            }
            finally
            {
                Release(cells);
            }

            EndTurn();
            return true;
        }

        // Numbers that are not in memory are read for some rows at a time, as many for any number of threads.
        private void HandOver(Hand[] hands, ColumnCells?[] cells, BatchPart part)
        {
            int most = Math.Clamp(CellsOfSlice / Math.Max(1, needed.Length), FewestRows, Table.ChunkRows);
            ColumnCells[] read = [.. cells.OfType<ColumnCells>().Where(column => column.AreRead)];
            if (read.Length == 0)
            {
                HandOverRows(hands, part.From, part.End, most);
                return;
            }

            int window = Math.Clamp(CellsOfWindow / needed.Length, most, Table.ChunkRows);
            for (int from = 0; from < part.End; from += window)
            {
                int end = Math.Min(part.End, from + window);
                Load(read, end - from);
                HandOverRows(hands, Math.Max(from, part.From), end, most);
            }
        }

        // The first column that cannot be read is the one that is reported.
        private void Load(ColumnCells[] read, int count)
        {
            var faults = new Exception?[read.Length];
            var options = new ParallelOptions { MaxDegreeOfParallelism = threadsOfBatch };
            Parallel.For(0, read.Length, options, column =>
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    read[column].Load(count);
                }
                catch (Exception exception)
                {
                    faults[column] = exception;
                }
            });
            if (faults.OfType<Exception>().FirstOrDefault() is Exception fault)
            {
                ExceptionDispatchInfo.Throw(fault);
            }
        }

        // As many slices side by side as there are threads for the batch; in their order where it counts.
        private void HandOverRows(Hand[] hands, int start, int end, int most)
        {
            int count;
            for (int from = start; from < end; from += count * most)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int first = from;
                count = Math.Min(hands.Length, (end - from + most - 1) / most);
                ParsedRows[] rows = [.. hands.Take(count).Select(hand => hand.Worker.Prepare())];
                SideBySide(count, i => hands[i].Parser.Parse(first + (i * most), Math.Min(most, end - first - (i * most)), rows[i]));
                for (int i = 0; i < count; i++)
                {
                    Commit(hands[i].Worker, rows[i]);
                }

                SideBySide(count, i => hands[i].Worker.Finish());
                progress?.Report(new ReadProgress(0, null, _rows));
            }
        }

        private void Commit(BatchWorker worker, ParsedRows rows)
        {
            var batch = new RowBatch(_source, start + _rows);
            if (rows.Fault is ReadFault fault)
            {
                worker.CommitBeforeFault(batch, _rows);
                throw fault.ToException(_source.Name, batch);
            }

            int count = rows.RowCount;
            worker.Commit(batch, _rows);
            _rows += count;
        }

        private static void SideBySide(int count, Action<int> action)
        {
            if (count == 1)
            {
                action(0);
                return;
            }

            try
            {
                Parallel.For(0, count, action);
            }
            catch (AggregateException exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerException!);
            }
        }

        private bool AwaitTurn(int batch)
        {
            lock (_turn)
            {
                while (_next != batch && !_stopped)
                {
                    Monitor.Wait(_turn);
                }

                return !_stopped;
            }
        }

        private void EndTurn()
        {
            lock (_turn)
            {
                _next++;
                Monitor.PulseAll(_turn);
            }
        }

        private void Fail(Exception exception)
        {
            lock (_turn)
            {
                _failure ??= ExceptionDispatchInfo.Capture(exception);
                _stopped = true;
                Monitor.PulseAll(_turn);
            }
        }
    }

    // The rows of a batch that are read.
    private readonly record struct BatchPart(int Batch, int From, int End);

    // A parser remembers codes, which are those of the buffers of its worker.
    private sealed record Hand(BatchWorker Worker, ColumnarParser Parser);

    // Its parser counts rows.
    private sealed class RowBatch(ColumnarSource source, long firstRow) : Batch
    {
        public override RowPlace PlaceOf(int position) => source.FindRow(firstRow + position) ?? RowPlace.OfRow(firstRow + position + 1);
    }
}
