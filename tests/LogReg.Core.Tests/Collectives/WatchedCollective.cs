using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

/// <summary>A collective that tells of each operation when it is over.</summary>
/// <param name="inner">The collective.</param>
/// <param name="operated">Is called after each operation of this member.</param>
internal sealed class WatchedCollective(ICollective inner, Action operated) : ICollective
{
    public int Rank => inner.Rank;

    public int Size => inner.Size;

    public void Broadcast(Span<byte> data)
    {
        inner.Broadcast(data);
        operated();
    }

    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        inner.Gather(own, counts, all);
        operated();
    }

    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        inner.AllGather(own, counts, all);
        operated();
    }

    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        inner.Exchange(sent, sentCounts, received, receivedCounts);
        operated();
    }

    public void Sum(Span<long> values)
    {
        inner.Sum(values);
        operated();
    }

    public void Max(Span<long> values)
    {
        inner.Max(values);
        operated();
    }
}
