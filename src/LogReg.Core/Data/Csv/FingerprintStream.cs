using LogReg.Shared;

namespace LogReg.Data;

/// <summary>A file that is hashed while it is read, so that its fingerprint takes no reading of its own.</summary>
internal sealed class FingerprintStream : ForwardStream
{
    private const int PieceBytes = 1 << 17;

    private readonly Stream _inner;
    private readonly FileChecksum _checksum;
    private readonly int _longestGap;
    private readonly FileStamp _stamp;
    private long _position;

    /// <param name="inner">The file at its beginning, closed with this stream.</param>
    /// <param name="checksum">Takes what is read.</param>
    /// <param name="longestGap">How many bytes are read for the checksum alone, where the reading goes on at a later place.</param>
    public FingerprintStream(Stream inner, FileChecksum checksum, int longestGap)
    {
        _inner = inner;
        _checksum = checksum;
        _longestGap = longestGap;
        _stamp = FileStamp.Of(inner);
        checksum.Open(_stamp);
    }

    public override bool CanSeek => _inner.CanSeek;

    public override long Length => _inner.Length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        _position = _inner.Seek(offset, origin);
        long gap = _position - _checksum.Position;
        if (_checksum.IsAgreed && gap > 0 && gap <= _longestGap)
        {
            FillGap();
        }

        return _position;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = _inner.Read(buffer);
        if (buffer.Length > 0)
        {
            _checksum.Take(_stamp, _position, buffer[..read]);
            _position += read;
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void FillGap()
    {
        byte[] piece = new byte[PieceBytes];
        long place = _inner.Seek(_checksum.Position, SeekOrigin.Begin);
        while (place < _position)
        {
            int read = _inner.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, _position - place)));
            if (read == 0)
            {
                break;
            }

            _checksum.Take(_stamp, place, piece.AsSpan(0, read));
            place += read;
        }

        _inner.Seek(_position, SeekOrigin.Begin);
    }
}
