using LogReg.Collectives;

namespace LogReg.Cli.Tests.Launched;

/// <summary>A process group whose members are threads of the test. It knows for certain whether all can still meet: not if a member waits
/// in an operation that one that has come to the meeting never calls.</summary>
internal sealed class ThreadProcesses : ProcessGroup, ICollective
{
    private readonly ICollective _inner;
    private readonly Meeting _meeting;
    private int? _bound;
    private IReadOnlyList<string>? _versions;
    private TimeSpan _delay;
    private int _asked;

    private ThreadProcesses(ICollective inner, Meeting meeting)
    {
        _inner = inner;
        _meeting = meeting;
    }

    public override ICollective Collective => this;

    public override bool IsLaunched => true;

    public override int Threads => 1;

    public override TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    public override TimeSpan Waited => -(_asked++ * _delay);

    public override IReadOnlyList<string> Versions => _versions ?? [.. Enumerable.Repeat("1.0", Size)];

    public int Rank => _inner.Rank;

    public int Size => _inner.Size;

    /// <summary>Runs a command in several processes.</summary>
    /// <param name="size">How many.</param>
    /// <param name="run">What each of them does.</param>
    /// <returns>What came out of each, by rank.</returns>
    public static CommandRun[] Run(int size, Func<ThreadProcesses, CommandRun> run)
    {
        var meeting = new Meeting(size);
        var runs = new CommandRun[size];
        ThreadCollective.Run(
            size,
            member =>
            {
                try
                {
                    runs[member.Rank] = run(new ThreadProcesses(member, meeting));
                }
                finally
                {
                    meeting.Leave();
                }
            });
        return runs;
    }

    /// <summary>Runs a command in several processes.</summary>
    public static CommandRun[] Run(int size, params string[] arguments) =>
        Run(size, processes => CommandRun.Of(new Surroundings { Processes = processes }, arguments));

    public override string NameOf(int rank) => $"rank {rank} on host{rank}";

    public override int? FindBound() => _bound;

    /// <summary>The same, where the launcher has bound a process to a core.</summary>
    public ThreadProcesses WithBound(int rank) => new(_inner, _meeting) { _bound = rank };

    /// <summary>The same, where processes run these versions of the program.</summary>
    public ThreadProcesses WithVersions(params string[] versions) => new(_inner, _meeting) { _versions = versions };

    /// <summary>The same, if it works for longer: each time it is asked how long it has waited for others, it has for as much
    /// less.</summary>
    public ThreadProcesses WithDelay(TimeSpan delay) => new(_inner, _meeting) { _delay = delay };

    public override bool TryMeet(Span<long> maxima, TimeSpan patience) => _meeting.TryMeet(Rank, maxima);

    // Ends the others as a launcher would.
    public override void Abort(int exitCode) => _meeting.Leave();

    public override void Dispose()
    {
    }

    public void Broadcast(Span<byte> data)
    {
        _meeting.Enter(Rank);
        _inner.Broadcast(data);
        _meeting.Return(Rank);
    }

    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        _meeting.Enter(Rank);
        _inner.Gather(own, counts, all);
        _meeting.Return(Rank);
    }

    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        _meeting.Enter(Rank);
        _inner.AllGather(own, counts, all);
        _meeting.Return(Rank);
    }

    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        _meeting.Enter(Rank);
        _inner.Exchange(sent, sentCounts, received, receivedCounts);
        _meeting.Return(Rank);
    }

    public void Sum(Span<long> values)
    {
        _meeting.Enter(Rank);
        _inner.Sum(values);
        _meeting.Return(Rank);
    }

    public void Max(Span<long> values)
    {
        _meeting.Enter(Rank);
        _inner.Max(values);
        _meeting.Return(Rank);
    }

    private sealed class Meeting(int size)
    {
        private readonly object _lock = new();
        private readonly long[] _entered = new long[size];
        private readonly bool[] _isInside = new bool[size];
        private readonly bool[] _hasCome = new bool[size];
        private readonly long[] _maxima = new long[8];
        private long[] _complete = [];
        private long _round;
        private bool _isOver;

        public void Enter(int rank)
        {
            lock (_lock)
            {
                _entered[rank]++;
                _isInside[rank] = true;
                Monitor.PulseAll(_lock);
            }
        }

        public void Return(int rank)
        {
            lock (_lock)
            {
                _isInside[rank] = false;
            }
        }

        public void Leave()
        {
            lock (_lock)
            {
                _isOver = true;
                Monitor.PulseAll(_lock);
            }
        }

        public bool TryMeet(int rank, Span<long> values)
        {
            lock (_lock)
            {
                long round = _round;
                _hasCome[rank] = true;
                for (int place = 0; place < values.Length; place++)
                {
                    _maxima[place] = Math.Max(_maxima[place], values[place]);
                }

                if (_hasCome.All(has => has))
                {
                    _complete = [.. _maxima];
                    Array.Clear(_maxima);
                    Array.Clear(_hasCome);
                    _round++;
                    Monitor.PulseAll(_lock);
                }

                while (_round == round)
                {
                    if (_isOver || Enumerable.Range(0, size).Any(other => _isInside[other] && _entered[other] > _entered[rank]))
                    {
                        return false;
                    }

                    Monitor.Wait(_lock);
                }

                _complete.AsSpan(0, values.Length).CopyTo(values);
                return true;
            }
        }
    }
}
