using LogReg.Data;

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
    public static LevelCounts Of(Table table, int column, RowSelection selection, double[]? weights) =>
        new ColumnTotals(table, selection, weights).Of([column], threads: 1)[0].Counts!;

    /// <summary>The counts of all rows.</summary>
    /// <param name="rows">How many rows have each code, a missing cell first.</param>
    /// <param name="weights">The sum of their weights; <see langword="null"/> where all are 1.</param>
    public static LevelCounts Of(long[] rows, double[]? weights)
    {
        double[] sums = weights ?? Array.ConvertAll(rows, number => (double)number);
        return new LevelCounts(rows[1..], sums[1..], rows[0], sums[0]);
    }
}
