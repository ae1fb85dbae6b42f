using System.Buffers;
using LogReg.Shared;

namespace LogReg.Data;

/// <summary>
/// A stream that can be read once: its start, which is kept, can be looked at, and then it is opened from the start to the end.
/// </summary>
internal sealed class OneTimeInput
{
    private readonly Stream _stream;
    private ArrayBufferWriter<byte>? _start = new();
    private bool _isOpened;

    /// <param name="stream">The stream; closed with that of <see cref="Open"/>.</param>
    public OneTimeInput(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>Opens the stream at its beginning, for a look.</summary>
    public Stream LookAt() => new Recording(this);

    /// <summary>Opens the stream at its beginning, for good.</summary>
    /// <exception cref="InvalidOperationException">It was opened before.</exception>
    public Stream Open()
    {
        if (_isOpened)
        {
            throw new InvalidOperationException("This input can be read only once.");
        }

        _isOpened = true;
        return new Replay(this);
    }

    private sealed class Recording(OneTimeInput input) : ForwardStream
    {
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            ArrayBufferWriter<byte> start = input._start!;
            if (_position == start.WrittenCount)
            {
                int read = input._stream.Read(buffer);
                start.Write<byte>(buffer[..read]);
                _position += read;
                return read;
            }

            int length = Math.Min(buffer.Length, start.WrittenCount - _position);
            start.WrittenSpan.Slice(_position, length).CopyTo(buffer);
            _position += length;
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
