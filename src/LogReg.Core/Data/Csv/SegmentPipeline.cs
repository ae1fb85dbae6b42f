using System.Runtime.ExceptionServices;

namespace LogReg.Data;

/// <summary>
/// Reads a file on several threads. Each takes the next segment (one at a time), parses it (side by side), and commits it in
/// the order of the file. So the first error in the file is the one that is reported, on any number of threads, and no more
/// segments are in memory than there are threads.
/// </summary>
internal sealed class SegmentPipeline
{
    private readonly SegmentReader _reader;
    private readonly IProgress<ReadProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly CsvInput _input;
    private readonly Func<ISegmentParser> _newParser;
    private readonly Lock _reading = new();
    private readonly object _committing = new();
    private volatile bool _stopped;
    private ExceptionDispatchInfo? _failure;
    private long _nextIndex;
    private long _rows;
    private readonly long? _totalBytes;
    private readonly long _bytesBefore;
    private long _line;

    private SegmentPipeline(
        CsvInput input,
        RowShare share,
        bool isCut,
        Func<ISegmentParser> newParser,
        SegmentReader reader,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        _input = input;
        _newParser = newParser;
        _reader = reader;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _line = share.From.Mark.Line;
        _totalBytes = input.TotalBytes;
        if (isCut)
        {
            _bytesBefore = share.From.Mark.Offset;
            _totalBytes = Math.Min(share.To.Mark.Offset, input.TotalBytes ?? long.MaxValue) - _bytesBefore;
        }
    }

    /// <summary>Reads data records of a file.</summary>
    /// <param name="input">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="share">Which records; <see langword="null"/> for all.</param>
    /// <param name="newParser">Makes the parser of a thread.</param>
    /// <param name="threads">The number of threads, the calling one included.</param>
    /// <param name="newWorker">Makes the worker of a thread.</param>
    /// <param name="progress">Receives progress after each segment; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Checked before each segment.</param>
    /// <returns>The place after the last row; rows are counted from the first one of the share.</returns>
    /// <exception cref="DataException">The first thing wrong in the file.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static RowMark Run(
        CsvInput input,
        CsvLayout layout,
        RowShare? share,
        Func<ISegmentParser> newParser,
        int threads,
        Func<BatchWorker> newWorker,
        IProgress<ReadProgress>? progress,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var reader = new SegmentReader(
            input.Open(layout.Dialect), layout.Separator, input.Tuning, layout.Dialect.QuoteByte, input.IsLive);
        bool isCut = share is not null && reader.CanSkip;
        share ??= new RowShare(new RowBorder(0, new RowMark(0, layout.DataOffset, layout.DataLine)), new RowBorder(0, RowMark.End));
        reader.Skip(share.From.Mark.Offset, share.To.Mark.Offset);
        var pipeline = new SegmentPipeline(input, share, isCut, newParser, reader, progress, cancellationToken);
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => pipeline.Work(newWorker)) { IsBackground = true, Name = "row parser" };
            others[i].Start();
        }

        pipeline.Work(newWorker);
        foreach (Thread other in others)
        {
            other.Join();
        }

        pipeline._failure?.Throw();
        return new RowMark(pipeline._rows, share.To.Mark.Offset, pipeline._line);
    }

    private void Work(Func<BatchWorker> newWorker)
    {
        try
        {
            BatchWorker worker = newWorker();
            var segment = new Segment();
            ISegmentParser parser = _newParser();
            while (!_stopped)
            {
                ParsedRows rows = worker.Prepare();
                _cancellationToken.ThrowIfCancellationRequested();
                lock (_reading)
                {
                    if (_stopped || !_reader.TryRead(segment))
                    {
                        return;
                    }
                }

                if (segment.Fault is null)
                {
                    parser.Parse(segment.Buffer.AsMemory(0, segment.Length), rows);
                }

                if (!Commit(worker, segment, rows))
                {
                    return;
                }

                worker.Finish();
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private bool Commit(BatchWorker worker, Segment segment, ParsedRows rows)
    {
        lock (_committing)
        {
            while (_nextIndex != segment.Index && !_stopped)
            {
                Monitor.Wait(_committing);
            }

            if (_stopped)
            {
                return false;
            }

            segment.FirstLine = _line;
            if ((segment.Fault ?? rows.Fault) is ReadFault fault)
            {
                if (fault.HasLine && _input.FindDamage() is Exception damage)
                {
                    throw damage;
                }

                if (segment.Fault is null)
                {
                    worker.CommitBeforeFault(segment, _rows);
                }

                throw fault.ToException(_input.Name, segment);
            }

            worker.Commit(segment, _rows);
            _rows += rows.RowCount;
            _line += rows.LineCount;
            _nextIndex++;
            Monitor.PulseAll(_committing);
            _progress?.Report(new ReadProgress(segment.BytesRead - _bytesBefore, _totalBytes, _rows));
            return true;
        }
    }

    private void Fail(Exception exception)
    {
        lock (_committing)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            _stopped = true;
            Monitor.PulseAll(_committing);
        }
    }
}
