namespace LogReg.Storage;

/// <summary>Gives back pages of mapped files while they are read, where the process uses more memory than wanted.</summary>
internal sealed class ResidentGuard : IDisposable
{
    // Small beside any limit, large beside the cost of a look.
    private const long BytesBetweenLooks = 8 << 20;

    // The program itself, and enough rows to work on.
    private const long FewestMappedBytes = 80 << 20;

    private static readonly Lock Registering = new();

    private static ResidentGuard[] _active = [];

    [ThreadStatic]
    private static long _touched;

    private readonly long _residentBytes;
    private readonly Lock _lock = new();
    private readonly List<MappedSegment> _segments = [];

    /// <param name="residentBytes">How much memory the process may use.</param>
    public ResidentGuard(long residentBytes)
    {
        _residentBytes = residentBytes;
        lock (Registering)
        {
            _active = [.. _active, this];
        }
    }

    /// <summary>Must be called before mapped memory is used; checks the memory of the process from time to time.</summary>
    /// <param name="bytes">The number of bytes.</param>
    public static void Touch(long bytes)
    {
        if (bytes == 0)
        {
            return;
        }

        _touched += bytes;
        if (_touched < BytesBetweenLooks)
        {
            return;
        }

        _touched = 0;
        foreach (ResidentGuard guard in _active)
        {
            guard.Look();
        }
    }

    /// <summary>Looks after a file from now on.</summary>
    public void Watch(MappedSegment segment)
    {
        lock (_lock)
        {
            _segments.Add(segment);
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
        lock (Registering)
        {
            _active = [.. _active.Where(guard => guard != this)];
        }
    }

    private void Look()
    {
        // Whoever comes while another one releases need not do it again. Where memory is full of other things, the last pages are left in
        // peace.
        var resident = ResidentMemory.Measure();
        if (resident.Total > _residentBytes && resident.Mapped > FewestMappedBytes && _lock.TryEnter())
        {
            try
            {
                _segments.ForEach(segment => segment.Release());
            }
            finally
            {
                _lock.Exit();
            }
        }
    }
}
