using System.Buffers;

namespace LogReg.Server.Scoring;

/// <summary>Bytes of any number in pieces that are small enough for the heap of small objects. A pool would keep its largest arrays
/// for each thread, and an array that doubles would leave all its smaller ones behind.</summary>
internal sealed class PieceBuffer : IBufferWriter<byte>
{
    private const int PieceSize = 64 << 10;

    private readonly List<ReadOnlyMemory<byte>> _full = [];
    private byte[] _piece = [];
    private int _used;

    /// <summary>The number of bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes, in their order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces => _used > 0 ? _full.Append(_piece.AsMemory(0, _used)) : _full;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_piece.Length - _used < Math.Max(1, sizeHint))
        {
            if (_used > 0)
            {
                _full.Add(_piece.AsMemory(0, _used));
            }

            _piece = new byte[Math.Max(PieceSize, sizeHint)];
            _used = 0;
        }

        return _piece.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>All bytes in one array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(checked((int)Length));
        int place = 0;
        foreach (ReadOnlyMemory<byte> piece in Pieces)
        {
            piece.CopyTo(bytes.AsMemory(place));
            place += piece.Length;
        }

        return bytes;
    }
}
