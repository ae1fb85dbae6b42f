using LogReg.Shared;
using ZstdSharp;

namespace LogReg.Sources;

/// <summary>What a Zstandard file holds, with the errors of any damaged input.</summary>
/// <param name="file">The file, closed with this stream.</param>
internal sealed class ZstandardInput(Stream file) : ForwardStream
{
    private readonly DecompressionStream _content = new(file, leaveOpen: false);

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _content.Read(buffer);
        }
        catch (Exception exception) when (exception is ZstdException or EndOfStreamException)
        {
            throw new IOException("the Zstandard data are damaged or cut off", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
