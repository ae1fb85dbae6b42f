using LogReg.Data;
using LogReg.Design;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Sums up the probabilities of rows in which some columns have the same value everywhere, and how the sum depends on the
/// coefficients.</summary>
/// <remarks>The mean probability is p̄ = Σ wᵢpᵢ/Σ wᵢ; its gradient by the coefficients of the standardised columns is
/// g = Σ wᵢ·pᵢ(1 − pᵢ)·x̃ᵢ/Σ wᵢ, and its variance gᵀCg (the delta method).</remarks>
/// <param name="layout">The layout of the model's terms.</param>
/// <param name="values">For each feature the value that every row has, as a model takes it; <see langword="null"/> for the row's
/// own.</param>
/// <param name="classCount">The number of classes.</param>
/// <param name="variance">The covariance, or <see langword="null"/>.</param>
internal sealed class AverageSums(TermLayout layout, IReadOnlyList<double?> values, int classCount, LogOddsVariance? variance)
{
    // A direction that changes the mean by less than this share of its terms changes it by rounding alone.
    private const double RoundingShare = 1e-9;

    private readonly double[] _gradient = new double[layout.ColumnCount];
    private readonly double[] _sizes = new double[layout.ColumnCount];
    private readonly double[] _probabilities = new double[classCount];
    private TermBlock? _block;
    private double _weightSum;
    private long _rows;

    /// <summary>The chunk with the given values in place of the rows' own.</summary>
    /// <param name="chunk">The columns of the features first, in their order, imputed.</param>
    public TableChunk Replace(TableChunk chunk)
    {
        Column[] columns = [.. chunk.Columns];
        for (int feature = 0; feature < values.Count; feature++)
        {
            if (values[feature] is double value)
            {
                columns[feature] = layout.Cells[feature] switch
                {
                    CategoricalCells levels => new CategoricalColumn(
                        columns[feature].Name,
                        Filled(levels.CodeOf(value), chunk.RowCount),
                        chunk.RowCount,
                        ((CategoricalColumn)columns[feature]).Levels),
                    _ => new NumericColumn(columns[feature].Name, Filled(value, chunk.RowCount), chunk.RowCount),
                };
                layout.Cells[feature].Impute(columns[feature]);
            }
        }

        return new TableChunk(chunk.FirstRow, chunk.RowCount, columns);
    }

    /// <summary>Adds the probabilities of the rows of a chunk.</summary>
    /// <param name="probabilities">For each row those of all classes.</param>
    /// <param name="weights">A weight for each row; empty if all are 1.</param>
    public void Add(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights)
    {
        int count = probabilities.Length / classCount;
        Span<double> sums = stackalloc double[Math.Min(classCount, 64)];
        sums = classCount > 64 ? new double[classCount] : sums[..classCount];
        sums.Clear();
        double weightSum = 0;
        for (int row = 0; row < count; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            weightSum += weight;
            _rows += weight > 0 ? 1 : 0;
            for (int code = 0; code < classCount; code++)
            {
                sums[code] += weight * probabilities[(row * classCount) + code];
            }
        }

        _weightSum += weightSum;
        for (int code = 0; code < classCount; code++)
        {
            _probabilities[code] += sums[code];
        }
    }

    /// <summary>Adds the gradient of the rows of a chunk.</summary>
    /// <param name="replaced">The result of <see cref="Replace"/>.</param>
    /// <param name="positive">The probability of the positive class of each row.</param>
    /// <param name="weights">A weight for each row; empty if all are 1.</param>
    public void AddGradient(TableChunk replaced, ReadOnlySpan<double> positive, ReadOnlySpan<double> weights)
    {
        if (variance is null)
        {
            return;
        }

        _block ??= new TermBlock(layout);
        Span<double> slopes = new double[Math.Min(RowBlock.Capacity, positive.Length)];
        for (int start = 0; start < positive.Length; start += RowBlock.Capacity)
        {
            int count = Math.Min(RowBlock.Capacity, positive.Length - start);
            for (int row = 0; row < count; row++)
            {
                double probability = positive[start + row];
                slopes[row] = (weights.IsEmpty ? 1 : weights[start + row]) * probability * (1 - probability);
            }

            _block.Fill(replaced, start, count).AddTransposedProduct(slopes[..count], _gradient);
            if (variance.FreeDirections.Count > 0)
            {
                _block.Sizes(count).AddTransposedProduct(slopes[..count], _sizes);
            }
        }
    }

    /// <summary>The averages of all rows that were added.</summary>
    /// <param name="positive">The position of the positive class; of several classes, −1.</param>
    /// <param name="quantile">The quantile of the standard normal distribution for the interval.</param>
    /// <exception cref="InvalidOperationException">No row has a weight above 0.</exception>
    public AveragePrediction Average(int positive, double quantile)
    {
        double[] means = Array.ConvertAll(_probabilities, sum => Math.Clamp(sum / _weightSum, 0, 1));
        var average = new AveragePrediction { Rows = _rows, Probabilities = means };
        if (variance is null || positive < 0)
        {
            return average;
        }

        double error = StandardError(variance);
        double mean = means[positive];

        // On the scale of the log-odds, of which the derivative of the mean is p̄(1 − p̄), an interval stays between 0 and 1.
        double slope = mean * (1 - mean);
        if (error == 0 || slope == 0)
        {
            return average with
            {
                StandardError = error,
                Interval = double.IsFinite(error) ? new ConfidenceInterval(mean, mean) : new ConfidenceInterval(0, 1),
            };
        }

        double logOdds = ElementaryFunctions.Log(mean) - ElementaryFunctions.LogOnePlus(-mean);
        double margin = quantile * error / slope;
        return average with
        {
            StandardError = error,
            Interval = new ConfidenceInterval(LogisticFunctions.Sigmoid(logOdds - margin), LogisticFunctions.Sigmoid(logOdds + margin)),
        };
    }

    private static TValue[] Filled<TValue>(TValue value, int count)
    {
        var values = new TValue[count];
        Array.Fill(values, value);
        return values;
    }

    private double StandardError(LogOddsVariance known)
    {
        foreach (double[] direction in known.FreeDirections)
        {
            double change = 0;
            double size = 0;
            for (int column = 0; column < direction.Length; column++)
            {
                change += direction[column] * _gradient[column];
                size += Math.Abs(direction[column]) * _sizes[column];
            }

            if (Math.Abs(change) > RoundingShare * size)
            {
                return double.PositiveInfinity;
            }
        }

        return Math.Sqrt(Math.Max(0, known.Of(_gradient))) / _weightSum;
    }
}
