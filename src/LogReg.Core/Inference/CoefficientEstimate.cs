using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>A coefficient with what is known of its uncertainty. Where a coefficient has no estimate, everything but its name is NaN.</summary>
/// <param name="Name">The coefficient's name.</param>
/// <param name="Estimate">The estimate; ±∞ where the likelihood grows for ever in that direction, NaN where the column was left out.</param>
/// <param name="StandardError">The standard error.</param>
/// <param name="PValue">The two-sided p-value of the hypothesis that the coefficient is 0.</param>
/// <param name="Interval">The confidence interval of the coefficient.</param>
public sealed record CoefficientEstimate(string Name, double Estimate, double StandardError, double PValue, ConfidenceInterval Interval)
{
    /// <summary>Estimate / standard error: the Wald statistic.</summary>
    public double ZValue => Estimate / StandardError;

    /// <summary>exp(estimate): the factor on the odds for one unit more.</summary>
    public double OddsRatio => ElementaryFunctions.Exp(Estimate);

    /// <summary>The confidence interval of the odds ratio.</summary>
    public ConfidenceInterval OddsRatioInterval => new(ElementaryFunctions.Exp(Interval.Lower), ElementaryFunctions.Exp(Interval.Upper));
}
