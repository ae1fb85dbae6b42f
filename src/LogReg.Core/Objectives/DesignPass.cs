using LogReg.Collectives;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>A pass over the blocks of a design matrix that sums up in <see cref="PassAccumulator"/>s; the sums do not depend on the number
/// of threads.</summary>
internal static class DesignPass
{
    // A leaf has so many rows that merging its sums costs little beside making them: for XᵀWX, whose elements number d², of a design that
    // has few numbers in a row.
    private const double RowsPerRatio = 16;

    // A Hessian larger than the second-level cache is merged chunk by chunk; one that threads cannot share, so that there must be leaves
    // for all of them, only when it is larger still.
    private const long SmallHessian = 1L << 20;
    private const long MiddleHessian = 1L << 24;

    // Hessians of this size are summed up one at a time, by all threads.
    private const long LargeHessian = 1L << 27;

    // With fewer leaves for each thread, threads end at different times.
    private const int LeavesPerThread = 8;

    /// <summary>Runs a pass over all rows.</summary>
    /// <param name="design">X.</param>
    /// <param name="gradientLength">The columns of all equations.</param>
    /// <param name="scratchLength">The space that a block needs.</param>
    /// <param name="withHessian">Whether the pass sums up a Hessian.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="pool">Accumulators to use again; the caller may hand the result back to it.</param>
    /// <param name="addBlock">Adds a block to the sums.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static PassAccumulator Run(
        DesignMatrix design,
        int gradientLength,
        int scratchLength,
        bool withHessian,
        int threads,
        PassPool pool,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken) =>
        Run(design, new PassShape(gradientLength, scratchLength, withHessian), threads, pool, addBlock, cancellationToken);

    /// <summary>Runs a pass over all rows.</summary>
    /// <param name="design">X. Where several processes share its rows, each sums up its own, and all get the sums of all.</param>
    /// <param name="shape">What the pass sums up.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="pool">Accumulators to use again; the caller may hand the result back to it.</param>
    /// <param name="addBlock">Adds a block to the sums.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="ArgumentException">There are no rows.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static PassAccumulator Run(
        DesignMatrix design,
        PassShape shape,
        int threads,
        PassPool pool,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken)
    {
        long hessianBytes = shape.WithHessian ? sizeof(double) * (long)shape.GradientLength * shape.GradientLength : 0;
        bool sharesHessian = shape.SharesHessian && design.IsDense;
        int unitsPerLeaf = UnitsPerLeaf(design, hessianBytes, sharesHessian);
        int[] leaves = design.LeafStarts(unitsPerLeaf);
        int leafCount = leaves.Length - 1;
        bool isShared = sharesHessian
            && (hessianBytes > LargeHessian || (hessianBytes > SmallHessian && leafCount < LeavesPerThread * threads));
        int leafThreads = isShared ? 1 : threads;
        PassAccumulator? sums = design.Shares is null
            ? DeterministicReduction.Run(
                leafCount,
                leafThreads,
                leaf => SumLeaf(leaf),
                static (earlier, later) => earlier.Add(later),
                static sum => sum.Release(),
                cancellationToken)
            : RunShared(design.Shares) is double[] total ? new PassAccumulator(shape.GradientLength, total)
            : null;
        return sums ?? throw new ArgumentException("The design matrix has no rows.", nameof(design));

        double[]? RunShared(RowShares shares) =>
            new SharedPass(design.SharedLeaves(unitsPerLeaf), shares, PassAccumulator.LengthOf(shape.GradientLength, shape.WithHessian))
                .Run(leafThreads, SumLeaf, cancellationToken);

        // Adds the blocks of a leaf that are here to what an earlier process has of it.
        PassAccumulator? SumLeaf(int leaf, ReadOnlySpan<double> earlier = default)
        {
            if (leaves[leaf] == leaves[leaf + 1] && earlier.IsEmpty)
            {
                return null;
            }

            PassAccumulator accumulator = pool.Take(shape.GradientLength);
            accumulator.Open(pool.TakeWorkspace(shape.ScratchLength), shape.WithHessian, isShared ? threads : 1, earlier);
            for (int block = leaves[leaf]; block < leaves[leaf + 1]; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                addBlock(design.Blocks[block], accumulator);
            }

            pool.Add(accumulator.Close());
            return accumulator;
        }
    }

    /// <summary>How many runs of <see cref="RowBlock.Capacity"/> rows a leaf has: a power of two, by the columns alone.</summary>
    private static int UnitsPerLeaf(DesignMatrix design, long hessianBytes, bool sharesHessian)
    {
        double ratio = (double)design.ColumnCount / design.ValuesPerRow;
        double rows = RowsPerRatio * (hessianBytes > 0 ? ratio * ratio : ratio);
        int units = hessianBytes > (sharesHessian ? SmallHessian : MiddleHessian) ? DesignMatrix.UnitsPerChunk : 1;
        while (units < DesignMatrix.MostUnitsPerLeaf && (double)units * RowBlock.Capacity < rows)
        {
            units *= 2;
        }

        return units;
    }
}
