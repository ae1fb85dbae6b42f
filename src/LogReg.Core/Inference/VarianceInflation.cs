using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>How much a feature's dependence on the others inflates the variance of its coefficients (Fox &amp; Monette 1992, Generalized
/// collinearity diagnostics): 1 without any.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Factor">The variance inflation factor; of a categorical feature the generalised one, of its coefficients' joint confidence region.</param>
/// <param name="DegreesOfFreedom">How many coefficients the feature has.</param>
public sealed record VarianceInflation(string Feature, double Factor, int DegreesOfFreedom)
{
    /// <summary>Factor^(1/df): comparable with the factor of a feature of one coefficient.</summary>
    public double FactorPerCoefficient => ElementaryFunctions.Power(Factor, 1.0 / DegreesOfFreedom);
}
