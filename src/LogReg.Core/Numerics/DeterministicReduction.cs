using System.Collections.Concurrent;

namespace LogReg.Numerics;

/// <summary>
/// Sums over many items on many threads with the same bits whatever the number of threads. The items are cut into at most
/// <see cref="LeafCount"/> runs by their number and the size of an accumulator alone; a run is summed in order, and the runs are combined along a fixed
/// binary tree, each node as soon as both its halves are there, so that few partial sums are alive at a time.
/// </summary>
internal static class DeterministicReduction
{
    /// <summary>How many runs the items are cut into at most.</summary>
    public const int LeafCount = 64;

    // Large accumulators get fewer leaves: a number that depends on the problem alone, not on the machine.
    private const int FewestLeaves = 4;
    private const long MostBytes = 1L << 30;

    /// <summary>Accumulates items 0 to <paramref name="itemCount"/> − 1.</summary>
    /// <typeparam name="TAccumulator">What holds a partial sum.</typeparam>
    /// <param name="itemCount">How many items there are, at least 1.</param>
    /// <param name="accumulatorBytes">The size of an accumulator: of large ones, fewer are alive at a time.</param>
    /// <param name="threads">How many threads may work, at least 1.</param>
    /// <param name="pool">Accumulators to use again; all but the result are handed back to it.</param>
    /// <param name="create">Makes an accumulator when the pool has none.</param>
    /// <param name="reset">Sets an accumulator to zero before its first item.</param>
    /// <param name="accumulate">Adds an item.</param>
    /// <param name="merge">Adds the second accumulator, which comes later in item order, to the first.</param>
    /// <param name="cancellationToken">Ends the work between two items.</param>
    /// <returns>The accumulator that holds the sum; the caller may hand it back to the pool.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TAccumulator Run<TAccumulator>(
        int itemCount,
        long accumulatorBytes,
        int threads,
        ConcurrentBag<TAccumulator> pool,
        Func<TAccumulator> create,
        Action<TAccumulator> reset,
        Action<int, TAccumulator> accumulate,
        Action<TAccumulator, TAccumulator> merge,
        CancellationToken cancellationToken)
        where TAccumulator : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(itemCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int leafCount = (int)Math.Min(itemCount, Math.Clamp(MostBytes / Math.Max(1, accumulatorBytes), FewestLeaves, LeafCount));
        var waiting = new TAccumulator?[2 * LeafCount];
        TAccumulator? root = null;
        int nextLeaf = -1;

        void Work()
        {
            for (int leaf = Interlocked.Increment(ref nextLeaf); leaf < leafCount; leaf = Interlocked.Increment(ref nextLeaf))
            {
                if (!pool.TryTake(out TAccumulator? partial))
                {
                    partial = create();
                }

                reset(partial);
                int end = (int)((long)itemCount * (leaf + 1) / leafCount);
                for (int item = (int)((long)itemCount * leaf / leafCount); item < end; item++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    accumulate(item, partial);
                }

                Climb(leaf, partial);
            }
        }

        // Nodes of a level of the tree stand side by side: level by level, the position halves. A node without a sibling goes up alone.
        void Climb(int position, TAccumulator partial)
        {
            int levelStart = 0;
            int levelCount = leafCount;
            while (levelCount > 1)
            {
                int sibling = position ^ 1;
                if (sibling < levelCount)
                {
                    TAccumulator? other = Interlocked.Exchange(ref waiting[levelStart + (position / 2)], partial);
                    if (other is null)
                    {
                        return;
                    }

                    TAccumulator left = (position & 1) == 0 ? partial : other;
                    TAccumulator right = (position & 1) == 0 ? other : partial;
                    merge(left, right);
                    pool.Add(right);
                    partial = left;
                }

                levelStart += (levelCount + 1) / 2;
                levelCount = (levelCount + 1) / 2;
                position /= 2;
            }

            root = partial;
        }

        int workers = Math.Min(threads, leafCount);
        if (workers == 1)
        {
            Work();
        }
        else
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
            Parallel.For(0, workers, options, _ => Work());
        }

        return root!;
    }
}
