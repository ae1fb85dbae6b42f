using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>A pass over rows that several processes share: each sums up the rows it has, and the sums of all have the bits that they have
/// where all rows are in one place.</summary>
/// <param name="leaves">Who sums up which leaves.</param>
/// <param name="shares">Who has which rows.</param>
/// <param name="length">How many numbers the sums are.</param>
internal sealed class SharedPass(SharedLeaves leaves, RowShares shares, int length)
{
    private readonly List<PassAccumulator> _own = [];

    /// <summary>Sums up the rows of a leaf that are here.</summary>
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
        List<TreeNode<double[]>> nodes = [.. FinishedBorders(sumLeaf), .. WholeLeaves(threads, sumLeaf, cancellationToken)];
        double[]? total = shares.Sums.Total(nodes, length, leaves.Counts, leaves.Names);
        foreach (PassAccumulator sum in _own)
        {
            sum.Release();
        }

        return total;
    }

    private IEnumerable<TreeNode<double[]>> WholeLeaves(int threads, LeafSum sumLeaf, CancellationToken cancellationToken)
    {
        IReadOnlyList<TreeNode<PassAccumulator>> nodes = DeterministicReduction.Nodes(
            leaves.First,
            leaves.End - leaves.First,
            threads,
            leaf => sumLeaf(leaves.First + leaf),
            static (earlier, later) => earlier.Add(later),
            static sum => sum.Release(),
            cancellationToken);
        return nodes.Select(node => NodeOf(node.Level, node.Position, node.Sum));
    }

    private TreeNode<double[]> NodeOf(int level, long position, PassAccumulator sum)
    {
        _own.Add(sum);
        return new TreeNode<double[]>(level, position, sum.Values);
    }

    // The leaves whose last rows this member has, and earlier members the others: link after link of the chain of members that share one.
    private List<TreeNode<double[]>> FinishedBorders(LeafSum sumLeaf)
    {
        var finished = new List<TreeNode<double[]>>();
        int links = leaves.Borders.Count == 0 ? 0 : leaves.Borders.Max(border => border.Ranks.Count);
        double[] received = [];
        for (int link = 0; link < links; link++)
        {
            double[] sent = [];
            if (leaves.Borders.FirstOrDefault(border => IsLink(border, link, shares.Collective.Rank)) is BorderLeaf own)
            {
                PassAccumulator? sum = sumLeaf(own.Leaf, received);
                if (link == own.Ranks.Count - 1)
                {
                    finished.Add(NodeOf(0, own.Leaf, sum!));
                }
                else
                {
                    sent = sum?.Values.AsSpan(0, length).ToArray() ?? new double[length];
                    sum?.Release();
                }
            }

            received = link < links - 1 ? PassOn(link, sent) : [];
        }

        return finished;
    }

    private static bool IsLink(BorderLeaf border, int link, int rank) => link < border.Ranks.Count && border.Ranks[link] == rank;

    // From each member that is a link of a leaf's chain to the next one. A member is at most one link of the same number.
    private double[] PassOn(int link, double[] sent)
    {
        int bytes = checked(length * sizeof(double));
        int[] sentCounts = new int[shares.Collective.Size];
        int[] receivedCounts = new int[shares.Collective.Size];
        foreach (BorderLeaf border in leaves.Borders.Where(border => link + 1 < border.Ranks.Count))
        {
            if (border.Ranks[link] == shares.Collective.Rank)
            {
                sentCounts[border.Ranks[link + 1]] = bytes;
            }

            if (border.Ranks[link + 1] == shares.Collective.Rank)
            {
                receivedCounts[border.Ranks[link]] = bytes;
            }
        }

        double[] received = receivedCounts.AsSpan().ContainsAnyExcept(0) ? new double[length] : [];
        shares.Collective.Exchange(
            MemoryMarshal.AsBytes(sent.AsSpan()), sentCounts, MemoryMarshal.AsBytes(received.AsSpan()), receivedCounts);
        return received;
    }
}
