namespace LogReg.Inference;

/// <summary>
/// How the log-odds change when a column goes from one value to another, through all terms that read it: what a spline, a polynomial or a
/// product means, as <c>summary</c> of R's rms shows it. All other columns stay as they are. Those that the column is multiplied with are
/// at <see cref="At"/> and <see cref="Held"/>; others do not matter.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="From">The value before: of a numeric column, the first quartile of the training rows; of a categorical column, the
/// reference level or, where every level has a coefficient, the most frequent level.</param>
/// <param name="To">The value after: the third quartile, or another level. If the quartiles are equal, the two values are the smallest and
/// the largest.</param>
/// <param name="Difference">The difference of the log-odds, whose exponential is the odds ratio, with a Wald test and a Wald interval from
/// the covariance matrix of the coefficients. The estimate is NaN if there is none (<see cref="NoEstimate"/>), the rest NaN if the model
/// has no covariance matrix, as with a penalty.</param>
public sealed record ColumnEffect(string Column, ColumnValue From, ColumnValue To, CoefficientEstimate Difference)
{
    /// <summary>The value of another column that <see cref="Column"/> is multiplied with: each of its levels, or its quartiles (the
    /// smallest and the largest value if these are equal); <see langword="null"/> if no product contains the column.</summary>
    public ColumnValue? At { get; init; }

    /// <summary>The values of the further columns that <see cref="Column"/> is multiplied with: the median of a numeric column, the most
    /// frequent level of a categorical one.</summary>
    public IReadOnlyList<ColumnValue> Held { get; init; } = [];

    /// <summary>Why there is no estimate; <see langword="null"/> if there is one.</summary>
    public NoEstimateReason? NoEstimate { get; init; }

    /// <summary>The odds ratio, exp(difference): the factor by which the odds change.</summary>
    public double OddsRatio => Difference.OddsRatio;

    /// <summary>The confidence interval of the odds ratio.</summary>
    public ConfidenceInterval OddsRatioInterval => Difference.OddsRatioInterval;
}
