using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>A pass over the blocks of a design matrix that sums up in <see cref="PassAccumulator"/>s; the sums do not depend on the number of threads.</summary>
internal static class DesignPass
{
    // A leaf has so many rows that merging its sums costs little beside making them: for XᵀWX, whose elements number d², of a design that has few numbers in a row.
    private const double RowsPerRatio = 16;

    // A Hessian larger than the second-level cache is merged chunk by chunk; one that threads cannot share, so that there must be leaves for all of them, only when it is larger still.
    private const long SmallHessian = 1L << 20;
    private const long MiddleHessian = 1L << 24;

    // Hessians of this size are summed up one at a time, by all threads.
    private const long LargeHessian = 1L << 27;

    // With fewer leaves for each thread, threads end at different times.
    private const int LeavesPerThread = 8;

    /// <summary>Runs a pass.</summary>
    /// <param name="design">X.</param>
    /// <param name="gradientLength">The columns of all equations.</param>
    /// <param name="scratchLength">The space that a block needs.</param>
    /// <param name="withHessian">Whether the pass sums up a Hessian.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <param name="pool">Accumulators to use again; the caller may hand the result back to it.</param>
    /// <param name="addBlock">Adds a block to the sums.</param>
    /// <param name="cancellationToken">A token to cancel the pass.</param>
    /// <param name="sharesHessian">Whether the Hessian is summed up by <see cref="RowBlock.AddGram"/> alone, the work of which threads can share.</param>
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
        bool sharesHessian = true)
    {
        long hessianBytes = withHessian ? sizeof(double) * (long)gradientLength * gradientLength : 0;
        sharesHessian &= design.IsDense;
        int[] leaves = design.LeafStarts(UnitsPerLeaf(design, hessianBytes, sharesHessian));
        int leafCount = leaves.Length - 1;
        bool isShared = sharesHessian && (hessianBytes > LargeHessian || (hessianBytes > SmallHessian && leafCount < LeavesPerThread * threads));
        PassAccumulator? sums = DeterministicReduction.Run(
            leafCount,
            isShared ? 1 : threads,
            leaf =>
            {
                if (leaves[leaf] == leaves[leaf + 1])
                {
                    return null;
                }

                PassAccumulator accumulator = pool.Take(gradientLength);
                accumulator.Open(pool.TakeWorkspace(scratchLength), withHessian, isShared ? threads : 1);
                for (int block = leaves[leaf]; block < leaves[leaf + 1]; block++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    addBlock(design.Blocks[block], accumulator);
                }

                pool.Add(accumulator.Close());
                return accumulator;
            },
            static (earlier, later) => earlier.Add(later),
            pool.Add,
            cancellationToken);
        return sums ?? throw new ArgumentException("The design matrix has no rows.", nameof(design));
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
