using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>The number of participating rows of each level of a categorical column.</summary>
/// <param name="Rows">For each code of the column's level table how many rows have it.</param>
/// <param name="Weights">For each code the sum of those rows' weights.</param>
/// <param name="MissingRows">How many rows have no level.</param>
/// <param name="MissingWeight">The sum of their weights.</param>
internal sealed record LevelCounts(long[] Rows, double[] Weights, long MissingRows, double MissingWeight)
{
    /// <summary>Counts in one pass.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a categorical column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/> for 1.</param>
    public static LevelCounts Of(Table table, int column, RowSelection selection, double[]? weights)
    {
        // Shifted by one, so that a missing cell is counted at 0.
        int width = ((CategoricalColumn)table.Chunks[0].Columns[column]).Levels.Count + 1;
        long[] rows = new long[width];
        var weightSums = new RowSums(width);
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<int> codes = ((CategoricalColumn)table.Chunks[chunk].Columns[column]).Codes;
            bool takesAll = selection.TakesAll(chunk);
            ReadOnlySpan<int> chosen = takesAll ? [] : selection.Rows(chunk);
            int count = selection.Counts[chunk];
            Span<double> own = weights is null ? [] : weightSums.OfChunk(chunk);
            for (int index = 0; index < count; index++)
            {
                int slot = Math.Max(codes[takesAll ? index : chosen[index]], CategoricalColumn.Missing) + 1;
                rows[slot]++;
                if (weights is not null)
                {
                    own[slot] += weights[position + index];
                }
            }

            position += count;
        }

        double[] sums = weights is null ? [.. rows.Select(number => (double)number)] : weightSums.Total();
        return new LevelCounts(rows[1..], sums[1..], rows[0], sums[0]);
    }
}
