using LogReg.Collectives;

namespace LogReg.Evaluation;

/// <summary>The performance of the model with only an intercept and an offset, fitted to the evaluated rows.</summary>
/// <param name="LogLoss">The mean log loss.</param>
/// <param name="Accuracy">The proportion of rows classified correctly at a threshold of 0.5.</param>
/// <param name="RocAuc">The area under the ROC curve, which is that of the offsets.</param>
public sealed record BaselineMetrics(double LogLoss, double Accuracy, double RocAuc)
{
    /// <summary>The mean of (probability − [is positive])².</summary>
    public double BrierScore { get; init; }

    /// <summary>The average precision, which is that of the offsets.</summary>
    public double AveragePrecision { get; init; }

    /// <summary>Fits an intercept to rows with offsets, and evaluates it on them.</summary>
    /// <param name="offsets">The offset of each row, added to its log-odds: n finite values.</param>
    /// <param name="isPositive">Whether each row's class is the positive one, n values.</param>
    /// <param name="weights">The weights, n values of 0 or more; empty if every row has weight 1.</param>
    /// <returns>The quality; <see langword="null"/> where all rows are of one class.</returns>
    public static BaselineMetrics? Compute(
        ReadOnlySpan<double> offsets, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights = default) =>
        Recalibration.Baseline(RowParts.Whole(offsets.Length), offsets.ToArray(), isPositive.ToArray(), weights.ToArray());

    internal static BaselineMetrics Of(BinaryMetrics metrics) =>
        new(metrics.LogLoss, metrics.Accuracy, metrics.RocAuc)
        {
            BrierScore = metrics.BrierScore,
            AveragePrecision = metrics.AveragePrecision,
        };
}
