using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>
/// Adds up what the members of a collective have of one sum over the rows: the nodes that cover the rows of each in the tree of
/// <see cref="DeterministicReduction"/>. The result has the same bits for any number of members, on every one of them.
/// </summary>
internal sealed class NodeSums
{
    // Up to this many bytes in all, the root adds; above it, each member adds a slice of every node.
    private const long MostGatheredBytes = 1L << 26;

    private readonly ICollective _collective;
    private readonly long _mostGathered;

    /// <param name="collective">The members.</param>
    /// <param name="mostGatheredBytes">Up to how many bytes of all members the root adds; 64 MiB by default.</param>
    public NodeSums(ICollective collective, long mostGatheredBytes = MostGatheredBytes)
    {
        _collective = collective;
        _mostGathered = mostGatheredBytes;
    }

    /// <summary>The sum of all nodes of all members.</summary>
    /// <param name="own">The nodes of this member, in the order of the rows, which come after those of lower ranks. Their arrays may be
    /// longer than the sums.</param>
    /// <param name="length">How many numbers a sum has; the same on every member.</param>
    /// <returns>The sum, an array of exactly that length; <see langword="null"/> if no member has a node.</returns>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    /// <exception cref="OverflowException">A member would have to send more than 2³¹ − 1 bytes.</exception>
    public double[]? Total(IReadOnlyList<TreeNode<double[]>> own, int length)
    {
        // Two numbers name a node.
        long[] named = new long[2 * own.Count];
        for (int node = 0; node < own.Count; node++)
        {
            (named[2 * node], named[(2 * node) + 1]) = (own[node].Level, own[node].Position);
        }

        long[] names = _collective.AllGatherValues<long>(named, out int[] counts);
        return Total(own, length, Array.ConvertAll(counts, count => count / 2), names);
    }

    /// <summary>The sum of all nodes of all members, where every member knows which nodes the others have.</summary>
    /// <param name="own">The nodes of this member, as in <see cref="Total(IReadOnlyList{TreeNode{double[]}}, int)"/>.</param>
    /// <param name="length">How many numbers a sum has; the same on every member.</param>
    /// <param name="counts">How many nodes each member has.</param>
    /// <param name="names">Level and position of each node, member after member.</param>
    /// <returns>The sum, an array of exactly that length; <see langword="null"/> if no member has a node.</returns>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    /// <exception cref="OverflowException">A member would have to send more than 2³¹ − 1 bytes.</exception>
    public double[]? Total(IReadOnlyList<TreeNode<double[]>> own, int length, int[] counts, long[] names)
    {
        int nodeCount = names.Length / 2;
        return nodeCount == 0 ? null
            : (long)nodeCount * length * sizeof(double) <= _mostGathered ? Gathered(own, counts, names, length)
            : Sliced(own, counts, names, length);
    }

    private static void CopyNodes(IReadOnlyList<TreeNode<double[]>> nodes, int start, int count, Span<double> copies)
    {
        for (int node = 0; node < nodes.Count; node++)
        {
            nodes[node].Sum.AsSpan(start, count).CopyTo(copies.Slice(node * count, count));
        }
    }

    private static double[] Add(long[] names, ReadOnlySpan<double> values, int length)
    {
        var tree = new TreeSum<double[]>(static (earlier, later) => TensorPrimitives.Add(earlier, later, earlier));
        for (int node = 0; node < names.Length / 2; node++)
        {
            tree.Add(
                new TreeNode<double[]>((int)names[2 * node], names[(2 * node) + 1], values.Slice(node * length, length).ToArray()));
        }

        return tree.Total()!;
    }

    private double[] Gathered(IReadOnlyList<TreeNode<double[]>> own, int[] counts, long[] names, int length)
    {
        double[] sent = GC.AllocateUninitializedArray<double>(own.Count * length);
        CopyNodes(own, 0, length, sent);
        double[] all = _collective.Rank == 0 ? GC.AllocateUninitializedArray<double>(counts.Sum() * length) : [];
        _collective.Gather(
            MemoryMarshal.AsBytes(sent.AsSpan()),
            Array.ConvertAll(counts, count => count * length * sizeof(double)),
            MemoryMarshal.AsBytes(all.AsSpan()));
        double[] total = _collective.Rank == 0 ? Add(names, all, length) : new double[length];
        _collective.BroadcastValues(total.AsSpan());
        return total;
    }

    private double[] Sliced(IReadOnlyList<TreeNode<double[]>> own, int[] counts, long[] names, int length)
    {
        int size = _collective.Size;
        int[] starts = [.. Enumerable.Range(0, size + 1).Select(rank => (int)((long)length * rank / size))];
        int[] lengths = [.. Enumerable.Range(0, size).Select(rank => starts[rank + 1] - starts[rank])];
        int ownLength = lengths[_collective.Rank];

        // What is too large for one member must be an error of all: the others would wait for it.
        _ = checked(counts.Max() * length * sizeof(double));
        _ = checked(counts.Sum() * lengths.Max() * sizeof(double));
        double[] sent = GC.AllocateUninitializedArray<double>(own.Count * length);
        for (int rank = 0; rank < size; rank++)
        {
            CopyNodes(own, starts[rank], lengths[rank], sent.AsSpan(own.Count * starts[rank], own.Count * lengths[rank]));
        }

        double[] received = GC.AllocateUninitializedArray<double>(counts.Sum() * ownLength);
        _collective.Exchange(
            MemoryMarshal.AsBytes(sent.AsSpan()),
            Array.ConvertAll(lengths, other => own.Count * other * sizeof(double)),
            MemoryMarshal.AsBytes(received.AsSpan()),
            Array.ConvertAll(counts, count => count * ownLength * sizeof(double)));
        double[] total = GC.AllocateUninitializedArray<double>(length);
        _collective.AllGather(
            MemoryMarshal.AsBytes(Add(names, received, ownLength).AsSpan()),
            Array.ConvertAll(lengths, other => other * sizeof(double)),
            MemoryMarshal.AsBytes(total.AsSpan()));
        return total;
    }
}
