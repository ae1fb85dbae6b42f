namespace LogReg.Collectives;

/// <summary>A collective of one member: every operation gives back what it was given.</summary>
public sealed class LocalCollective : ICollective
{
    private LocalCollective()
    {
    }

    /// <summary>The only one.</summary>
    public static LocalCollective Instance { get; } = new();

    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Size => 1;

    /// <inheritdoc/>
    public void Broadcast(Span<byte> data)
    {
    }

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => own.CopyTo(all);

    /// <inheritdoc/>
    public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => own.CopyTo(all);

    /// <inheritdoc/>
    public void Exchange(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts) =>
        sent.CopyTo(received);

    /// <inheritdoc/>
    public void Sum(Span<long> values)
    {
    }

    /// <inheritdoc/>
    public void Max(Span<long> values)
    {
    }
}
