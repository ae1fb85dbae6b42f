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
    public long Count => selection.TotalCount;

    /// <summary>Reads the rows that are here, chunk by chunk.</summary>
    /// <param name="column">The position of the column in the table.</param>
    /// <param name="encoder">What is made of its cells.</param>
    public IEnumerable<WeightedSparseRow> Of(int column, SparseEncoder encoder)
    {
        foreach (int chunk in table.OwnChunks)
        {
            int position = selection.Parts[chunk].First;
            SparseRows rows = encoder.Encode(table.Chunks[chunk].Columns[column]);
            for (int index = 0; index < selection.Parts[chunk].Count; index++)
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

    /// <summary>Adds rows to sums, one after the other in the order of all rows.</summary>
    /// <param name="sums">The sums: those of all rows in the end.</param>
    /// <param name="addOwn">Adds the rows that are here.</param>
    public void AddInTurn(IReadOnlyList<double[]> sums, Action addOwn) => table.Rows.InTurn(sums, addOwn);

    /// <summary>Adds what is counted elsewhere of the rows that are not here.</summary>
    /// <param name="counts">The counts of the rows that are here, then those of all.</param>
    public void Sum(long[] counts) => table.Rows.Sum(counts);

    /// <summary>For each index how many rows with a weight have it.</summary>
    /// <param name="column">The position of the column in the table.</param>
    public Dictionary<int, long> CountRows(int column)
    {
        Dictionary<int, long> own = CountOwnRows(column);
        if (table.Shares is null)
        {
            return own;
        }

        var counts = new Dictionary<int, long>();
        foreach (KeyValuePair<int, long> pair in table.Rows.Gather<KeyValuePair<int, long>>([.. own]))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pair.Key, out _) += pair.Value;
        }

        return counts;
    }

    private Dictionary<int, long> CountOwnRows(int column)
    {
        var counts = new Dictionary<int, long>();
        foreach (int[] own in CodesOf(column))
        {
            foreach (int index in own)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, index, out _)++;
            }
        }

        return counts;
    }

    /// <summary>The indices of each row with a weight that is here.</summary>
    /// <param name="column">The position of the column in the table.</param>
    public IEnumerable<int[]> CodesOf(int column)
    {
        foreach (int chunk in table.OwnChunks)
        {
            int position = selection.Parts[chunk].First;
            var vectors = (VectorColumn)table.Chunks[chunk].Columns[column];
            for (int index = 0; index < selection.Parts[chunk].Count; index++, position++)
            {
                if (weights?[position] != 0)
                {
                    yield return vectors.Indices(selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index]).ToArray();
                }
            }
        }
    }
}
