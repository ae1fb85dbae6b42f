namespace LogReg.Numerics;

/// <summary>Sums up items that come one after the other, along the tree of <see cref="DeterministicReduction"/>, with at most one partial
/// sum a level.</summary>
/// <typeparam name="TSum">What holds a partial sum.</typeparam>
internal sealed class TreeSum<TSum>
    where TSum : class
{
    private readonly Action<TSum, TSum> _merge;
    private readonly Action<TSum>? _release;
    private readonly List<TreeNode<TSum>> _nodes = [];

    /// <param name="merge">Adds the second sum, which comes later in the order of items, to the first.</param>
    /// <param name="release">Receives each sum after it has been added to another.</param>
    public TreeSum(Action<TSum, TSum> merge, Action<TSum>? release = null)
    {
        _merge = merge;
        _release = release;
    }

    /// <summary>Adds an item.</summary>
    /// <param name="index">Its absolute number, larger than that of the one before.</param>
    /// <param name="sum">Its sum.</param>
    public void Add(long index, TSum sum) => Add(new TreeNode<TSum>(0, index, sum));

    /// <summary>Adds the sum of several items.</summary>
    /// <param name="node">Their node, whose items come after all earlier ones.</param>
    public void Add(TreeNode<TSum> node)
    {
        CloseBefore(node.FirstItem);
        _nodes.Add(node);
    }

    /// <summary>The sum of all items; <see langword="null"/> if there was none. Nothing can be added after it.</summary>
    public TSum? Total()
    {
        while (_nodes.Count > 1)
        {
            MergeLast();
        }

        return _nodes.Count == 0 ? null : _nodes[0].Sum;
    }

    // Nodes whose sibling is there, or has no items, go up a level.
    private void CloseBefore(long next)
    {
        while (_nodes.Count > 0)
        {
            (int level, long position, TSum sum) = _nodes[^1];
            bool isRight = (position & 1) == 1;
            if (!isRight && next < (position + 2) << level)
            {
                return;
            }

            if (isRight && _nodes.Count > 1 && _nodes[^2].Level == level && _nodes[^2].Position == position - 1)
            {
                sum = MergeLast();
            }

            _nodes[^1] = new TreeNode<TSum>(level + 1, position >> 1, sum);
        }
    }

    private TSum MergeLast()
    {
        TSum last = _nodes[^1].Sum;
        _nodes.RemoveAt(_nodes.Count - 1);
        _merge(_nodes[^1].Sum, last);
        _release?.Invoke(last);
        return _nodes[^1].Sum;
    }
}
