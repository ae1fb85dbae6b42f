using LogReg.Collectives;
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

    private readonly RowParts _rows;
    private readonly ReadOnlyMemory<double> _logOdds;
    private readonly ReadOnlyMemory<bool> _isPositive;
    private readonly ReadOnlyMemory<double> _weights;
    private readonly ScoreRange _positives;
    private readonly ScoreRange _negatives;
    private double _slopeError = double.NaN;

    private Recalibration(
        RowParts rows, ReadOnlyMemory<double> logOdds, ReadOnlyMemory<bool> isPositive, ReadOnlyMemory<double> weights)
    {
        _rows = rows;
        _logOdds = logOdds;
        _isPositive = isPositive;
        _weights = weights;
        (_positives, _negatives) = Ranges();
    }

    /// <summary>Compares predictions with classes.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logOdds">η of each row that is here, finite.</param>
    /// <param name="isPositive">Whether the class of each of them is the positive one.</param>
    /// <param name="weights">The weight of each of them; empty if every row has weight 1.</param>
    /// <returns>The calibration on all rows, the same on every process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static CalibrationSummary Summarise(
        RowParts rows, ReadOnlyMemory<double> logOdds, ReadOnlyMemory<bool> isPositive, ReadOnlyMemory<double> weights)
    {
        var fit = new Recalibration(rows, logOdds, isPositive, weights);
        double slope = fit.Slope();
        double margin = NormalQuantile * fit._slopeError;
        var groups = DecileGroups.Of(rows, logOdds.Span, isPositive.Span, weights.Span);
        return new CalibrationSummary(fit.Intercept(), slope, groups.MeanAbsoluteError)
        {
            SlopeLower = slope - margin,
            SlopeUpper = slope + margin,
        };
    }

    /// <summary>The intercept-only model beside offsets, fitted to rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="offsets">The offset of each row that is here, finite.</param>
    /// <param name="isPositive">Whether the class of each of them is the positive one.</param>
    /// <param name="weights">The weight of each of them; empty if every row has weight 1.</param>
    /// <returns>Its quality on all rows, the same on every process; <see langword="null"/> where all rows have one class, so that it has no
    /// intercept.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static BaselineMetrics? Baseline(
        RowParts rows, ReadOnlyMemory<double> offsets, ReadOnlyMemory<bool> isPositive, ReadOnlyMemory<double> weights)
    {
        double intercept = new Recalibration(rows, offsets, isPositive, weights).Intercept();
        if (!double.IsFinite(intercept))
        {
            return null;
        }

        double[] logOdds = new double[offsets.Length];
        ReadOnlySpan<double> own = offsets.Span;
        for (int row = 0; row < logOdds.Length; row++)
        {
            logOdds[row] = own[row] + intercept;
        }

        return BaselineMetrics.Of(BinaryMetrics.Compute(rows, logOdds, isPositive.Span, weights.Span));
    }

    private double Intercept()
    {
        (double smallestPositive, double largestPositive) = _positives;
        (double smallestNegative, double largestNegative) = _negatives;
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
        (double smallestPositive, double largestPositive) = _positives;
        (double smallestNegative, double largestNegative) = _negatives;
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

    private (ScoreRange Positives, ScoreRange Negatives) Ranges()
    {
        ReadOnlySpan<double> logOdds = _logOdds.Span;
        ReadOnlySpan<bool> isPositive = _isPositive.Span;
        ReadOnlySpan<double> weights = _weights.Span;

        // What is largest of each class, and of the negated log-odds.
        double[] largest = [.. Enumerable.Repeat(double.NegativeInfinity, 4)];
        for (int row = 0; row < logOdds.Length; row++)
        {
            if (weights.IsEmpty || weights[row] > 0)
            {
                int place = isPositive[row] ? 0 : 2;
                largest[place] = Math.Max(largest[place], -logOdds[row]);
                largest[place + 1] = Math.Max(largest[place + 1], logOdds[row]);
            }
        }

        _rows.Max(largest);
        return (new ScoreRange(-largest[0], largest[1]), new ScoreRange(-largest[2], largest[3]));
    }

    // The loss of logit P = intercept + slope·z with z = (η − centre)/scale, and its derivatives.
    private Sums Evaluate(double intercept, double slope, double centre, double scale)
    {
        PartSums rowSums = _rows.StartSums(6);
        foreach (RowPart part in _rows.Own)
        {
            for (int start = part.First; start < part.End; start += BlockRows)
            {
                int count = Math.Min(BlockRows, part.End - start);
                AddBlock(start, count, intercept, slope, centre, scale, rowSums.OfChunk(part.Chunk));
            }
        }

        double[] total = rowSums.Total();
        return new Sums(total[0], total[1], total[2], total[3], total[4], total[5]);
    }

    private void AddBlock(int start, int count, double intercept, double slope, double centre, double scale, Span<double> sums)
    {
        ReadOnlySpan<double> own = _logOdds.Span.Slice(start, count);
        ReadOnlySpan<bool> isPositive = _isPositive.Span.Slice(start, count);
        ReadOnlySpan<double> weights = _weights.IsEmpty ? [] : _weights.Span.Slice(start, count);
        Span<double> scores = stackalloc double[count];
        Span<double> losses = stackalloc double[count];
        Span<double> residuals = stackalloc double[count];
        Span<double> curvatures = stackalloc double[count];
        for (int row = 0; row < count; row++)
        {
            scores[row] = (own[row] - centre) / scale;
            double logOdds = intercept + (slope * scores[row]);
            losses[row] = isPositive[row] ? -logOdds : logOdds;
        }

        // The probability of the wrong class is the size of the residual.
        LogisticFunctions.Sigmoid(losses, residuals);
        LogisticFunctions.SigmoidDerivative(losses, curvatures);
        LogisticFunctions.Log1PlusExp(losses, losses);
        for (int row = 0; row < count; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            double residual = weight * (isPositive[row] ? -residuals[row] : residuals[row]);
            double curvature = weight * curvatures[row];
            sums[0] += weight * losses[row];
            sums[1] += residual;
            sums[2] += residual * scores[row];
            sums[3] += curvature;
            sums[4] += curvature * scores[row];
            sums[5] += curvature * scores[row] * scores[row];
        }
    }

    private readonly record struct Sums(
        double Loss, double Gradient, double SlopeGradient, double Curvature, double Mixed, double SlopeCurvature);

    private readonly record struct ScoreRange(double Smallest, double Largest);
}
