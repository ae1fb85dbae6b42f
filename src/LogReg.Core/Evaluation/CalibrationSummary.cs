namespace LogReg.Evaluation;

/// <summary>
/// How well predicted probabilities agree with what was observed, in numbers that do not depend on how many rows there are. On the rows that a model of maximum likelihood was fitted to the intercept is 0 and the slope 1 whatever the model;
/// on other rows they tell how far it is off.
/// </summary>
/// <param name="Intercept">
/// Calibration in the large: a of logit P = a + η with η the predicted log-odds, fitted to the rows; 0 is perfect, above 0 probabilities are too low on average. ±∞ where all rows have one class.
/// </param>
/// <param name="Slope">
/// b of logit P = a + b·η, fitted to the rows (Cox 1958, Two further applications of a model for binary regression); 1 is perfect, below 1 predictions are too extreme, as those of an overfitted model are. ±∞ where the predictions
/// separate the classes; NaN where they are all equal or a class has no rows.
/// </param>
/// <param name="MeanAbsoluteError">Σ |O − E| / n over groups of rows that are cut at the deciles of the probabilities, O the positive rows of a group and E the sum of its probabilities; from 0 to 1.</param>
public sealed record CalibrationSummary(double Intercept, double Slope, double MeanAbsoluteError)
{
    /// <summary>The lower bound of the 95% Wald interval of <see cref="Slope"/>; a row of weight 2 counts as two. NaN where the slope is not finite, or an older version wrote it.</summary>
    public double SlopeLower { get; init; } = double.NaN;

    /// <summary>The upper bound of the 95% Wald interval of <see cref="Slope"/>; NaN where <see cref="SlopeLower"/> is.</summary>
    public double SlopeUpper { get; init; } = double.NaN;

    /// <summary>Compares predictions with classes.</summary>
    /// <param name="logOdds">The predicted log-odds, n finite values.</param>
    /// <param name="isPositive">Whether each row's class is the positive one, n values.</param>
    /// <param name="weights">How much each row counts, n values of 0 or more; empty for 1.</param>
    public static CalibrationSummary Compute(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights = default) =>
        Recalibration.Summarise(logOdds, isPositive, weights);
}
