using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Some sums over the rows of all processes that share them, made in the order of the rows: those of a chunk are added up one after
/// the other, chunks along the tree of <see cref="DeterministicReduction"/>.</summary>
internal sealed class PartSums
{
    private readonly RowParts _rows;
    private readonly int _length;
    private readonly RowSums? _all;
    private readonly List<(int Chunk, double[] Sums)> _own = [];

    /// <param name="rows">The rows.</param>
    /// <param name="length">How many sums there are.</param>
    public PartSums(RowParts rows, int length)
    {
        _rows = rows;
        _length = length;
        _all = rows.Shares is null ? new RowSums(length) : null;
    }

    /// <summary>The sums of a chunk that is here, to be added to.</summary>
    /// <param name="chunk">Its number, not less than that of the call before.</param>
    public Span<double> OfChunk(int chunk)
    {
        if (_all is not null)
        {
            return _all.OfChunk(chunk);
        }

        if (_own.Count == 0 || _own[^1].Chunk != chunk)
        {
            _own.Add((chunk, new double[_length]));
        }

        return _own[^1].Sums;
    }

    /// <summary>The sums of all rows; the last call.</summary>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] Total() => _all?.Total() ?? _rows.Shares!.Total(_own, _length);
}
