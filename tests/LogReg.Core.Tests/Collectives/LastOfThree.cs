using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

/// <summary>The last of three members whose first two have nothing to say: for more rows than a test has memory for.</summary>
internal sealed class LastOfThree : ICollective
{
    public int Rank => 2;

    public int Size => 3;

    public void Broadcast(Span<byte> data) => data.Clear();

    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
    }

    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        all.Clear();
        own.CopyTo(all[(counts[0] + counts[1])..]);
    }

    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        received.Clear();
        sent[(sentCounts[0] + sentCounts[1])..].CopyTo(received[(receivedCounts[0] + receivedCounts[1])..]);
    }

    public void Sum(Span<long> values)
    {
    }

    public void Max(Span<long> values)
    {
    }
}
