namespace LogReg.Server.Hosting;

/// <summary>Gives memory back after large requests. A collector collects when memory is asked for, so that a server that has answered its
/// largest requests, and is idle, would keep what they needed.</summary>
internal sealed class MemoryRelief : BackgroundService
{
    /// <summary>The size in bytes from which on a body counts.</summary>
    public const int LargeBody = 1 << 20;

    /// <summary>How many bytes of such bodies together are worth a collection.</summary>
    public const long Worthwhile = 8 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Action _collect;
    private long _bytes;
    private long _before;

    public MemoryRelief()
        : this(() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true))
    {
    }

    /// <param name="collect">Collects.</param>
    public MemoryRelief(Action collect) => _collect = collect;

    /// <summary>Counts a large body that has been answered.</summary>
    /// <param name="bytes">Its size.</param>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Collects if there were large bodies, and none since the last time: not while they keep coming.</summary>
    public void Tick()
    {
        long bytes = Interlocked.Read(ref _bytes);
        if (bytes < Worthwhile || bytes != _before)
        {
            _before = bytes;
            return;
        }

        Interlocked.Add(ref _bytes, -bytes);
        _before = 0;
        _collect();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Tick();
        }
    }
}
