using System.Buffers;

namespace LogReg.Data;

/// <summary>
/// A stream that can be read once, opened twice: the first time to look at its start, which is kept, the second time from the start
/// to the end.
/// </summary>
internal sealed class OneTimeInput
{
    private readonly Stream _stream;
    private ArrayBufferWriter<byte>? _start = new();
    private int _openings;

    /// <param name="stream">The stream; closed with the second opening.</param>
    public OneTimeInput(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>Opens the stream at its beginning.</summary>
    /// <exception cref="InvalidOperationException">It was opened twice before.</exception>
    public Stream Open() => ++_openings switch
    {
        1 => new Recording(this),
        2 => new Replay(this),
        _ => throw new InvalidOperationException("This input can be read only once."),
    };

    private sealed class Recording(OneTimeInput input) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            int length = input._stream.Read(buffer);
            input._start!.Write<byte>(buffer[..length]);
            return length;
        }
    }

    private sealed class Replay(OneTimeInput input) : ForwardStream
    {
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            if (input._start is not ArrayBufferWriter<byte> start || _position == start.WrittenCount)
            {
                input._start = null;
                return input._stream.Read(buffer);
            }

            int length = Math.Min(buffer.Length, start.WrittenCount - _position);
            start.WrittenSpan.Slice(_position, length).CopyTo(buffer);
            _position += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            input._stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
