using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Some sums over the rows of all processes that share them, made in the order of the rows: those of a chunk are added up one
/// after the other, chunks along the tree of <see cref="DeterministicReduction"/>.</summary>
internal sealed class PartSums
{
    private readonly int _length;
    private readonly RowShares? _shares;

    // The nodes of the tree that cover the chunks of this process, where others have more; those before the current one are closed.
    private readonly Queue<(int Level, long Position)> _cover = [];
    private readonly List<TreeNode<double[]>> _closed = [];
    private RowSums _open;
    private int _chunk = -1;

    /// <param name="rows">The rows.</param>
    /// <param name="length">How many sums there are.</param>
    public PartSums(RowParts rows, int length)
    {
        _length = length;
        _shares = rows.Shares;
        _open = new RowSums(length);
        if (_shares is not null)
        {
            _cover = new(DeterministicReduction.Cover(_shares.FirstChunk, _shares.EndChunk - _shares.FirstChunk));
        }
    }

    /// <summary>The sums of a chunk that is here, to be added to.</summary>
    /// <param name="chunk">Its number, not less than that of the call before.</param>
    public Span<double> OfChunk(int chunk)
    {
        while (_cover.TryPeek(out (int Level, long Position) node) && chunk >= (node.Position + 1) << node.Level)
        {
            Close();
        }

        _chunk = chunk;
        return _open.OfChunk(chunk);
    }

    /// <summary>The sums of all rows; the last call.</summary>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] Total()
    {
        if (_shares is null)
        {
            return _open.Total();
        }

        while (_cover.Count > 0)
        {
            Close();
        }

        return _shares.Sums.Total(_closed, _length) ?? new double[_length];
    }

    // A node of whose chunks none was added to is none.
    private void Close()
    {
        (int level, long position) = _cover.Dequeue();
        if (_chunk >= position << level)
        {
            _closed.Add(new TreeNode<double[]>(level, position, _open.Total()));
            _open = new RowSums(_length);
        }
    }
}
