using LogReg.Design;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>Rows in an order of their own, cut into batches.</summary>
internal static class ShuffledRows
{
    /// <summary>Copies rows and goes through them batch by batch.</summary>
    /// <param name="data">The rows to choose from.</param>
    /// <param name="rows">Which of them, in their order.</param>
    /// <param name="batchSize">The rows of a batch; the last has the rest.</param>
    /// <param name="penalty">The penalty of the whole objective.</param>
    /// <param name="hasReference">Whether, of several classes, the first has no equation.</param>
    /// <param name="rowsPerWeight">n/Σw of the whole objective.</param>
    public static IEnumerable<GradientBatch> Batches(
        ClassificationData data, int[] rows, int batchSize, Penalty penalty, bool hasReference, double rowsPerWeight)
    {
        DesignChunk chunk = data.Design.Gather(rows);
        var design = new DesignMatrix([chunk], data.Design.ColumnCount, data.Design.ParameterColumns.ToArray());
        var shuffled = new ClassificationData(design, Take(data.Classes, rows)!, data.ClassCount, Take(data.Weights, rows), Take(data.Offsets, rows));
        IResidualSource source = LossObjectives.Create(shuffled, Penalty.None, hasReference, threads: 1);
        GradientBatch? batch = null;
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            var block = new RowBlock(chunk.Groups, new RowRange(start, Math.Min(batchSize, rows.Length - start)), start);
            batch ??= new GradientBatch(source, penalty, rowsPerWeight, block);
            batch.MoveTo(block);
            yield return batch;
        }
    }

    private static T[]? Take<T>(T[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, row => values[row]);
}
