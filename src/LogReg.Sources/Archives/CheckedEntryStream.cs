using System.IO.Compression;
using LogReg.Shared;

namespace LogReg.Sources.Archives;

/// <summary>What an entry of a zip archive holds, compared with its length and its checksum, which the library leaves out.</summary>
/// <param name="entry">The entry.</param>
/// <param name="owner">What is closed with this stream, or <see langword="null"/>.</param>
internal sealed class CheckedEntryStream(ZipArchiveEntry entry, IDisposable? owner = null) : ForwardStream
{
    private readonly Stream _content = entry.Open();
    private uint _crc;
    private long _length;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = _content.Read(buffer);
            _crc = Crc32.Append(_crc, buffer[..read]);
            _length += read;
            return read > 0 || buffer.IsEmpty || (_crc == entry.Crc32 && _length == entry.Length)
                ? read
                : throw new InvalidDataException("the checksum is not that of the archive");
        }
        catch (InvalidDataException exception)
        {
            throw new IOException("the zip data are damaged or cut off", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _content.Dispose();
        owner?.Dispose();
        base.Dispose(disposing);
    }
}
