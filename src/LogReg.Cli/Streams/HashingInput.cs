using System.Security.Cryptography;
using LogReg.Shared;

namespace LogReg.Cli.Streams;

/// <summary>An input that is hashed as it is read, because it can be read only once.</summary>
internal sealed class HashingInput(Stream inner, IncrementalHash hash) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        hash.AppendData(buffer[..read]);
        return read;
    }
}
