using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Features;

/// <summary>
/// The statistics of a column, chunk by chunk: the mean and the squares around it of each, combined in their order (Chan, Golub &amp; LeVeque 1983, Algorithms
/// for computing the sample variance).
/// </summary>
internal sealed class ColumnStatisticsBuilder
{
    private Moments _total = new(0, 0, 0, 0, 0);
    private ColumnRange _range = ColumnRange.Empty;
    private double _allWeights;
    private double _first = double.NaN;
    private bool _isConstant = true;

    /// <summary>Adds the next rows.</summary>
    /// <param name="values">Their cells; NaN for a missing one.</param>
    /// <param name="weights">Their weights, or empty where all are 1.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        _allWeights += weights.IsEmpty ? values.Length : ColumnKernels.Sum(weights);
        for (int row = 0; _isConstant && row < values.Length; row++)
        {
            _first = double.IsNaN(_first) ? values[row] : _first;
            _isConstant = double.IsNaN(values[row]) || values[row] == _first;
        }

        _total = Combine(_total, OfChunk(values, weights));
        _range = _range.With(values);
    }

    /// <summary>Adds rows of a table.</summary>
    /// <param name="table">The data.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="selection">The rows that take part.</param>
    /// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
    public void Add(Table table, int column, RowSelection selection, double[]? weights)
    {
        int position = 0;
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            ReadOnlySpan<double> values = ((NumericColumn)table.Chunks[chunk].Columns[column]).Values;
            values = selection.TakesAll(chunk) ? values : selection.Take(chunk, values);
            Add(values, weights is null ? [] : weights.AsSpan(position, values.Length));
            position += values.Length;
        }
    }

    /// <summary>The statistics of all rows so far.</summary>
    public ColumnStatistics Result() => (_isConstant
        ? new ColumnStatistics(_first, 0, true, _total.MissingCount, _first, _first)
        : new ColumnStatistics(_total.Mean, Math.Sqrt(_total.Squares / _allWeights), false, _total.MissingCount, _range.Minimum, _range.Maximum))
        with
    { MissingShare = _total.MissingWeight / _allWeights };

    private static Moments OfChunk(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double plainSum = weights.IsEmpty ? ColumnKernels.Sum(values) : double.NaN;
        if (values.Length > 0 && !double.IsNaN(plainSum))
        {
            double mean = plainSum / values.Length;
            return new Moments(values.Length, mean, ColumnKernels.CentredSquares(values, mean), 0, 0);
        }

        return OfWeightedOrMissing(values, weights);
    }

    private static Moments OfWeightedOrMissing(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double weightSum = 0;
        double sum = 0;
        int missing = 0;
        double missingWeight = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                missing++;
                missingWeight += weights.IsEmpty ? 1 : weights[row];
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

        return new Moments(weightSum, mean, squares, missing, missingWeight);
    }

    private static Moments Combine(Moments left, Moments right)
    {
        int missing = left.MissingCount + right.MissingCount;
        double missingWeight = left.MissingWeight + right.MissingWeight;
        if (left.WeightSum == 0 || right.WeightSum == 0)
        {
            return (left.WeightSum == 0 ? right : left) with { MissingCount = missing, MissingWeight = missingWeight };
        }

        double weightSum = left.WeightSum + right.WeightSum;
        double difference = right.Mean - left.Mean;
        double mean = left.Mean + (difference * (right.WeightSum / weightSum));
        double squares = left.Squares + right.Squares + (difference * difference * left.WeightSum * (right.WeightSum / weightSum));
        return new Moments(weightSum, mean, squares, missing, missingWeight);
    }

    // Of some cells: the sum of their weights, their mean, the squares around it, how many are missing, and the weights of these.
    private readonly record struct Moments(double WeightSum, double Mean, double Squares, int MissingCount, double MissingWeight);
}
