using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// A pass over rows that several processes share: each sums up the leaves whose rows it has, and the sums of all have the bits that they
/// have where all rows are in one place. A leaf may be larger than a chunk, and its rows those of several members: then each goes on with
/// the sums of the one before.
/// </summary>
internal sealed class SharedPass
{
    private readonly RowShares _shares;
    private readonly int _length;
    private readonly int _leafCount;

    // Chunks a leaf, or 1 where a chunk has several leaves.
    private readonly int _chunksPerLeaf;
    private readonly int _leavesPerChunk;
    private readonly bool[] _hasRows;

    /// <param name="design">X.</param>
    /// <param name="shares">Who has which rows.</param>
    /// <param name="unitsPerLeaf">How many runs of rows a leaf has.</param>
    /// <param name="length">How many numbers the sums are.</param>
    public SharedPass(DesignMatrix design, RowShares shares, int unitsPerLeaf, int length)
    {
        _shares = shares;
        _length = length;
        _chunksPerLeaf = Math.Max(1, unitsPerLeaf / design.UnitsOfChunk);
        _leavesPerChunk = Math.Max(1, design.UnitsOfChunk / unitsPerLeaf);
        _leafCount = design.LeafCount(unitsPerLeaf);
        _hasRows = [.. design.RowCounts.Select(count => count > 0)];
    }

    /// <summary>Sums up the leaves that this member can finish.</summary>
    /// <param name="leaf">The number of the leaf.</param>
    /// <param name="earlier">The sums of its rows that earlier members have; empty where there are none.</param>
    public delegate PassAccumulator? LeafSum(int leaf, ReadOnlySpan<double> earlier = default);

    /// <summary>Runs the pass.</summary>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="sumLeaf">Sums up the rows of a leaf that are here.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <returns>The sums of all rows; <see langword="null"/> if there are none.</returns>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public double[]? Run(int threads, LeafSum sumLeaf, CancellationToken cancellationToken)
    {
        (int first, int end) = WholeLeavesOf(_shares.Collective.Rank);
        var own = new List<PassAccumulator>();
        List<TreeNode<double[]>> nodes =
        [
            .. FinishedBorders(sumLeaf, own),
            .. DeterministicReduction.Nodes(
                first,
                Math.Max(0, end - first),
                threads,
                leaf => sumLeaf(first + leaf),
                static (earlier, later) => earlier.Add(later),
                static sum => sum.Release(),
                cancellationToken).Select(node =>
                {
                    own.Add(node.Sum);
                    return new TreeNode<double[]>(node.Level, node.Position, node.Sum.Values);
                }),
        ];
        double[]? total = _shares.Sums.Total(nodes, _length);
        foreach (PassAccumulator sum in own)
        {
            sum.Release();
        }

        return total;
    }

    // The leaves of which a member has all rows.
    private (int First, int End) WholeLeavesOf(int rank)
    {
        (int first, int end) = (_shares.FirstChunks[rank], _shares.FirstChunks[rank + 1]);
        return first == end ? (0, 0)
            : _leavesPerChunk > 1 ? (first * _leavesPerChunk, Math.Min(_leafCount, end * _leavesPerChunk))
            : ((first + _chunksPerLeaf - 1) / _chunksPerLeaf, end == _shares.ChunkCount ? _leafCount : end / _chunksPerLeaf);
    }

    // The leaves whose last rows this member has, and earlier members the others.
    private IEnumerable<TreeNode<double[]>> FinishedBorders(LeafSum sumLeaf, List<PassAccumulator> own)
    {
        if (_chunksPerLeaf == 1)
        {
            return [];
        }

        // Of each leaf that several members share who they are, in their order.
        var sharers = new SortedDictionary<int, List<int>>();
        for (int rank = 0; rank < _shares.Collective.Size; rank++)
        {
            (int first, int end) = (_shares.FirstChunks[rank], _shares.FirstChunks[rank + 1]);
            for (int leaf = first / _chunksPerLeaf; first < end && leaf <= (end - 1) / _chunksPerLeaf; leaf++)
            {
                if (sharers.TryGetValue(leaf, out List<int>? ranks))
                {
                    ranks.Add(rank);
                }
                else
                {
                    sharers.Add(leaf, [rank]);
                }
            }
        }

        var finished = new List<TreeNode<double[]>>();
        KeyValuePair<int, List<int>>[] shared = [.. sharers.Where(pair => pair.Value.Count > 1 && HasRows(pair.Key))];
        double[]?[] received = new double[]?[shared.Length];
        int links = shared.Length == 0 ? 0 : shared.Max(pair => pair.Value.Count);
        for (int link = 0; link < links; link++)
        {
            var sent = new double[]?[shared.Length];
            for (int place = 0; place < shared.Length; place++)
            {
                (int leaf, List<int> ranks) = shared[place];
                if (link >= ranks.Count || ranks[link] != _shares.Collective.Rank)
                {
                    continue;
                }

                PassAccumulator? sum = sumLeaf(leaf, received[place]);
                if (link < ranks.Count - 1)
                {
                    sent[place] = sum?.Values.AsSpan(0, _length).ToArray() ?? new double[_length];
                    sum?.Release();
                }
                else if (sum is not null)
                {
                    own.Add(sum);
                    finished.Add(new TreeNode<double[]>(0, leaf, sum.Values));
                }
            }

            if (link < links - 1)
            {
                PassOn(shared, link, sent, received);
            }
        }

        return finished;
    }

    private bool HasRows(int leaf) =>
        _hasRows.AsSpan(leaf * _chunksPerLeaf, Math.Min(_chunksPerLeaf, _hasRows.Length - (leaf * _chunksPerLeaf))).Contains(true);

    // From each member that has a link of a leaf to the one that has the next.
    private void PassOn(KeyValuePair<int, List<int>>[] shared, int link, double[]?[] sent, double[]?[] received)
    {
        int size = _shares.Collective.Size;
        int rank = _shares.Collective.Rank;
        int[] sentCounts = new int[size];
        int[] receivedCounts = new int[size];
        int receivedPlace = -1;
        double[] bytes = [];
        for (int place = 0; place < shared.Length; place++)
        {
            List<int> ranks = shared[place].Value;
            if (link + 1 >= ranks.Count)
            {
                continue;
            }

            if (ranks[link] == rank)
            {
                bytes = sent[place]!;
                sentCounts[ranks[link + 1]] = checked(_length * sizeof(double));
            }

            if (ranks[link + 1] == rank)
            {
                receivedPlace = place;
                receivedCounts[ranks[link]] = checked(_length * sizeof(double));
            }
        }

        double[] next = receivedPlace >= 0 ? new double[_length] : [];
        _shares.Collective.Exchange(
            MemoryMarshal.AsBytes(bytes.AsSpan()), sentCounts, MemoryMarshal.AsBytes(next.AsSpan()), receivedCounts);
        if (receivedPlace >= 0)
        {
            received[receivedPlace] = next;
        }
    }
}
