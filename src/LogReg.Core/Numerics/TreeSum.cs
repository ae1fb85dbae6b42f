namespace LogReg.Numerics;

/// <summary>Sums up items that come one after the other, along the tree of <see cref="DeterministicReduction"/>, with at most one partial sum a level.</summary>
/// <typeparam name="TSum">What holds a partial sum.</typeparam>
internal sealed class TreeSum<TSum>
    where TSum : class
{
    private readonly Action<TSum, TSum> _merge;
    private readonly Action<TSum>? _release;
    private readonly List<Node> _nodes = [];

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
    public void Add(long index, TSum sum)
    {
        CloseBefore(index);
        _nodes.Add(new Node(0, index, sum));
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

            _nodes[^1] = new Node(level + 1, position >> 1, sum);
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

    // The sum of the items position·2^level to (position + 1)·2^level − 1.
    private readonly record struct Node(int Level, long Position, TSum Sum);
}
