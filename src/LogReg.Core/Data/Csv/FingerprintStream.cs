using LogReg.Shared;

namespace LogReg.Data;

/// <summary>A file that is hashed while it is read, so that its fingerprint takes no reading of its own.</summary>
/// <param name="inner">The file at its beginning, closed with this stream.</param>
/// <param name="checksum">Takes what is read.</param>
/// <param name="longestGap">How many bytes are read for the checksum alone, where the reading goes on at a later place.</param>
internal sealed class FingerprintStream(Stream inner, FileChecksum checksum, int longestGap) : ForwardStream
{
    private const int PieceBytes = 1 << 17;

    private long _position;

    public override bool CanSeek => inner.CanSeek;

    public override long Length => inner.Length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        _position = inner.Seek(offset, origin);
        long gap = _position - checksum.Position;
        if (gap > 0 && gap <= longestGap)
        {
            FillGap();
        }

        return _position;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        if (buffer.Length > 0)
        {
            checksum.Take(_position, buffer[..read]);
            _position += read;
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void FillGap()
    {
        byte[] piece = new byte[PieceBytes];
        long place = inner.Seek(checksum.Position, SeekOrigin.Begin);
        while (place < _position)
        {
            int read = inner.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, _position - place)));
            if (read == 0)
            {
                break;
            }

            checksum.Take(place, piece.AsSpan(0, read));
            place += read;
        }

        inner.Seek(_position, SeekOrigin.Begin);
    }
}
