using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>
/// The statistics of a column, chunk by chunk: the mean and the squares around it of each, combined along the tree of
/// <see cref="DeterministicReduction"/> (Chan, Golub &amp; LeVeque 1983, Algorithms for computing the sample variance).
/// </summary>
internal sealed class ColumnStatisticsBuilder
{
    private readonly TreeSum<Moments> _moments = new(static (earlier, later) => earlier.Add(later));
    private ColumnRange _range = ColumnRange.Empty;
    private int _chunkCount;
    private double _first = double.NaN;
    private bool _isConstant = true;

    /// <summary>Adds the next rows.</summary>
    /// <param name="values">Their cells; NaN for a missing one.</param>
    /// <param name="weights">Their weights, or empty where all are 1.</param>
    public void Add(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        for (int row = 0; _isConstant && row < values.Length; row++)
        {
            _first = double.IsNaN(_first) ? values[row] : _first;
            _isConstant = double.IsNaN(values[row]) || values[row] == _first;
        }

        _moments.Add(_chunkCount++, OfChunk(values, weights));
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

    /// <summary>The statistics of all rows; the last call.</summary>
    public ColumnStatistics Result()
    {
        Moments total = _moments.Total() ?? new Moments(0, 0, 0, 0, 0);
        ColumnStatistics statistics = _isConstant
            ? new ColumnStatistics(_first, 0, true, total.MissingCount, _first, _first)
            : new ColumnStatistics(
                total.Mean, Math.Sqrt(total.Squares / total.AllWeights), false, total.MissingCount, _range.Minimum, _range.Maximum);
        return statistics with { MissingShare = total.MissingCount == 0 ? 0 : (total.AllWeights - total.WeightSum) / total.AllWeights };
    }

    private static Moments OfChunk(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double plainSum = weights.IsEmpty ? ColumnKernels.Sum(values) : double.NaN;
        if (values.Length > 0 && !double.IsNaN(plainSum))
        {
            double mean = plainSum / values.Length;
            return new Moments(values.Length, values.Length, mean, ColumnKernels.CentredSquares(values, mean), 0);
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

        return new Moments(weights.IsEmpty ? values.Length : ColumnKernels.Sum(weights), weightSum, mean, squares, missing);
    }

    // Of some cells: the sum of the weights of all their rows, that of the cells that are there, their mean, the squares around it, and how
    // many are missing.
    private sealed class Moments(double allWeights, double weightSum, double mean, double squares, long missingCount)
    {
        public double AllWeights { get; private set; } = allWeights;

        public double WeightSum { get; private set; } = weightSum;

        public double Mean { get; private set; } = mean;

        public double Squares { get; private set; } = squares;

        public long MissingCount { get; private set; } = missingCount;

        public void Add(Moments later)
        {
            AllWeights += later.AllWeights;
            MissingCount += later.MissingCount;
            if (WeightSum == 0)
            {
                (WeightSum, Mean, Squares) = (later.WeightSum, later.Mean, later.Squares);
            }
            else if (later.WeightSum != 0)
            {
                double weightSum = WeightSum + later.WeightSum;
                double difference = later.Mean - Mean;
                Mean += difference * (later.WeightSum / weightSum);
                Squares = Squares + later.Squares + (difference * difference * WeightSum * (later.WeightSum / weightSum));
                WeightSum = weightSum;
            }
        }
    }
}
