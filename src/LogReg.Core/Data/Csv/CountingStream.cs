using LogReg.Shared;

namespace LogReg.Data;

/// <summary>
/// A stream whose first bytes can be looked at before they are read, and which counts the bytes that have been read from it,
/// for progress.
/// </summary>
internal sealed class CountingStream : ForwardStream
{
    // Where the stream stands when it is handed over: not always at its first byte.
    private readonly long _origin;
    private readonly Stream _inner;
    private readonly ReadWatch? _watch;
    private byte[] _start;
    private int _startTaken;
    private long _count;

    /// <summary>Wraps a stream and reads its first bytes.</summary>
    /// <param name="inner">The stream, closed with this one.</param>
    /// <param name="startLength">The number of first bytes to look at.</param>
    /// <param name="watch">Notified of every read; may be <see langword="null"/>.</param>
    public CountingStream(Stream inner, int startLength, ReadWatch? watch = null)
    {
        _inner = inner;
        _watch = watch;
        _origin = inner.CanSeek ? inner.Position : 0;
        byte[] start = new byte[startLength];
        int length = inner.ReadAtLeast(start, startLength, throwOnEndOfStream: false);
        _start = start[..length];
    }

    /// <summary>The first bytes; fewer than asked for if the stream is shorter.</summary>
    public ReadOnlySpan<byte> Start => _start;

    /// <summary>Looks at more of the first bytes, before any is read.</summary>
    /// <param name="length">Their number.</param>
    /// <returns>The first bytes; fewer than asked for if the stream is shorter.</returns>
    public ReadOnlySpan<byte> LookAt(int length)
    {
        byte[] start = new byte[Math.Max(length, _start.Length)];
        _start.CopyTo(start, 0);
        int read = _inner.ReadAtLeast(start.AsSpan(_start.Length), start.Length - _start.Length, throwOnEndOfStream: false);
        _start = start[..(_start.Length + read)];
        return _start;
    }

    /// <summary>The number of bytes that have been read.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Leaves out first bytes that are not data, such as a byte order mark.</summary>
    public void Skip(int length)
    {
        _startTaken += length;
        Interlocked.Add(ref _count, length);
    }

    /// <summary>How many bytes there are after those that were left out first; <see langword="null"/> for a stream that cannot be read
    /// from any place on.</summary>
    public new long? Length => _inner.CanSeek ? _inner.Length - _origin - _startTaken : null;

    /// <summary>Goes on at a place after those that were left out first; only of a stream that has a <see cref="Length"/>, and before any
    /// of it is read.</summary>
    /// <param name="offset">The place.</param>
    public void Seek(long offset)
    {
        Interlocked.Add(ref _count, offset);
        long place = _startTaken + offset;
        if (place <= _start.Length)
        {
            _startTaken = (int)place;
            return;
        }

        _startTaken = _start.Length;
        _inner.Seek(_origin + place, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        int length = Math.Min(_start.Length - _startTaken, buffer.Length);
        if (length > 0)
        {
            _start.AsSpan(_startTaken, length).CopyTo(buffer);
            _startTaken += length;
        }
        else
        {
            length = _inner.Read(buffer);
        }

        Interlocked.Add(ref _count, length);
        _watch?.Advanced?.Invoke();
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
