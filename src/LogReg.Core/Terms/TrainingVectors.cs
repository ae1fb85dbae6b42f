using System.Runtime.InteropServices;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The vectors of the training rows.</summary>
/// <param name="table">The data.</param>
/// <param name="selection">The training rows.</param>
/// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
internal sealed class TrainingVectors(Table table, RowSelection selection, double[]? weights)
{
    /// <summary>The number of rows.</summary>
    public int Count => selection.Count;

    /// <summary>Reads the rows, chunk by chunk.</summary>
    /// <param name="column">The position of the column in the table.</param>
    /// <param name="encoder">What is made of its cells.</param>
    public IEnumerable<WeightedSparseRow> Of(int column, SparseEncoder encoder)
    {
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            SparseRows rows = encoder.Encode(table.Chunks[chunk].Columns[column]);
            for (int index = 0; index < selection.Counts[chunk]; index++)
            {
                yield return new WeightedSparseRow(
                    rows, selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index], weights?[position] ?? 1);
                position++;
            }
        }
    }

    /// <summary>The indices that occur in rows with a weight, ascending.</summary>
    /// <param name="column">The position of the column in the table.</param>
    public int[] IndicesOf(int column) => [.. CountRows(column).Keys.Order()];

    /// <summary>For each index how many rows with a weight have it.</summary>
    /// <param name="column">The position of the column in the table.</param>
    public Dictionary<int, int> CountRows(int column)
    {
        var counts = new Dictionary<int, int>();
        foreach (int[] own in CodesOf(column))
        {
            foreach (int index in own)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, index, out _)++;
            }
        }

        return counts;
    }

    /// <summary>The indices of each row with a weight.</summary>
    /// <param name="column">The position of the column in the table.</param>
    public IEnumerable<int[]> CodesOf(int column)
    {
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            var vectors = (VectorColumn)table.Chunks[chunk].Columns[column];
            for (int index = 0; index < selection.Counts[chunk]; index++, position++)
            {
                if (weights?[position] != 0)
                {
                    yield return vectors.Indices(selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index]).ToArray();
                }
            }
        }
    }
}
