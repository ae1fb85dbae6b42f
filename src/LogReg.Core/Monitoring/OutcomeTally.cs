using System.Runtime.InteropServices;
using LogReg.Evaluation;

namespace LogReg.Monitoring;

/// <summary>The scores of rows whose class is known.</summary>
internal sealed class OutcomeTally
{
    private readonly List<double> _scores = [];
    private readonly List<bool> _isPositive = [];
    private readonly List<double> _weights = [];

    /// <summary>Adds a row.</summary>
    /// <param name="score">Its log-odds.</param>
    /// <param name="isPositive">Whether it is positive.</param>
    public void Add(double score, bool isPositive)
    {
        _scores.Add(score);
        _isPositive.Add(isPositive);
    }

    /// <summary>Adds a row with a weight; all rows have one, or none.</summary>
    /// <param name="score">Its log-odds.</param>
    /// <param name="isPositive">Whether it is positive.</param>
    /// <param name="weight">The weight; a row of weight 0 is left out.</param>
    public void Add(double score, bool isPositive, double weight)
    {
        if (weight > 0)
        {
            Add(score, isPositive);
            _weights.Add(weight);
        }
    }

    /// <summary>Compares predictions with classes; <see langword="null"/> without rows.</summary>
    public OutcomeCheck? Check()
    {
        if (_scores.Count == 0)
        {
            return null;
        }

        ReadOnlySpan<double> scores = CollectionsMarshal.AsSpan(_scores);
        ReadOnlySpan<bool> isPositive = CollectionsMarshal.AsSpan(_isPositive);
        double[] weights = Worth();
        var metrics = BinaryMetrics.Compute(scores, isPositive, weights);
        CalibrationSummary calibration = CalibrationSummary.Compute(scores, isPositive, weights);
        double observed = Observed(isPositive, CollectionsMarshal.AsSpan(_weights));
        double total = _weights.Count == 0 ? scores.Length : _weights.Sum();
        var count = new EventCount(_scores.ToArray(), _weights.ToArray(), observed, total);
        var area = AreaInterval.Of(scores, isPositive, weights);
        return new OutcomeCheck
        {
            Rows = scores.Length,
            Observed = observed,
            Expected = metrics.MeanProbability * total,
            Ratio = count.Ratio,
            RatioPValue = count.PValue,
            Intercept = new IntervalEstimate(calibration.Intercept, count.LowerShift, count.UpperShift),
            Slope = new IntervalEstimate(calibration.Slope, calibration.SlopeLower, calibration.SlopeUpper),
            SlopePValue = ChanceTests.Slope(
                scores, isPositive, weights, calibration.Intercept, Math.Min(area.Positive, area.Negative) - 1),
            RocAuc = area.Interval,
            Area = area,
            BrierScore = metrics.BrierScore,
            LogLoss = metrics.LogLoss,
        };
    }

    // Weights of rows that are worth (Σw)²/Σw² rows without a weight (L. Kish, 1965), so that intervals do not depend on their scale.
    private double[] Worth()
    {
        double sum = _weights.Sum();
        double squares = _weights.Sum(weight => weight * weight);
        return [.. _weights.Select(weight => weight * sum / squares)];
    }

    private static double Observed(ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int row = 0; row < isPositive.Length; row++)
        {
            sum += !isPositive[row] ? 0 : weights.IsEmpty ? 1 : weights[row];
        }

        return sum;
    }
}
