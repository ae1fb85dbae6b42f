using Microsoft.Win32.SafeHandles;

namespace LogReg.Sources.Parquet;

/// <summary>A file from its start to its end, with a position of its own: several share one handle, each on its thread. Reading completes
/// at once, also where a library reads asynchronously.</summary>
/// <param name="handle">The file, left open.</param>
internal sealed class HandleStream(SafeFileHandle handle) : Stream
{
    private const int BufferSize = 1 << 14;

    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly long _length = RandomAccess.GetLength(handle);
    private long _bufferStart;
    private int _bufferLength;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        long at = Position - _bufferStart;
        if (at < 0 || at >= _bufferLength)
        {
            if (buffer.Length >= BufferSize)
            {
                int length = RandomAccess.Read(handle, buffer, Position);
                Position += length;
                return length;
            }

            // Headers of pages are read byte by byte.
            _bufferStart = Position;
            _bufferLength = RandomAccess.Read(handle, _buffer, Position);
            at = 0;
        }

        int count = (int)Math.Min(buffer.Length, _bufferLength - at);
        _buffer.AsSpan((int)at, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        byte value = 0;
        return Read(new Span<byte>(ref value)) == 1 ? value : -1;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => _length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
