using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>Logistic recalibration: the intercept and the slope that predicted log-odds would need on some rows.</summary>
internal sealed class Recalibration
{
    // Few enough for the stack.
    private const int BlockRows = 512;
    private const int MostIterations = 100;
    private const int MostHalvings = 50;
    private const double Tolerance = 1e-13;

    // Of the standard normal distribution at 97.5%.
    private const double NormalQuantile = 1.959963984540054;

    private readonly double[] _logOdds;
    private readonly bool[] _isPositive;
    private readonly double[] _weights;
    private double _slopeError = double.NaN;

    private Recalibration(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        _logOdds = logOdds.ToArray();
        _isPositive = isPositive.ToArray();
        _weights = weights.ToArray();
    }

    /// <summary>Compares predictions with classes.</summary>
    /// <param name="logOdds">η, n finite values.</param>
    /// <param name="isPositive">Whether each row's class is the positive one.</param>
    /// <param name="weights">The weight of each row; empty if every row has weight 1.</param>
    public static CalibrationSummary Summarise(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        var fit = new Recalibration(logOdds, isPositive, weights);
        double slope = fit.Slope();
        double margin = NormalQuantile * fit._slopeError;
        return new CalibrationSummary(fit.Intercept(), slope, DecileGroups.Of(logOdds, isPositive, weights).MeanAbsoluteError)
        {
            SlopeLower = slope - margin,
            SlopeUpper = slope + margin,
        };
    }

    /// <summary>The intercept-only model beside offsets, fitted to rows.</summary>
    /// <param name="offsets">n finite values.</param>
    /// <param name="isPositive">Whether each row's class is the positive one.</param>
    /// <param name="weights">The weight of each row; empty if every row has weight 1.</param>
    /// <returns>Its quality; <see langword="null"/> where all rows have one class, so that it has no intercept.</returns>
    public static BaselineMetrics? Baseline(ReadOnlySpan<double> offsets, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        double intercept = new Recalibration(offsets, isPositive, weights).Intercept();
        if (!double.IsFinite(intercept))
        {
            return null;
        }

        double[] logOdds = new double[offsets.Length];
        for (int row = 0; row < logOdds.Length; row++)
        {
            logOdds[row] = offsets[row] + intercept;
        }

        return BaselineMetrics.Of(BinaryMetrics.Compute(logOdds, isPositive, weights));
    }

    private double Intercept()
    {
        (double smallestPositive, double largestPositive) = RangeOf(isPositive: true);
        (double smallestNegative, double largestNegative) = RangeOf(isPositive: false);
        return !double.IsFinite(largestPositive - smallestPositive + largestNegative - smallestNegative)
            && smallestPositive <= largestPositive && smallestNegative <= largestNegative ? double.NaN
            : smallestNegative > largestNegative ? smallestPositive > largestPositive ? double.NaN : double.PositiveInfinity
            : smallestPositive > largestPositive ? double.NegativeInfinity
            : InterceptSearch.Find(intercept =>
            {
                Sums sums = Evaluate(intercept, 1, centre: 0, scale: 1);
                return (sums.Gradient, sums.Curvature);
            });
    }

    private double Slope()
    {
        (double smallestPositive, double largestPositive) = RangeOf(isPositive: true);
        (double smallestNegative, double largestNegative) = RangeOf(isPositive: false);
        double smallest = Math.Min(smallestPositive, smallestNegative);
        double largest = Math.Max(largestPositive, largestNegative);
        if (smallestPositive > largestPositive || smallestNegative > largestNegative || smallest == largest
            || !double.IsFinite(largest - smallest))
        {
            return double.NaN;
        }

        return largestNegative <= smallestPositive ? double.PositiveInfinity
            : largestPositive <= smallestNegative ? double.NegativeInfinity
            : Slope(smallest / 2 + (largest / 2), (largest / 2) - (smallest / 2));
    }

    // Newton's method on predictions that are scaled to −1 … 1, with steps halved until the loss falls.
    private double Slope(double centre, double scale)
    {
        double intercept = 0;
        double slope = 0;
        Sums sums = Evaluate(intercept, slope, centre, scale);
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double determinant = (sums.Curvature * sums.SlopeCurvature) - (sums.Mixed * sums.Mixed);
            double interceptStep = -((sums.SlopeCurvature * sums.Gradient) - (sums.Mixed * sums.SlopeGradient)) / determinant;
            double slopeStep = -((sums.Curvature * sums.SlopeGradient) - (sums.Mixed * sums.Gradient)) / determinant;
            if (!double.IsFinite(interceptStep) || !double.IsFinite(slopeStep))
            {
                break;
            }

            double share = 1;
            Sums next = Evaluate(intercept + interceptStep, slope + slopeStep, centre, scale);
            for (int halving = 0; halving < MostHalvings && !(next.Loss <= sums.Loss); halving++)
            {
                share /= 2;
                next = Evaluate(intercept + (share * interceptStep), slope + (share * slopeStep), centre, scale);
            }

            if (!(next.Loss <= sums.Loss))
            {
                break;
            }

            intercept += share * interceptStep;
            slope += share * slopeStep;
            sums = next;
            if (Math.Abs(share * slopeStep) <= Tolerance * Math.Abs(slope)
                && Math.Abs(share * interceptStep) <= Tolerance * (1 + Math.Abs(intercept)))
            {
                break;
            }
        }

        // By the inverse information, in which a row of weight 2 counts as two.
        _slopeError = Math.Sqrt(sums.Curvature / ((sums.Curvature * sums.SlopeCurvature) - (sums.Mixed * sums.Mixed))) / scale;
        return slope / scale;
    }

    private (double Smallest, double Largest) RangeOf(bool isPositive)
    {
        double smallest = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        for (int row = 0; row < _logOdds.Length; row++)
        {
            if (_isPositive[row] == isPositive && (_weights.Length == 0 || _weights[row] > 0))
            {
                smallest = Math.Min(smallest, _logOdds[row]);
                largest = Math.Max(largest, _logOdds[row]);
            }
        }

        return (smallest, largest);
    }

    // The loss of logit P = intercept + slope·z with z = (η − centre)/scale, and its derivatives.
    private Sums Evaluate(double intercept, double slope, double centre, double scale)
    {
        var rowSums = new RowSums(6);
        Span<double> scores = stackalloc double[BlockRows];
        Span<double> losses = stackalloc double[BlockRows];
        Span<double> residuals = stackalloc double[BlockRows];
        Span<double> curvatures = stackalloc double[BlockRows];
        for (int start = 0; start < _logOdds.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, _logOdds.Length - start);
            for (int row = 0; row < count; row++)
            {
                scores[row] = (_logOdds[start + row] - centre) / scale;
                double logOdds = intercept + (slope * scores[row]);
                losses[row] = _isPositive[start + row] ? -logOdds : logOdds;
            }

            // The probability of the wrong class is the size of the residual.
            LogisticFunctions.Sigmoid(losses[..count], residuals[..count]);
            LogisticFunctions.SigmoidDerivative(losses[..count], curvatures[..count]);
            LogisticFunctions.Log1PlusExp(losses[..count], losses[..count]);
            Span<double> sums = rowSums.OfChunk(start / RowSums.ChunkRows);
            for (int row = 0; row < count; row++)
            {
                double weight = _weights.Length == 0 ? 1 : _weights[start + row];
                double residual = weight * (_isPositive[start + row] ? -residuals[row] : residuals[row]);
                double curvature = weight * curvatures[row];
                sums[0] += weight * losses[row];
                sums[1] += residual;
                sums[2] += residual * scores[row];
                sums[3] += curvature;
                sums[4] += curvature * scores[row];
                sums[5] += curvature * scores[row] * scores[row];
            }
        }

        double[] total = rowSums.Total();
        return new Sums(total[0], total[1], total[2], total[3], total[4], total[5]);
    }

    private readonly record struct Sums(
        double Loss, double Gradient, double SlopeGradient, double Curvature, double Mixed, double SlopeCurvature);
}
