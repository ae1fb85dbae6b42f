using LogReg.Shared;

namespace LogReg.Cli.Streams;

/// <summary>A stream that is read only once and whose beginning has been looked at: it is read again from there.</summary>
internal sealed class PeekedInput : ForwardStream
{
    private const int MostBytes = 1 << 16;

    private readonly Stream _inner;
    private readonly byte[] _start = new byte[MostBytes];
    private readonly int _length;
    private readonly IOException? _failure;
    private int _read;

    /// <param name="inner">The stream, of which up to 64 KB are read now; not disposed.</param>
    /// <param name="onlyFirstRow">Whether to wait for no more than the first row, because whoever writes may wait for an answer.</param>
    public PeekedInput(Stream inner, bool onlyFirstRow)
    {
        _inner = inner;
        try
        {
            int count = 1;
            while (count > 0 && _length < MostBytes && !(onlyFirstRow && HasRow(Start)))
            {
                count = inner.Read(_start.AsSpan(_length));
                _length += count;
            }
        }
        catch (IOException exception)
        {
            // Whoever reads on says what failed.
            _failure = exception;
        }
    }

    /// <summary>What has been looked at.</summary>
    public ReadOnlySpan<byte> Start => _start.AsSpan(0, _length);

    public override int Read(Span<byte> buffer)
    {
        if (_read == _length)
        {
            return _failure is null ? _inner.Read(buffer) : throw new IOException(_failure.Message, _failure);
        }

        int count = Math.Min(buffer.Length, _length - _read);
        Start.Slice(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    // Comments and empty lines may stand above it.
    private static bool HasRow(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and int end)
        {
            ReadOnlySpan<byte> line = text[..end].Trim(" \t\r"u8);
            if (!line.IsEmpty && line[0] != (byte)'#')
            {
                return true;
            }

            text = text[(end + 1)..];
        }

        return false;
    }
}
