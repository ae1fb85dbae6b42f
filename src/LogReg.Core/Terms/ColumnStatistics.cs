using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The weighted moments of a numeric column over the rows used, for a term.</summary>
/// <param name="Mean">The weighted mean of the cells that are there; NaN if there is none.</param>
/// <param name="StandardDeviation">The weighted population standard deviation, missing cells imputed with the mean.</param>
/// <param name="IsConstant">Whether all cells that are there are equal.</param>
/// <param name="MissingCount">The number of missing cells.</param>
/// <param name="Minimum">The smallest cell; NaN if there is none.</param>
/// <param name="Maximum">The largest cell; NaN if there is none.</param>
internal sealed record ColumnStatistics(
    double Mean, double StandardDeviation, bool IsConstant, long MissingCount, double Minimum, double Maximum)
{
    /// <summary>The weighted share of missing cells.</summary>
    public double MissingShare { get; init; }

    /// <summary>Computes the statistics in one pass.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public static ColumnStatistics Compute(Table table, int column, RowSelection selection, double[]? weights) =>
        new ColumnTotals(table, selection, weights).Of([column], threads: 1)[0].Statistics!;

    /// <summary>The statistics of cells.</summary>
    /// <param name="moments">Their moments; <see langword="null"/> if there are none.</param>
    /// <param name="extent">Their extent.</param>
    public static ColumnStatistics Of(CellMoments? moments, CellExtent extent)
    {
        CellMoments total = moments ?? new CellMoments(0, 0, 0, 0, 0);
        ColumnStatistics statistics = extent.IsConstant
            ? new ColumnStatistics(extent.First, 0, true, total.MissingCount, extent.First, extent.First)
            : new ColumnStatistics(
                total.Mean,
                Math.Sqrt(total.Squares / total.AllWeights),
                false,
                total.MissingCount,
                extent.Range.Minimum,
                extent.Range.Maximum);
        return statistics with
        {
            MissingShare = total.MissingCount == 0 ? 0 : (total.AllWeights - total.WeightSum) / total.AllWeights,
        };
    }
}
