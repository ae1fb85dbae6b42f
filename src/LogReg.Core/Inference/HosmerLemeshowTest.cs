namespace LogReg.Inference;

/// <summary>
/// The Hosmer–Lemeshow test of calibration: compares predicted with observed proportions in groups of equal size by Σ (O − E)²/(E(1 − E/n))
/// over the groups, which is compared with χ² with two fewer degrees of freedom than groups (Hosmer &amp; Lemeshow 1980, Goodness of fit
/// tests for the multiple logistic regression model).
/// </summary>
/// <param name="Statistic">The test statistic.</param>
/// <param name="Groups">The number of groups: 10, or fewer if many rows have the same probability.</param>
/// <param name="PValue">P(χ² ≥ statistic): small if the model is not calibrated; NaN with fewer than three groups.</param>
public sealed record HosmerLemeshowTest(double Statistic, int Groups, double PValue)
{
    /// <summary>The degrees of freedom, groups − 2.</summary>
    public int DegreesOfFreedom => Groups - 2;

    /// <summary>How far predicted and observed proportions differ: Σ |O − E| / n over the groups, between 0 and 1. Beside the test, which
    /// rejects every model once there are enough rows, it is the size of what is wrong. <see langword="null"/> in models of older
    /// versions.</summary>
    public double? MeanAbsoluteError { get; init; }
}
