namespace LogReg.Cli.Streams;

/// <summary>Standard output whose failures say which of the two they are: the reader has gone, or the disk is full.</summary>
internal sealed class StandardOutput(Stream inner) : Stream
{
    // EPIPE of Unix; ERROR_BROKEN_PIPE and ERROR_NO_DATA of Windows.
    private static readonly int[] ClosedPipeCodes = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException exception)
        {
            throw Explain(exception);
        }
    }

    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (IOException exception)
        {
            throw Explain(exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static Exception Explain(IOException exception) => ClosedPipeCodes.Contains(exception.HResult)
        ? new ClosedPipeException(exception)
        : new LogRegException(
            "standard output cannot be written: " + exception.Message.ReplaceLineEndings(" "),
            "make room where it goes, or name another place",
            exception);
}
