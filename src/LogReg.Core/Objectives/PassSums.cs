using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The sums of a pass over some rows: the nodes that cover them in the tree over all rows. The nodes of all rows add up to the
/// same bits, wherever each was computed.</summary>
internal sealed class PassSums
{
    private PassAccumulator? _total;

    /// <param name="nodes">The nodes, in the order of the rows.</param>
    public PassSums(IReadOnlyList<TreeNode<PassAccumulator>> nodes)
    {
        Nodes = nodes;
    }

    /// <param name="total">The sums of all rows.</param>
    public PassSums(PassAccumulator total)
        : this([])
    {
        _total = total;
    }

    /// <summary>The nodes, in the order of the rows; empty where the sums are those of all rows from the start.</summary>
    public IReadOnlyList<TreeNode<PassAccumulator>> Nodes { get; }

    /// <summary>The sums of ranges that follow each other.</summary>
    /// <param name="ranges">The sums of the ranges, in the order of the rows.</param>
    public static PassSums Join(IReadOnlyList<PassSums> ranges) => new([.. ranges.SelectMany(range => range.Nodes)]);

    /// <summary>The sums of all rows, valid until <see cref="Release"/>.</summary>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public PassAccumulator Total()
    {
        if (_total is null)
        {
            var tree = new TreeSum<PassAccumulator>(static (earlier, later) => earlier.Add(later), static sum => sum.Release());
            foreach (TreeNode<PassAccumulator> node in Nodes)
            {
                tree.Add(node);
            }

            _total = tree.Total() ?? throw new InvalidOperationException("There are no rows.");
        }

        return _total;
    }

    /// <summary>Returns each accumulator to the pool that it came from.</summary>
    public void Release()
    {
        if (_total is not null || Nodes.Count > 0)
        {
            Total().Release();
            _total = null;
        }
    }
}
