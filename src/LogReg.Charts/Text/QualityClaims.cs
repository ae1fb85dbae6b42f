using LogReg.Evaluation;

namespace LogReg.Charts.Text;

/// <summary>Claims about a model's quality, made only if the numbers support them.</summary>
internal static class QualityClaims
{
    // Fewer events for each coefficient are too few by every rule of the field (Peduzzi et al. 1996).
    private const double FewEvents = 10;

    // Slopes nearer to 1 make little difference, however significant.
    private const double LowSlope = 0.8;
    private const double HighSlope = 1.25;

    /// <summary>The baseline of a model, in words.</summary>
    public static string Baseline(LogisticModel model) => model.OffsetColumn is null ? "the intercept alone" : "intercept and offset alone";

    /// <summary>The same as the header of a column.</summary>
    public static string BaselineHeader(LogisticModel model) => model.OffsetColumn is null ? "intercept only" : "intercept, offset only";

    /// <summary>Whether rows have one class only, so that no baseline on them means anything.</summary>
    public static bool HasOneClass(ClassificationMetrics metrics) =>
        Enumerable.Range(0, metrics.ConfusionMatrix.Classes.Count).Count(code => metrics.ConfusionMatrix.ActualTotal(code) > 0) < 2;

    /// <summary>Whether the log loss of rows that a model was not fitted to is no lower than the baseline's.</summary>
    public static bool IsNoBetter(ClassificationMetrics metrics) => !HasOneClass(metrics) && metrics.LogLoss >= metrics.NullLogLoss;

    /// <summary>That probabilities are too extreme or not extreme enough, where the interval of the calibration slope says so and the
    /// difference matters; else <see langword="null"/>.</summary>
    public static string? Slope(ClassificationMetrics metrics, string rows)
    {
        // The interval takes weights for counts of rows; where they are something else, it supports no claim.
        ConfusionMatrix matrix = metrics.ConfusionMatrix;
        bool isWeighted = matrix.Total != metrics.Rows
            || Enumerable.Range(0, 4).Any(cell => matrix[cell / 2, cell % 2] != Math.Floor(matrix[cell / 2, cell % 2]));
        if (metrics.Binary?.Calibration is not CalibrationSummary calibration || isWeighted)
        {
            return null;
        }

        bool isLow = calibration.Slope < LowSlope && calibration.SlopeUpper < 1;
        bool isHigh = calibration.Slope > HighSlope && calibration.SlopeLower > 1;
        return isLow || isHigh
            ? $"on {rows} the calibration slope is {CalibrationText.SlopeText(calibration)}, so they are "
                + $"{(isLow ? "too extreme" : "not extreme enough")}"
            : null;
    }

    /// <summary>That there are few rows of the rarest class for the coefficients of an equation; <see langword="null"/> where there are
    /// enough, or it is not known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="classCounts">How many training rows each class has.</param>
    public static string? FewEventsPerVariable(LogisticModel model, IReadOnlyList<long> classCounts)
    {
        int equations = model.ClassesWithEquation.Count();
        int coefficients = ((model.Inference?.Rank ?? 0) - equations) / equations;
        long events = classCounts.Min();
        if (model.Inference is not { IsBiasReduced: false } || coefficients <= 0 || (double)events / coefficients >= FewEvents)
        {
            return null;
        }

        string each = equations > 1 ? " in each equation" : "";
        return $"{NumberFormat.Fixed((double)events / coefficients, 1)} events per variable ({NumberFormat.Count(events, "row")} of the "
            + $"rarest class, {NumberFormat.Count(coefficients, "coefficient")}{each}); fewer than 10 make estimates unstable";
    }

    /// <summary>The remark on the number of rows if their weights differ; otherwise empty.</summary>
    /// <param name="model">The model.</param>
    /// <param name="hasWeights">Whether rows have weights.</param>
    /// <param name="isReweighted">Whether rows are reweighted to the model's prior, where it has one.</param>
    public static string Weighting(
        LogisticModel model, bool hasWeights, bool isReweighted = true) => (isReweighted ? model.Training.Prior : null, hasWeights) switch
        {
            ({ } prior, true) => $", weighted and reweighted to {Share(model, prior)},",
            ({ } prior, false) => $", reweighted to {Share(model, prior)},",
            (null, true) => " (weighted)",
            _ => "",
        };

    private static string Share(LogisticModel model, double prior) =>
        $"the prior of {NumberFormat.Percent(prior)} {Printable.Cut(model.Target.Positive!, 30)}";
}
