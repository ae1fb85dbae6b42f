namespace LogReg.Mpi;

/// <summary>Notices that an operation of several processes does not end: no library of MPI does. A process that is stopped, or a machine
/// that cannot be reached any more, would keep the others waiting for ever.</summary>
internal sealed class Watchdog
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly Action<string, TimeSpan> _end;
    private string _operation = "";
    private long _since;
    private long _waited;
    private long _limit;

    /// <param name="clock">The time.</param>
    /// <param name="end">Ends the process; is given the operation that does not end, and how long it has taken.</param>
    public Watchdog(TimeProvider clock, Action<string, TimeSpan> end)
    {
        _clock = clock;
        _end = end;
    }

    /// <summary>How long an operation may take.</summary>
    public TimeSpan Limit
    {
        get => new(Interlocked.Read(ref _limit));
        set => Interlocked.Exchange(ref _limit, value.Ticks);
    }

    /// <summary>How long all operations so far have taken: the time that this process has waited for others.</summary>
    public TimeSpan Waited => _clock.GetElapsedTime(0, _waited);

    /// <summary>Watches from a thread of its own, until the process ends.</summary>
    public void Start() => new Thread(Watch) { IsBackground = true, Name = "watchdog" }.Start();

    /// <summary>Begins an operation.</summary>
    /// <param name="operation">Its name.</param>
    /// <returns>To be disposed when the operation is over.</returns>
    public Watched Enter(string operation)
    {
        _operation = operation;
        Volatile.Write(ref _since, Math.Max(1, _clock.GetTimestamp()));
        return new Watched(this);
    }

    /// <summary>Ends the process if the current operation has taken too long.</summary>
    public void Check()
    {
        long since = Volatile.Read(ref _since);
        if (since != 0 && _clock.GetElapsedTime(since) is var taken && taken > Limit)
        {
            _end(_operation, taken);
        }
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(TimeSpan.FromTicks(Math.Clamp(Limit.Ticks / 4, TimeSpan.TicksPerMillisecond, LongestPause.Ticks)));
            Check();
        }
    }

    private void Leave()
    {
        _waited += _clock.GetTimestamp() - _since;
        Volatile.Write(ref _since, 0);
    }

    /// <summary>An operation under way.</summary>
    internal readonly ref struct Watched(Watchdog watchdog)
    {
        /// <summary>The operation is over.</summary>
        public void Dispose() => watchdog.Leave();
    }
}
