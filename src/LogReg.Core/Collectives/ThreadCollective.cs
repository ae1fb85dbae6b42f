using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>A collective whose members are threads of this process: what several processes do, where a test can see all of them.</summary>
internal sealed class ThreadCollective : ICollective
{
    private readonly Meeting _meeting;

    private ThreadCollective(Meeting meeting, int rank)
    {
        _meeting = meeting;
        Rank = rank;
    }

    public int Rank { get; }

    public int Size => _meeting.Size;

    /// <summary>Runs the members of a collective, each on a thread of its own, until all have ended.</summary>
    /// <param name="size">How many members there are, at least 1.</param>
    /// <param name="work">What each member does.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no member.</exception>
    /// <exception cref="Exception">What the member of the lowest rank has thrown of those that did not fail because of another.</exception>
    public static void Run(int size, Action<ICollective> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var meeting = new Meeting(size);
        var failures = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() => RunMember(rank)))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Exception? cause = failures.FirstOrDefault(failure => failure is not (null or CollectiveException))
            ?? failures.FirstOrDefault(failure => failure is not null);
        if (cause is not null)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        void RunMember(int rank)
        {
            try
            {
                work(new ThreadCollective(meeting, rank));
                meeting.Leave(rank, "has ended, and the others wait for it");
            }
            catch (Exception exception)
            {
                failures[rank] = exception;
                meeting.Leave(rank, "has failed, and the others wait for it");
            }
        }
    }

    public void Broadcast(Span<byte> data)
    {
        byte[][] all = Meet(nameof(Broadcast), Rank == 0 ? data.ToArray() : [], data.Length);
        all[0].CopyTo(data);
    }

    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        byte[][] parts = Meet(nameof(Gather), own.ToArray(), HashOf(counts));
        if (Rank == 0)
        {
            Join(parts, counts, all);
        }
    }

    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) =>
        Join(Meet(nameof(AllGather), own.ToArray(), HashOf(counts)), counts, all);

    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        // Each member gives its counts before its bytes.
        int[] counts = sentCounts.ToArray();
        byte[][] all = Meet(nameof(Exchange), [.. MemoryMarshal.AsBytes(counts.AsSpan()), .. sent], 0);
        int start = 0;
        for (int rank = 0; rank < Size; rank++)
        {
            ReadOnlySpan<int> others = MemoryMarshal.Cast<byte, int>(all[rank].AsSpan(0, Size * sizeof(int)));
            int first = (Size * sizeof(int)) + Sum(others[..Rank]);
            if (others[Rank] != receivedCounts[rank])
            {
                throw new CollectiveException($"rank {rank} sends {others[Rank]} bytes where rank {Rank} expects {receivedCounts[rank]}");
            }

            all[rank].AsSpan(first, receivedCounts[rank]).CopyTo(received[start..]);
            start += receivedCounts[rank];
        }
    }

    public void Sum(Span<long> values) => Reduce(nameof(Sum), values, static (first, second) => unchecked(first + second));

    public void Max(Span<long> values) => Reduce(nameof(Max), values, Math.Max);

    private static int Sum(ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static long HashOf(ReadOnlySpan<int> counts)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(counts));
        return hash.ToHashCode();
    }

    private static void Join(byte[][] parts, ReadOnlySpan<int> counts, Span<byte> all)
    {
        int start = 0;
        for (int rank = 0; rank < parts.Length; rank++)
        {
            if (parts[rank].Length != counts[rank])
            {
                throw new CollectiveException($"rank {rank} gives {parts[rank].Length} bytes, not {counts[rank]}");
            }

            parts[rank].CopyTo(all[start..]);
            start += counts[rank];
        }
    }

    private void Reduce(string name, Span<long> values, Func<long, long, long> combine)
    {
        byte[][] all = Meet(name, MemoryMarshal.AsBytes(values).ToArray(), values.Length);
        for (int place = 0; place < values.Length; place++)
        {
            long result = MemoryMarshal.Cast<byte, long>(all[0])[place];
            for (int rank = 1; rank < Size; rank++)
            {
                result = combine(result, MemoryMarshal.Cast<byte, long>(all[rank])[place]);
            }

            values[place] = result;
        }
    }

    private byte[][] Meet(string operation, byte[] own, long agreed) => _meeting.Exchange(Rank, operation, agreed, own);

    /// <summary>Where the members meet: each gives bytes, and gets those of all.</summary>
    private sealed class Meeting(int size)
    {
        private readonly object _lock = new();
        private readonly (string Operation, long Agreed)[] _calls = new (string, long)[size];
        private byte[][] _given = new byte[size][];
        private byte[][] _complete = [];
        private int _arrived;
        private long _round;
        private string? _departure;

        public int Size => size;

        /// <summary>Says that a member takes part no longer, so that nobody waits for it.</summary>
        public void Leave(int rank, string how)
        {
            lock (_lock)
            {
                _departure ??= $"rank {rank} {how}";
                Monitor.PulseAll(_lock);
            }
        }

        /// <summary>Waits for all members.</summary>
        /// <exception cref="CollectiveException">A member has left, or calls another operation.</exception>
        public byte[][] Exchange(int rank, string operation, long agreed, byte[] own)
        {
            lock (_lock)
            {
                long round = _round;
                _given[rank] = own;
                _calls[rank] = (operation, agreed);
                if (++_arrived == size)
                {
                    Complete();
                }

                while (_round == round)
                {
                    ThrowIfOver();
                    Monitor.Wait(_lock);
                }

                return _complete;
            }
        }

        private void Complete()
        {
            int other = Array.FindIndex(_calls, call => call != _calls[0]);
            if (other < 0)
            {
                (_complete, _given) = (_given, new byte[size][]);
                _arrived = 0;
                _round++;
            }
            else
            {
                _departure ??= $"rank {other} calls {Describe(_calls[other])}, rank 0 {Describe(_calls[0])}";
            }

            Monitor.PulseAll(_lock);
        }

        private static string Describe((string Operation, long Agreed) call) => $"{call.Operation}({call.Agreed})";

        private void ThrowIfOver()
        {
            if (_departure is not null)
            {
                throw new CollectiveException(_departure);
            }
        }
    }
}
