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
    private ReadOnlyMemory<byte> _pages;
    private long _pagesStart;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>Puts other bytes in place of those of the file, until <see cref="ShowFile"/>.</summary>
    /// <param name="pages">The bytes.</param>
    /// <param name="start">The position of the first of them.</param>
    public void Show(ReadOnlyMemory<byte> pages, long start) => (_pages, _pagesStart) = (pages, start);

    /// <summary>Reads the file again.</summary>
    public void ShowFile() => _pages = default;

    public override int Read(Span<byte> buffer)
    {
        if (!_pages.IsEmpty)
        {
            ReadOnlySpan<byte> rest = _pages.Span[(int)Math.Clamp(Position - _pagesStart, 0, _pages.Length)..];
            int length = Math.Min(buffer.Length, rest.Length);
            rest[..length].CopyTo(buffer);
            Position += length;
            return length;
        }

        long at = Position - _bufferStart;
        if (at < 0 || at >= _bufferLength)
        {
            if (buffer.Length >= BufferSize)
            {
                int read = RandomAccess.Read(handle, buffer, Position);
                Position += read;
                return read;
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
