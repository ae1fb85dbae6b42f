using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>Of the cells of some rows: the sum of the weights of all rows, that of the cells that are there, their mean, the squares around
/// it, and how many are missing. Those of two runs of rows make those of both (Chan, Golub &amp; LeVeque 1983, Algorithms for computing the
/// sample variance).</summary>
/// <param name="allWeights">The sum of the weights of all rows.</param>
/// <param name="weightSum">The sum of the weights of the cells that are there.</param>
/// <param name="mean">Their mean.</param>
/// <param name="squares">The weighted sum of squares around it.</param>
/// <param name="missingCount">How many are missing.</param>
internal sealed class CellMoments(double allWeights, double weightSum, double mean, double squares, long missingCount)
{
    /// <summary>How many numbers they are.</summary>
    public const int Length = 5;

    /// <summary>The sum of the weights of all rows.</summary>
    public double AllWeights { get; private set; } = allWeights;

    /// <summary>The sum of the weights of the cells that are there.</summary>
    public double WeightSum { get; private set; } = weightSum;

    /// <summary>Their mean; NaN if there is none.</summary>
    public double Mean { get; private set; } = mean;

    /// <summary>The weighted sum of squares around it.</summary>
    public double Squares { get; private set; } = squares;

    /// <summary>How many cells are missing.</summary>
    public long MissingCount { get; private set; } = missingCount;

    /// <summary>Those of some rows.</summary>
    /// <param name="values">Their cells; NaN for a missing one.</param>
    /// <param name="weights">Their weights, or empty where all are 1.</param>
    public static CellMoments Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double plainSum = weights.IsEmpty ? ColumnKernels.Sum(values) : double.NaN;
        if (values.Length > 0 && !double.IsNaN(plainSum))
        {
            double mean = plainSum / values.Length;
            return new CellMoments(values.Length, values.Length, mean, ColumnKernels.CentredSquares(values, mean), 0);
        }

        return OfWeightedOrMissing(values, weights);
    }

    /// <summary>Those that were written.</summary>
    /// <param name="numbers">The numbers.</param>
    public static CellMoments Read(ReadOnlySpan<double> numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3], (long)numbers[4]);

    /// <summary>Writes them as numbers.</summary>
    /// <param name="numbers">Room for <see cref="Length"/> numbers.</param>
    public void Write(Span<double> numbers) =>
        (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]) = (AllWeights, WeightSum, Mean, Squares, MissingCount);

    /// <summary>Adds those of later rows.</summary>
    /// <param name="later">Those.</param>
    public void Add(CellMoments later)
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

    private static CellMoments OfWeightedOrMissing(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
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

        return new CellMoments(weights.IsEmpty ? values.Length : ColumnKernels.Sum(weights), weightSum, mean, squares, missing);
    }
}
