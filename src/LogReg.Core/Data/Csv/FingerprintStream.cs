using LogReg.Shared;

namespace LogReg.Data;

/// <summary>A file that is hashed while it is read, so that its fingerprint takes no reading of its own.</summary>
/// <param name="inner">The file at its beginning, closed with this stream.</param>
/// <param name="inBlocks">Whether the file is so large that its checksum is one of blocks.</param>
/// <param name="found">Receives the checksum when the end of the file has been read.</param>
internal sealed class FingerprintStream(Stream inner, bool inBlocks, Action<string> found) : ForwardStream
{
    private readonly Checksum _whole = new();
    private readonly BlockChecksum _blocks = new();
    private bool _hasEnded;

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        if (inBlocks)
        {
            _blocks.Append(buffer[..read]);
        }
        else
        {
            _whole.Append(buffer[..read]);
        }

        if (read == 0 && buffer.Length > 0 && !_hasEnded)
        {
            _hasEnded = true;
            found(inBlocks ? BlockChecksum.TextOf(_blocks.Blocks) : _whole.ToString());
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
}
