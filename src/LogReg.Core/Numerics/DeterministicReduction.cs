using System.Numerics;

namespace LogReg.Numerics;

/// <summary>
/// Sums over many items on many threads with the same bits whatever the number of threads. The items are leaves of the binary tree over
/// their absolute numbers: node (k, i) is the sum of the items i·2ᵏ to (i + 1)·2ᵏ − 1, that of its left half plus that of its right one,
/// and no more than its left half where the right one has no items. So any run of items can be summed anywhere, into the few nodes that
/// cover it.
/// </summary>
internal static class DeterministicReduction
{
    // A thread takes a node of leaves at a time: enough of them for the threads to end together.
    private const int NodesPerThread = 8;

    private static readonly object Nothing = new();

    /// <summary>Sums up a run of items into the nodes that cover it and nothing else, at most two a level; <see cref="TreeSum{TSum}"/> adds
    /// them to those of other runs.</summary>
    /// <typeparam name="TSum">What holds a partial sum.</typeparam>
    /// <param name="firstItem">The number of the first item.</param>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="sum">The sum of an item, counted from the first one of the run; <see langword="null"/> for one that is empty.</param>
    /// <param name="merge">Adds the second sum, which comes later in the order of items, to the first.</param>
    /// <param name="release">Receives each sum after it has been added to another.</param>
    /// <param name="cancellationToken">Ends the work between two items.</param>
    /// <returns>The nodes in the order of their items, without empty ones.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static IReadOnlyList<TreeNode<TSum>> Nodes<TSum>(
        long firstItem,
        int itemCount,
        int threads,
        Func<int, TSum?> sum,
        Action<TSum, TSum> merge,
        Action<TSum> release,
        CancellationToken cancellationToken)
        where TSum : class
    {
        var nodes = new List<TreeNode<TSum>>();
        foreach ((int level, long position) in Cover(firstItem, itemCount))
        {
            int first = (int)((position << level) - firstItem);
            if (Run(1 << level, threads, item => sum(first + item), merge, release, cancellationToken) is TSum own)
            {
                nodes.Add(new TreeNode<TSum>(level, position, own));
            }
        }

        return nodes;
    }

    /// <summary>The nodes that cover a run of items and nothing else, in the order of their items, at most two a level.</summary>
    /// <param name="firstItem">The number of the first item.</param>
    /// <param name="itemCount">How many items there are.</param>
    public static IEnumerable<(int Level, long Position)> Cover(long firstItem, int itemCount)
    {
        for (int start = 0; start < itemCount;)
        {
            int level = Math.Min(BitOperations.TrailingZeroCount(firstItem + start), BitOperations.Log2((uint)(itemCount - start)));
            yield return (level, (firstItem + start) >> level);
            start += 1 << level;
        }
    }

    /// <summary>Sums up items 0 to <paramref name="itemCount"/> − 1.</summary>
    /// <typeparam name="TSum">What holds a partial sum.</typeparam>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="threads">How many threads may work, at least 1. Each has at most one partial sum a level of the tree at a time.</param>
    /// <param name="sum">The sum of an item; <see langword="null"/> for one that is empty.</param>
    /// <param name="merge">Adds the second sum, which comes later in the order of items, to the first.</param>
    /// <param name="release">Receives each sum after it has been added to another.</param>
    /// <param name="cancellationToken">Ends the work between two items.</param>
    /// <returns>The sum; <see langword="null"/> where all items are empty.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static TSum? Run<TSum>(
        int itemCount,
        int threads,
        Func<int, TSum?> sum,
        Action<TSum, TSum> merge,
        Action<TSum> release,
        CancellationToken cancellationToken)
        where TSum : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int level = 0;
        while (itemCount >> level > (threads == 1 ? 0 : NodesPerThread * threads))
        {
            level++;
        }

        int nodeCount = (int)((itemCount + (1L << level) - 1) >> level);
        if (threads == 1 || nodeCount <= 1)
        {
            return Node(level, 0);
        }

        object?[] waiting = new object?[2 * nodeCount];
        TSum? root = null;
        int next = -1;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, Math.Min(threads, nodeCount), options, _ =>
        {
            for (int node = Interlocked.Increment(ref next); node < nodeCount; node = Interlocked.Increment(ref next))
            {
                Climb(node, Node(level, node));
            }
        });
        return root;

        TSum? Node(int height, int position)
        {
            if ((long)position << height >= itemCount)
            {
                return null;
            }

            if (height == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return sum(position);
            }

            TSum? left = Node(height - 1, 2 * position);
            return Combine(left, Node(height - 1, (2 * position) + 1));
        }

        TSum? Combine(TSum? left, TSum? right)
        {
            if (left is null || right is null)
            {
                return left ?? right;
            }

            merge(left, right);
            release(right);
            return left;
        }

        // Nodes of a level of the tree stand side by side: level by level, the position halves. Whoever comes second to a pair goes on up.
        void Climb(int position, TSum? partial)
        {
            int levelStart = 0;
            int levelCount = nodeCount;
            while (levelCount > 1)
            {
                if ((position ^ 1) < levelCount)
                {
                    object? other = Interlocked.Exchange(ref waiting[levelStart + (position / 2)], partial ?? Nothing);
                    if (other is null)
                    {
                        return;
                    }

                    partial = (position & 1) == 0 ? Combine(partial, other as TSum) : Combine(other as TSum, partial);
                }

                levelStart += (levelCount + 1) / 2;
                levelCount = (levelCount + 1) / 2;
                position /= 2;
            }

            root = partial;
        }
    }
}
