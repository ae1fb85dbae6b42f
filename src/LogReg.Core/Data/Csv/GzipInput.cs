using System.IO.Compression;
using LogReg.Shared;

namespace LogReg.Data;

/// <summary>
/// Decompresses gzip data and notices when they end too early, which <see cref="GZipStream"/> alone takes for the end of the
/// file. A gzip file may consist of several members, so a member with a known text is appended to the compressed data: it comes
/// out at the end if, and only if, everything before it was complete.
/// </summary>
internal sealed class GzipInput : ForwardStream
{
    private static readonly byte[] EndText = "\0end of the gzip data\0"u8.ToArray();
    private static readonly byte[] EndMember = Compress(EndText);

    private readonly GZipStream _gzip;
    private readonly byte[] _held = new byte[EndText.Length];
    private int _heldLength;

    public GzipInput(Stream compressed)
    {
        _gzip = new GZipStream(new WithEndMember(compressed), CompressionMode.Decompress);
    }

    /// <summary>Reads decompressed bytes.</summary>
    /// <exception cref="InvalidDataException">The compressed data are damaged or end too early.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length <= EndText.Length)
        {
            // The last bytes read are always held back until it is known that they are not the end text.
            Span<byte> larger = stackalloc byte[EndText.Length + 1];
            return ReadSmall(buffer, larger);
        }

        _held.AsSpan(0, _heldLength).CopyTo(buffer);
        int length = _heldLength + _gzip.ReadAtLeast(buffer[_heldLength..], buffer.Length - _heldLength, throwOnEndOfStream: false);
        if (length <= EndText.Length)
        {
            CheckEnd(buffer[..length]);
            _heldLength = length;
            buffer[..length].CopyTo(_held);
            return 0;
        }

        _heldLength = EndText.Length;
        buffer[(length - _heldLength)..length].CopyTo(_held);
        return length - _heldLength;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadSmall(Span<byte> buffer, Span<byte> larger)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int length = Read(larger);
        larger[..length].CopyTo(buffer);
        return length;
    }

    private static void CheckEnd(ReadOnlySpan<byte> end)
    {
        if (!end.SequenceEqual(EndText))
        {
            throw new InvalidDataException("the gzip data end too early");
        }
    }

    private static byte[] Compress(byte[] text)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }

    private sealed class WithEndMember : ForwardStream
    {
        private readonly Stream _compressed;
        private readonly MemoryStream _end = new(EndMember, writable: false);

        public WithEndMember(Stream compressed)
        {
            _compressed = compressed;
        }

        public override int Read(Span<byte> buffer)
        {
            int length = _compressed.Read(buffer);
            return length > 0 || buffer.IsEmpty ? length : _end.Read(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _compressed.Dispose();
                _end.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
