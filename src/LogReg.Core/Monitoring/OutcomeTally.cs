using System.Runtime.InteropServices;
using LogReg.Evaluation;
using LogReg.Numerics;

namespace LogReg.Monitoring;

/// <summary>The scores of rows whose class is known.</summary>
internal sealed class OutcomeTally
{
    private const double Quantile = 1.959963984540054;

    private readonly List<double> _scores = [];
    private readonly List<bool> _isPositive = [];

    /// <summary>Adds a row.</summary>
    /// <param name="score">Its log-odds.</param>
    /// <param name="isPositive">Whether it is positive.</param>
    public void Add(double score, bool isPositive)
    {
        _scores.Add(score);
        _isPositive.Add(isPositive);
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
        var metrics = BinaryMetrics.Compute(scores, isPositive);
        CalibrationSummary calibration = CalibrationSummary.Compute(scores, isPositive);
        long observed = isPositive.Count(true);
        double expected = metrics.MeanProbability * scores.Length;
        return new OutcomeCheck
        {
            Rows = scores.Length,
            Observed = observed,
            Expected = expected,
            Ratio = RatioOf(observed, expected, scores.Length),
            Intercept = InterceptOf(calibration.Intercept, scores),
            Slope = new IntervalEstimate(calibration.Slope, calibration.SlopeLower, calibration.SlopeUpper),
            RocAuc = AreaInterval.Of(scores, isPositive),
            BrierScore = metrics.BrierScore,
            LogLoss = metrics.LogLoss,
        };
    }

    private static IntervalEstimate RatioOf(long observed, double expected, int rows)
    {
        double ratio = observed / expected;
        double factor = ElementaryFunctions.Exp(Quantile * Math.Sqrt((1 - ((double)observed / rows)) / observed));
        return observed == 0
            ? new IntervalEstimate(ratio, double.NaN, double.NaN)
            : new IntervalEstimate(ratio, ratio / factor, ratio * factor);
    }

    private static IntervalEstimate InterceptOf(double intercept, ReadOnlySpan<double> scores)
    {
        double information = 0;
        foreach (double score in scores)
        {
            double probability = LogisticFunctions.Sigmoid(score + intercept);
            information += probability * (1 - probability);
        }

        double margin = double.IsFinite(intercept) ? Quantile / Math.Sqrt(information) : double.NaN;
        return new IntervalEstimate(intercept, intercept - margin, intercept + margin);
    }
}
