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
    /// <param name="sharesHessian">Whether the Hessian is summed up by <see cref="RowBlock.AddGram"/> alone, the work of which threads can
    /// share.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static PassAccumulator Run(
        DesignMatrix design,
        int gradientLength,
        int scratchLength,
        bool withHessian,
        int threads,
        PassPool pool,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken,
        bool sharesHessian = true) =>
        Run(
            new PassShape(gradientLength, scratchLength, withHessian, sharesHessian),
            design,
            firstChunk: null,
            threads,
            pool,
            addBlock,
            cancellationToken).Total();

    /// <summary>Runs a pass over all rows, or over those of a range of chunks.</summary>
    /// <param name="shape">What the pass sums up.</param>
    /// <param name="design">X of these rows.</param>
    /// <param name="firstChunk">The number of the first chunk among those of all rows; <see langword="null"/> where these are all.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="pool">Accumulators to use again.</param>
    /// <param name="addBlock">Adds a block to the sums.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <exception cref="ArgumentException">There are no rows, or the first chunk is not where a leaf of the sum begins.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static PassSums Run(
        PassShape shape,
        DesignMatrix design,
        long? firstChunk,
        int threads,
        PassPool pool,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken)
    {
        if (firstChunk is not null && design.RowCount == 0)
        {
            return new PassSums([]);
        }

        long hessianBytes = shape.WithHessian ? sizeof(double) * (long)shape.GradientLength * shape.GradientLength : 0;
        bool sharesHessian = shape.SharesHessian && design.IsDense;
        int unitsPerLeaf = UnitsPerLeaf(design, hessianBytes, sharesHessian);
        int[] leaves = design.LeafStarts(unitsPerLeaf);
        int leafCount = leaves.Length - 1;
        bool isShared = sharesHessian
            && (hessianBytes > LargeHessian || (hessianBytes > SmallHessian && leafCount < LeavesPerThread * threads));
        int leafThreads = isShared ? 1 : threads;
        if (firstChunk is long chunk)
        {
            long firstUnit = chunk * DesignMatrix.UnitsPerChunk;
            return firstUnit % unitsPerLeaf == 0
                ? new PassSums(
                    DeterministicReduction.Nodes(
                        firstUnit / unitsPerLeaf,
                        leafCount,
                        leafThreads,
                        SumLeaf,
                        static (earlier, later) => earlier.Add(later),
                        static sum => sum.Release(),
                        cancellationToken))
                : throw new ArgumentException(
                    $"A range of rows begins at a multiple of {unitsPerLeaf / DesignMatrix.UnitsPerChunk} chunks.", nameof(firstChunk));
        }

        PassAccumulator sums = DeterministicReduction.Run(
                leafCount,
                leafThreads,
                SumLeaf,
                static (earlier, later) => earlier.Add(later),
                static sum => sum.Release(),
                cancellationToken)
            ?? throw new ArgumentException("The design matrix has no rows.", nameof(design));
        return new PassSums(sums);

        PassAccumulator? SumLeaf(int leaf)
        {
            if (leaves[leaf] == leaves[leaf + 1])
            {
                return null;
            }

            PassAccumulator accumulator = pool.Take(shape.GradientLength);
            accumulator.Open(pool.TakeWorkspace(shape.ScratchLength), shape.WithHessian, isShared ? threads : 1);
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
