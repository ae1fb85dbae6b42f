using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>Rows in a random order, cut into batches.</summary>
/// <param name="BatchSize">The rows of a batch; the last has the rest.</param>
/// <param name="Penalty">The penalty of the whole objective.</param>
/// <param name="HasReference">Whether, of several classes, the first has no equation.</param>
/// <param name="RowsPerWeight">n/Σw of the whole objective.</param>
internal sealed record ShuffledRows(int BatchSize, Penalty Penalty, bool HasReference, double RowsPerWeight)
{
    // Rows copied at a time: some batches, little memory.
    private const int MostCopied = RowBlock.Capacity;

    /// <summary>A source of randomness for each epoch, far from those of other epochs and seeds.</summary>
    public static SplitMix RandomOf(int seed, int epoch) => new(unchecked((seed * (int)0x9E3779B1) + (epoch * 0x632BE5AB)));

    /// <summary>Goes through rows batch by batch; a batch is valid until the next one is asked for.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="random">Decides the order.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public IEnumerable<GradientBatch> Batches(ClassificationData data, SplitMix random, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, data.Parts.Count)];
        random.Shuffle(order);
        int copied = Math.Max(1, MostCopied / BatchSize) * BatchSize;
        for (int first = 0; first < order.Length; first += copied)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] rows = order[first..Math.Min(order.Length, first + copied)];
            ClassificationData shuffled = data.Gather(Array.ConvertAll(rows, row => (long)row));
            LocalRowPasses source = new ObjectiveFactory(threads: 1).LocalRows(shuffled, HasReference);
            GradientBatch? batch = null;
            for (int start = 0; start < rows.Length; start += BatchSize)
            {
                var block =
                    new RowBlock(shuffled.Design.Chunks[0].Groups, new RowRange(start, Math.Min(BatchSize, rows.Length - start)), start);
                batch ??= new GradientBatch(source, Penalty, RowsPerWeight, block);
                batch.MoveTo(block);
                yield return batch;
            }
        }
    }
}
