using System.Runtime.ExceptionServices;

namespace LogReg.Data;

/// <summary>What one thread of a <see cref="SegmentPipeline"/> does with the segments that it takes.</summary>
internal abstract class SegmentWorker
{
    /// <summary>The segment at hand.</summary>
    public Segment Segment { get; } = new();

    /// <summary>Gets ready for a segment, before one is taken; may wait.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Parses the segment, beside other workers.</summary>
    /// <returns>Its rows.</returns>
    public abstract ParsedRows Parse();

    /// <summary>Takes over the rows; called for one segment after the other in the order of the file.</summary>
    /// <param name="firstRow">The index of the first row in the whole data.</param>
    /// <param name="firstLine">The line at which the segment starts.</param>
    public abstract void Commit(long firstRow, long firstLine);

    /// <summary>Does the remaining work, alongside other workers.</summary>
    public virtual void Finish()
    {
    }
}

/// <summary>
/// Reads a file on several threads. Each takes the next segment (one at a time), parses it (side by side), and commits it in
/// the order of the file. So the first error in the file is the one that is reported, on any number of threads, and no more
/// segments are in memory than there are threads.
/// </summary>
internal sealed class SegmentPipeline
{
    private readonly ReadPlan _plan;
    private readonly SegmentReader _reader;
    private readonly IProgress<ReadProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly long? _totalBytes;
    private readonly Lock _reading = new();
    private readonly object _committing = new();
    private volatile bool _stopped;
    private ExceptionDispatchInfo? _failure;
    private long _nextIndex;
    private long _rows;
    private long _line;

    private SegmentPipeline(ReadPlan plan, SegmentReader reader, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        _plan = plan;
        _reader = reader;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _totalBytes = plan.Source.TotalBytes;
        _line = plan.Layout.DataLine;
    }

    /// <summary>Reads all data records of a file.</summary>
    /// <param name="plan">What to read.</param>
    /// <param name="threads">The number of threads, the calling one included.</param>
    /// <param name="newWorker">Makes the worker of a thread.</param>
    /// <param name="progress">Receives progress after each segment; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Checked before each segment.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="DataException">The first thing wrong in the file.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static long Run(
        ReadPlan plan, int threads, Func<SegmentWorker> newWorker, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var reader = new SegmentReader(plan.Source.Open(), (byte)plan.Layout.Header.Delimiter, plan.Source.Tuning, isLive: !plan.Source.CanReadAgain);
        reader.Skip(plan.Layout.DataOffset);
        var pipeline = new SegmentPipeline(plan, reader, progress, cancellationToken);
        var others = new Thread[threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => pipeline.Work(newWorker)) { IsBackground = true, Name = "CSV parser" };
            others[i].Start();
        }

        pipeline.Work(newWorker);
        foreach (Thread other in others)
        {
            other.Join();
        }

        pipeline._failure?.Throw();
        return pipeline._rows;
    }

    private void Work(Func<SegmentWorker> newWorker)
    {
        try
        {
            SegmentWorker worker = newWorker();
            while (!_stopped)
            {
                worker.Prepare();
                _cancellationToken.ThrowIfCancellationRequested();
                lock (_reading)
                {
                    if (_stopped || !_reader.TryRead(worker.Segment))
                    {
                        return;
                    }
                }

                ParsedRows? rows = worker.Segment.Fault is null ? worker.Parse() : null;
                if (!Commit(worker, rows))
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

    private bool Commit(SegmentWorker worker, ParsedRows? rows)
    {
        lock (_committing)
        {
            while (_nextIndex != worker.Segment.Index && !_stopped)
            {
                Monitor.Wait(_committing);
            }

            if (_stopped)
            {
                return false;
            }

            if ((worker.Segment.Fault ?? rows!.Fault) is ReadFault fault)
            {
                throw fault.ToException(_plan.Source.Name, _line, worker.Segment.Bytes);
            }

            worker.Commit(_rows, _line);
            _rows += rows!.RowCount;
            _line += rows.LineCount;
            _nextIndex++;
            Monitor.PulseAll(_committing);
            _progress?.Report(new ReadProgress(worker.Segment.FileBytesRead, _totalBytes, _rows));
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
