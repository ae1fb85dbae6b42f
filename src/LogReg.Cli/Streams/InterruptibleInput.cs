using LogReg.Shared;

namespace LogReg.Cli.Streams;

/// <summary>Standard input whose reading ends at once when the program is interrupted, even while nobody types.</summary>
internal sealed class InterruptibleInput(Stream inner, CancellationToken cancellationToken) : ForwardStream
{
    private const int BufferSize = 1 << 16;

    private readonly byte[] _buffer = new byte[BufferSize];

    // A blocked read cannot be called back; it is left behind on its thread, which does not keep the process alive.
    public override int Read(Span<byte> buffer)
    {
        int wanted = Math.Min(buffer.Length, BufferSize);
        var reading = Task.Run(() => inner.Read(_buffer, 0, wanted), CancellationToken.None);
        reading.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        int length = reading.GetAwaiter().GetResult();
        _buffer.AsSpan(0, length).CopyTo(buffer);
        return length;
    }
}
