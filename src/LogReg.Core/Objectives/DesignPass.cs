using System.Collections.Concurrent;
using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>A pass over the blocks of a design matrix that sums up in <see cref="PassAccumulator"/>s; the sums do not depend on the number of threads.</summary>
internal static class DesignPass
{
    /// <summary>Runs a pass.</summary>
    /// <param name="design">X.</param>
    /// <param name="gradientLength">The columns of all equations.</param>
    /// <param name="scratchLength">The space that a block needs.</param>
    /// <param name="withHessian">Whether the pass sums up a Hessian.</param>
    /// <param name="threads">How many threads may work, at least 1.</param>
    /// <param name="pool">Accumulators to use again; the caller may hand the result back to it.</param>
    /// <param name="addBlock">Adds a block to the sums.</param>
    /// <param name="cancellationToken">Ends the pass early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PassAccumulator Run(
        DesignMatrix design,
        int gradientLength,
        int scratchLength,
        bool withHessian,
        int threads,
        ConcurrentBag<PassAccumulator> pool,
        Action<RowBlock, PassAccumulator> addBlock,
        CancellationToken cancellationToken)
    {
        // Small blocks go together, so that a wide design does not have a large sum for each of them.
        int together = RowBlock.Capacity / design.BlockRows;
        return DeterministicReduction.Run(
            (design.Blocks.Count + together - 1) / together,
            PassAccumulator.BytesOf(gradientLength, withHessian),
            threads,
            pool,
            () => new PassAccumulator(gradientLength, scratchLength),
            accumulator => accumulator.Reset(withHessian),
            (item, accumulator) =>
            {
                int end = Math.Min((item + 1) * together, design.Blocks.Count);
                for (int block = item * together; block < end; block++)
                {
                    addBlock(design.Blocks[block], accumulator);
                }
            },
            (earlier, later) => earlier.Add(later, withHessian),
            cancellationToken);
    }
}
