namespace LogReg.Cli.Streams;

/// <summary>Hands bytes over in blocks of one size, and flushes nothing before the end: what a compressor makes of them depends on the
/// bytes alone, not on how they come.</summary>
/// <param name="inner">Receives the blocks; left open.</param>
internal sealed class WholeBlocks(Stream inner) : ForwardOutput
{
    private const int BlockBytes = 1 << 17;

    private readonly byte[] _block = new byte[BlockBytes];
    private int _length;

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
}
