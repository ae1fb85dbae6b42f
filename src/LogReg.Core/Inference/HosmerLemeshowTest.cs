namespace LogReg.Inference;

/// <summary>
/// Whether predicted probabilities agree with observed shares in groups of equal size: Σ (O − E)²/(E(1 − E/n)) over the groups, compared
/// with χ² on two fewer degrees of freedom than groups (Hosmer &amp; Lemeshow 1980, Goodness of fit tests for the multiple logistic regression model).
/// </summary>
/// <param name="Statistic">The sum.</param>
/// <param name="Groups">How many groups there are: 10, or fewer where many rows have the same probability.</param>
/// <param name="PValue">P(χ² ≥ statistic): small where the model is badly calibrated; NaN with fewer than three groups.</param>
public sealed record HosmerLemeshowTest(double Statistic, int Groups, double PValue)
{
    /// <summary>Groups − 2.</summary>
    public int DegreesOfFreedom => Groups - 2;

    /// <summary>How far predicted and observed proportions differ: Σ |O − E| / n over the groups, between 0 and 1. Beside the test, which rejects every model once there are enough rows, it is the size of what is wrong.
    /// <see langword="null"/> in models of older versions.</summary>
    public double? MeanAbsoluteError { get; init; }
}
