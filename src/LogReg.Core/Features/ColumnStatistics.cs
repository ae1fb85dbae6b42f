using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Features;

/// <summary>What the encoder needs to know of a numeric column: the weighted moments of the rows that take part.</summary>
/// <param name="Mean">The weighted mean of the cells that are there; NaN if there is none.</param>
/// <param name="StandardDeviation">The weighted population standard deviation, missing cells imputed with the mean.</param>
/// <param name="IsConstant">Whether all cells that are there are equal.</param>
/// <param name="MissingCount">How many cells are missing.</param>
/// <param name="Minimum">The smallest cell; NaN if there is none.</param>
/// <param name="Maximum">The largest cell; NaN if there is none.</param>
internal sealed record ColumnStatistics(
    double Mean, double StandardDeviation, bool IsConstant, int MissingCount, double Minimum, double Maximum)
{
    /// <summary>
    /// Computes the statistics in one pass: the mean and the squares around it of each chunk, combined chunk by chunk (Chan, Golub &amp;
    /// LeVeque 1983, Algorithms for computing the sample variance).
    /// </summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public static ColumnStatistics Compute(Table table, int column, RowSelection selection, double[]? weights)
    {
        var total = new Moments(0, 0, 0, 0);
        double allWeights = 0;
        double first = double.NaN;
        ColumnRange range = ColumnRange.Empty;
        bool isConstant = true;
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<double> values = ((NumericColumn)table.Chunks[chunk].Columns[column]).Values;
            values = selection.TakesAll(chunk) ? values : selection.Take(chunk, values);
            ReadOnlySpan<double> own = weights is null ? [] : weights.AsSpan(position, values.Length);
            position += values.Length;
            allWeights += weights is null ? values.Length : ColumnKernels.Sum(own);
            for (int row = 0; isConstant && row < values.Length; row++)
            {
                first = double.IsNaN(first) ? values[row] : first;
                isConstant = double.IsNaN(values[row]) || values[row] == first;
            }

            total = Combine(total, OfChunk(values, own));
            range = range.With(values);
        }

        return isConstant
            ? new ColumnStatistics(first, 0, true, total.MissingCount, first, first)
            : new ColumnStatistics(total.Mean, Math.Sqrt(total.Squares / allWeights), false, total.MissingCount, range.Minimum, range.Maximum);
    }

    private static Moments OfChunk(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double plainSum = weights.IsEmpty ? ColumnKernels.Sum(values) : double.NaN;
        if (values.Length > 0 && !double.IsNaN(plainSum))
        {
            double mean = plainSum / values.Length;
            return new Moments(values.Length, mean, ColumnKernels.CentredSquares(values, mean), 0);
        }

        return OfWeightedOrMissing(values, weights);
    }

    private static Moments OfWeightedOrMissing(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double weightSum = 0;
        double sum = 0;
        int missing = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                missing++;
                continue;
            }

            double weight = weights.IsEmpty ? 1 : weights[row];
            weightSum += weight;
            sum += weight * values[row];
        }

        double mean = sum / weightSum;
        double squares = 0;
        for (int row = 0; row < values.Length; row++)
        {
            double difference = values[row] - mean;
            squares += double.IsNaN(difference) ? 0 : (weights.IsEmpty ? 1 : weights[row]) * difference * difference;
        }

        return new Moments(weightSum, mean, squares, missing);
    }

    private static Moments Combine(Moments left, Moments right)
    {
        int missing = left.MissingCount + right.MissingCount;
        if (left.WeightSum == 0 || right.WeightSum == 0)
        {
            return (left.WeightSum == 0 ? right : left) with { MissingCount = missing };
        }

        double weightSum = left.WeightSum + right.WeightSum;
        double difference = right.Mean - left.Mean;
        double mean = left.Mean + (difference * (right.WeightSum / weightSum));
        double squares = left.Squares + right.Squares + (difference * difference * left.WeightSum * (right.WeightSum / weightSum));
        return new Moments(weightSum, mean, squares, missing);
    }

    // Of some cells: the sum of their weights, their mean, the squares around it, and how many are missing.
    private readonly record struct Moments(double WeightSum, double Mean, double Squares, int MissingCount);
}
