namespace LogReg.Storage;

/// <summary>Watches how much memory the process uses, and gives back pages of mapped files where it is more than wanted.</summary>
internal sealed class ResidentGuard : IDisposable
{
    // At the speed of memory, a pass brings in some tens of megabytes in that time.
    private const int Milliseconds = 2;

    private readonly long _residentBytes;
    private readonly Lock _lock = new();
    private readonly List<MappedSegment> _segments = [];
    private readonly ManualResetEventSlim _end = new();
    private Thread? _thread;

    /// <param name="residentBytes">How much memory the process may use.</param>
    public ResidentGuard(long residentBytes)
    {
        _residentBytes = residentBytes;
    }

    /// <summary>Looks after a file from now on.</summary>
    public void Watch(MappedSegment segment)
    {
        lock (_lock)
        {
            _segments.Add(segment);
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "Memory limit" };
                _thread.Start();
            }
        }
    }

    /// <summary>Stops looking after a file.</summary>
    public void Forget(MappedSegment segment)
    {
        lock (_lock)
        {
            _segments.Remove(segment);
        }
    }

    /// <summary>Ends the watch.</summary>
    public void Dispose()
    {
        _end.Set();
        _thread?.Join();
        _end.Dispose();
    }

    private void Work()
    {
        while (!_end.Wait(Milliseconds))
        {
            if (Environment.WorkingSet <= _residentBytes)
            {
                continue;
            }

            lock (_lock)
            {
                _segments.ForEach(segment => segment.Release());
            }
        }
    }
}
