using LogReg.Collectives;

namespace LogReg.Evaluation;

/// <summary>
/// Measures of calibration that do not depend on the number of rows: how well predicted probabilities agree with observed proportions. On
/// the rows to which a maximum likelihood model was fitted, the intercept is 0 and the slope 1 for any model; on other rows, they show how
/// far the model is miscalibrated.
/// </summary>
/// <param name="Intercept">
/// Calibration in the large: a of logit P = a + η with η the predicted log-odds, fitted to the rows; 0 is perfect, above 0 probabilities
/// are too low on average. ±∞ where all rows have one class.
/// </param>
/// <param name="Slope">
/// b of logit P = a + b·η, fitted to the rows (Cox 1958, Two further applications of a model for binary regression); 1 is perfect, below 1
/// predictions are too extreme, as those of an overfitted model are. ±∞ where the predictions separate the classes; NaN where they are all
/// equal or a class has no rows.
/// </param>
/// <param name="MeanAbsoluteError">Σ |O − E| / n over groups of rows that are cut at the deciles of the probabilities, O the positive rows
/// of a group and E the sum of its probabilities; from 0 to 1.</param>
public sealed record CalibrationSummary(double Intercept, double Slope, double MeanAbsoluteError)
{
    /// <summary>The lower bound of the 95% Wald interval of <see cref="Slope"/>; a row of weight 2 counts as two. NaN where the slope is
    /// not finite, or an older version wrote it.</summary>
    public double SlopeLower { get; init; } = double.NaN;

    /// <summary>The upper bound of the 95% Wald interval of <see cref="Slope"/>; NaN where <see cref="SlopeLower"/> is.</summary>
    public double SlopeUpper { get; init; } = double.NaN;

    /// <summary>Compares predictions with classes.</summary>
    /// <param name="logOdds">The predicted log-odds, n finite values.</param>
    /// <param name="isPositive">Whether each row's class is the positive one, n values.</param>
    /// <param name="weights">The weights, n values of 0 or more; empty if every row has weight 1.</param>
    public static CalibrationSummary Compute(
        ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights = default) =>
        Recalibration.Summarise(RowParts.Whole(logOdds.Length), logOdds.ToArray(), isPositive.ToArray(), weights.ToArray());
}
