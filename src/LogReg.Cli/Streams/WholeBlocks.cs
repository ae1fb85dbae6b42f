namespace LogReg.Cli.Streams;

/// <summary>Hands bytes over in blocks of one size, and flushes nothing before the end: what a compressor makes of them depends on the bytes
/// alone, not on how they come.</summary>
/// <param name="inner">Receives the blocks; left open.</param>
internal sealed class WholeBlocks(Stream inner) : Stream
{
    private const int BlockBytes = 1 << 17;

    private readonly byte[] _block = new byte[BlockBytes];
    private int _length;

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
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, _block.Length - _length);
            buffer[..taken].CopyTo(_block.AsSpan(_length));
            _length += taken;
            buffer = buffer[taken..];
            if (_length == _block.Length)
            {
                inner.Write(_block);
                _length = 0;
            }
        }
    }

    /// <summary>Hands over the rest.</summary>
    public void Complete()
    {
        inner.Write(_block, 0, _length);
        _length = 0;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
