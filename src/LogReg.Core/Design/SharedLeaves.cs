using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// Which member of a collective sums up which leaves of a sum over rows that they share. A leaf may be larger than a chunk, and its rows
/// those of several members, each of which then goes on with the sums of the one before; the last one has the leaf. Every member knows this
/// of all.
/// </summary>
internal sealed class SharedLeaves
{
    private readonly RowShares _shares;
    private readonly int _leafCount;

    // Chunks a leaf, or 1 where a chunk has several leaves.
    private readonly int _chunksPerLeaf;
    private readonly int _leavesPerChunk;
    private readonly bool[] _hasRows;

    /// <param name="design">X, whose rows several members share.</param>
    /// <param name="unitsPerLeaf">How many runs of <see cref="RowBlock.Capacity"/> rows a leaf has, a power of two.</param>
    public SharedLeaves(DesignMatrix design, int unitsPerLeaf)
    {
        _shares = design.Shares!;
        _chunksPerLeaf = Math.Max(1, unitsPerLeaf / design.UnitsOfChunk);
        _leavesPerChunk = Math.Max(1, design.UnitsOfChunk / unitsPerLeaf);
        _leafCount = design.LeafCount(unitsPerLeaf);
        _hasRows = new bool[_leafCount];
        for (int chunk = 0; chunk < design.Chunks.Count; chunk++)
        {
            for (int part = 0; part < _leavesPerChunk; part++)
            {
                _hasRows[((long)chunk * _leavesPerChunk / _chunksPerLeaf) + part] |=
                    (long)part * unitsPerLeaf * RowBlock.Capacity < design.Chunks[chunk].RowCount;
            }
        }

        (First, End) = WholeLeavesOf(_shares.Collective.Rank);
        Borders = _chunksPerLeaf == 1 ? [] : FindBorders();
        var names = new List<long>();
        Counts = new int[_shares.Collective.Size];
        for (int rank = 0; rank < Counts.Length; rank++)
        {
            int before = names.Count;
            AddNames(rank, names);
            Counts[rank] = (names.Count - before) / 2;
        }

        Names = [.. names];
    }

    /// <summary>The first of the leaves of which this member has all rows.</summary>
    public int First { get; }

    /// <summary>The leaf after the last of them.</summary>
    public int End { get; }

    /// <summary>The leaves with rows of several members.</summary>
    public IReadOnlyList<BorderLeaf> Borders { get; }

    /// <summary>How many nodes of the tree each member has at the end.</summary>
    public int[] Counts { get; }

    /// <summary>Level and position of each node, member after member.</summary>
    public long[] Names { get; }

    private (int First, int End) WholeLeavesOf(int rank)
    {
        (int first, int end) = (_shares.FirstChunks[rank], _shares.FirstChunks[rank + 1]);
        return first == end ? (0, 0)
            : _leavesPerChunk > 1 ? (first * _leavesPerChunk, Math.Min(_leafCount, end * _leavesPerChunk))
            : (
                (first + _chunksPerLeaf - 1) / _chunksPerLeaf,
                Math.Max(
                    (first + _chunksPerLeaf - 1) / _chunksPerLeaf,
                    end == _shares.ChunkCount ? _leafCount : end / _chunksPerLeaf));
    }

    private BorderLeaf[] FindBorders()
    {
        var sharers = new SortedDictionary<int, List<int>>();
        for (int rank = 0; rank < _shares.Collective.Size; rank++)
        {
            (int first, int end) = (_shares.FirstChunks[rank], _shares.FirstChunks[rank + 1]);
            for (int leaf = first / _chunksPerLeaf; first < end && leaf <= (end - 1) / _chunksPerLeaf; leaf++)
            {
                if (!sharers.TryGetValue(leaf, out List<int>? ranks))
                {
                    sharers.Add(leaf, ranks = []);
                }

                ranks.Add(rank);
            }
        }

        return [.. sharers.Where(pair => pair.Value.Count > 1 && _hasRows[pair.Key]).Select(pair => new BorderLeaf(pair.Key, pair.Value))];
    }

    private void AddNames(int rank, List<long> names)
    {
        foreach (BorderLeaf border in Borders)
        {
            if (border.Ranks[^1] == rank)
            {
                names.AddRange([0, border.Leaf]);
            }
        }

        (int first, int end) = WholeLeavesOf(rank);
        foreach ((int level, long position) in DeterministicReduction.Cover(first, end - first))
        {
            if (_hasRows.AsSpan((int)(position << level), 1 << level).Contains(true))
            {
                names.AddRange([level, position]);
            }
        }
    }
}

/// <summary>A leaf with rows of several members.</summary>
/// <param name="Leaf">Its number.</param>
/// <param name="Ranks">The members that have rows of it, in the order of the rows.</param>
internal sealed record BorderLeaf(int Leaf, IReadOnlyList<int> Ranks);
