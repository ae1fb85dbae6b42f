using System.Numerics.Tensors;

namespace LogReg.Numerics;

/// <summary>Some sums over rows, made in the order of the rows on one thread: those of a chunk are added up one after the other, chunks
/// along the tree of <see cref="DeterministicReduction"/>.</summary>
internal sealed class RowSums
{
    /// <summary>The rows of a chunk of a table.</summary>
    public const int ChunkRows = 16_384;

    private readonly int _length;
    private readonly Stack<double[]> _used = [];
    private readonly TreeSum<double[]> _closed;
    private double[]? _open;
    private int _chunk = -1;

    /// <param name="length">How many sums there are.</param>
    public RowSums(int length)
    {
        _length = length;
        _closed = new TreeSum<double[]>(static (earlier, later) => TensorPrimitives.Add(earlier, later, earlier), _used.Push);
    }

    /// <summary>The sums of a chunk, to be added to.</summary>
    /// <param name="chunk">Its number, not less than that of the call before.</param>
    public Span<double> OfChunk(int chunk)
    {
        if (chunk != _chunk)
        {
            Close();
            _chunk = chunk;
            _open = _used.TryPop(out double[]? used) ? used : new double[_length];
            Array.Clear(_open);
        }

        return _open;
    }

    /// <summary>The sums of all chunks; the last call.</summary>
    public double[] Total()
    {
        Close();
        return _closed.Total() ?? new double[_length];
    }

    private void Close()
    {
        if (_open is not null)
        {
            _closed.Add(_chunk, _open);
        }

        _open = null;
    }
}
