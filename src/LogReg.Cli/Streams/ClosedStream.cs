namespace LogReg.Cli.Streams;

/// <summary>A standard stream that the process was started without: the first use of it is an error.</summary>
/// <param name="name">What it is called.</param>
/// <param name="hint">What to do about it.</param>
internal sealed class ClosedStream(string name, string hint) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw Error();

    public override int Read(Span<byte> buffer) => throw Error();

    public override void Write(byte[] buffer, int offset, int count) => throw Error();

    public override void Write(ReadOnlySpan<byte> buffer) => throw Error();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private LogRegException Error() => new($"{name} is closed", hint);
}
