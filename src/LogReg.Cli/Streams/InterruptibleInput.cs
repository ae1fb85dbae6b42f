namespace LogReg.Cli.Streams;

/// <summary>Standard input whose reading ends at once when the program is interrupted, even while nobody types.</summary>
internal sealed class InterruptibleInput(Stream inner, CancellationToken cancellationToken) : Stream
{
    private const int BufferSize = 1 << 16;

    private readonly byte[] _buffer = new byte[BufferSize];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
