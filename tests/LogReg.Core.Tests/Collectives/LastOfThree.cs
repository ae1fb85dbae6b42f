using System.Runtime.InteropServices;
using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

/// <summary>The last of three members whose first two have nothing to say but a number: for more rows than a test has memory for.</summary>
/// <param name="others">What the first two have gathered wherever whole numbers of all members are.</param>
internal sealed class LastOfThree(long others = 0) : ICollective
{
    public int Rank => 2;

    public int Size => 3;

    /// <summary>How many values this member has said that it sends to each, the last time that it did.</summary>
    public IReadOnlyList<int> Announced { get; private set; } = [];

    public void Broadcast(Span<byte> data) => data.Clear();

    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
    }

    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all)
    {
        all.Clear();
        if (others > 0)
        {
            MemoryMarshal.Cast<byte, long>(all).Fill(others);
        }

        own.CopyTo(all[(counts[0] + counts[1])..]);
    }

    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts)
    {
        if (sentCounts.Count(sizeof(int)) == Size)
        {
            Announced = MemoryMarshal.Cast<byte, int>(sent).ToArray();
        }

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
