using System.Runtime.ExceptionServices;

namespace LogReg.Data;

/// <summary>The rows of a text: where they stand, and reading some of them.</summary>
/// <param name="input">The text.</param>
/// <param name="layout">Its layout.</param>
/// <param name="newParser">Makes a parser.</param>
/// <param name="newCounter">Makes a counter of rows.</param>
internal sealed class TextRows(
    CsvInput input, CsvLayout layout, Func<ReadPlan, ISegmentParser> newParser, Func<ReadPlan, RowCounter> newCounter)
{
    // What a thread is worth.
    private const int BlocksOfThread = 8;

    /// <summary>The place before the first row.</summary>
    public RowMark Start => new(0, layout.DataOffset, layout.DataLine);

    /// <summary>What is known of the places of rows.</summary>
    public RowMap? Map { get; set; }

    /// <summary>Which bytes can be read from any place on; <see langword="null"/> if the text must be read from its beginning.</summary>
    /// <exception cref="DataException">The text cannot be opened.</exception>
    public CutRange? FindCut()
    {
        using Utf8Input text = input.Open(layout.Dialect);
        return text.Length is long length ? new CutRange(layout.DataOffset, Math.Max(layout.DataOffset, length)) : null;
    }

    /// <summary>Looks for the ends of records, on as many threads as the text is worth; see <see cref="RowReader.Scan"/>.</summary>
    public RecordScan Scan(RowReader reader, long from, long to, CancellationToken cancellationToken) => Guard(() =>
    {
        int threads = (int)Math.Clamp((to - from) / (BlocksOfThread * (long)input.Tuning.BlockBytes), 1, input.UsefulThreads);
        var scans = new RecordScan[threads];
        var faults = new Exception?[threads];
        Parallel.For(0, threads, thread =>
        {
            try
            {
                var plan = new ReadPlan(reader, []);
                scans[thread] = new PieceScan(input, layout, newCounter(plan), new ParsedRows(plan)).Run(
                    Border(thread), Border(thread + 1), cancellationToken);
            }
            catch (Exception exception)
            {
                faults[thread] = exception;
            }
        });
        if (faults.FirstOrDefault(fault => fault is not null) is Exception first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return scans.Aggregate((before, next) => before.Then(next));

        long Border(int thread) => from + (long)((to - from) * (Int128)thread / threads);
    });

    /// <summary>Counts rows; see <see cref="RowReader.CountRows"/>.</summary>
    public CountedRows Count(RowReader reader, RowMark start, long to, CancellationToken cancellationToken)
    {
        var plan = new ReadPlan(reader, []);
        var marks = new List<RowMark>();
        RowMark end = SegmentPipeline.Run(
            input,
            layout,
            new RowShare(new RowBorder(0, start with { Row = 0 }), new RowBorder(0, new RowMark(long.MaxValue, to))),
            () => newCounter(plan),
            (int)Math.Clamp((to - start.Offset) / input.Tuning.BlockBytes, 1, input.UsefulThreads),
            () => new MarkWorker(plan, marks),
            progress: null,
            cancellationToken);
        return new CountedRows(end, marks);
    }

    /// <summary>Finds the place of a row from a place at or before it.</summary>
    /// <param name="reader">The reader of the rows.</param>
    /// <param name="before">The place.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many rows.</exception>
    /// <exception cref="DataException">Something is wrong with the rows before it.</exception>
    public RowMark Locate(RowReader reader, RowMark before, long row, CancellationToken cancellationToken)
    {
        var plan = new ReadPlan(reader, []);
        using var segments = new SegmentReader(input.Open(layout.Dialect), layout.Separator, input.Tuning, layout.Dialect.QuoteByte);
        segments.Skip(before.Offset);
        var segment = new Segment();
        ISegmentParser parser = newParser(plan);
        RowCounter counter = newCounter(plan);
        var rows = new ParsedRows(plan);
        (long firstRow, long line) = (before.Row, before.Line);
        while (segments.TryRead(segment) && segment.Fault is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> records = segment.Buffer.AsMemory(0, segment.Length);
            counter.Parse(records, rows);
            if (rows.Fault is not null || row < firstRow + rows.RowCount)
            {
                int offset = parser.FindRow(records, rows, row - firstRow);
                if (offset >= 0)
                {
                    return new RowMark(row, segment.Offset + offset, line + LineCounter.Count(segment.Bytes[..offset]));
                }

                if (rows.Fault is ReadFault fault)
                {
                    segment.FirstLine = line;
                    throw fault.ToException(input.Name, segment);
                }
            }

            firstRow += rows.RowCount;
            line += rows.LineCount;
        }

        throw new ArgumentOutOfRangeException(nameof(row), row, $"the file has {firstRow} rows");
    }

    /// <summary>Finds the line of a row by reading the text once more; too slow for anything but an error message.</summary>
    /// <param name="reader">The reader of the rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many rows.</exception>
    public long FindLine(RowReader reader, long row, CancellationToken cancellationToken) =>
        Locate(reader, Map?.Before(row, Start) ?? Start, row, cancellationToken).Line;

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (SegmentReader.IsInputError(exception))
        {
            throw SegmentReader.InputFault(exception, encoding: null).ToException(input.Name, place: null);
        }
    }

    // Segments are committed in their order.
    private sealed class MarkWorker(ReadPlan plan, List<RowMark> marks) : BatchWorker
    {
        private readonly ParsedRows _rows = new(plan);

        public override ParsedRows Prepare() => _rows;

        public override void Commit(Batch batch, long firstRow)
        {
            var segment = (Segment)batch;
            marks.Add(new RowMark(firstRow, segment.Offset, segment.FirstLine));
        }
    }
}
