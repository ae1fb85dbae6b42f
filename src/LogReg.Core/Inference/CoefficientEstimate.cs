using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The estimate of a coefficient with its uncertainty. If a coefficient has no estimate, all numbers are NaN.</summary>
/// <param name="Name">The name of the coefficient.</param>
/// <param name="Estimate">The estimate; ±∞ if the likelihood keeps growing in that direction, NaN if the column was left out.</param>
/// <param name="StandardError">The standard error.</param>
/// <param name="PValue">The two-sided p-value of the hypothesis that the coefficient is 0.</param>
/// <param name="Interval">The confidence interval of the coefficient.</param>
public sealed record CoefficientEstimate(string Name, double Estimate, double StandardError, double PValue, ConfidenceInterval Interval)
{
    /// <summary>The Wald statistic, estimate / standard error.</summary>
    public double ZValue => Estimate / StandardError;

    /// <summary>The odds ratio, exp(estimate): the factor by which the odds change per unit.</summary>
    public double OddsRatio => ElementaryFunctions.Exp(Estimate);

    /// <summary>The confidence interval of the odds ratio.</summary>
    public ConfidenceInterval OddsRatioInterval => new(ElementaryFunctions.Exp(Interval.Lower), ElementaryFunctions.Exp(Interval.Upper));
}
