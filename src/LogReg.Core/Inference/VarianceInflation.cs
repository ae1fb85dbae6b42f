using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>The variance inflation factor (VIF) of a feature: how much collinearity with other features inflates the variance of its
/// coefficients (Fox &amp; Monette 1992, Generalized collinearity diagnostics): 1 without any.</summary>
/// <param name="Feature">The name of the feature.</param>
/// <param name="Factor">The VIF; for a categorical feature, the generalised VIF of the joint confidence region of its coefficients.</param>
/// <param name="DegreesOfFreedom">The number of coefficients of the feature.</param>
public sealed record VarianceInflation(string Feature, double Factor, int DegreesOfFreedom)
{
    /// <summary>Factor^(1/df), which is comparable with the VIF of a feature with one coefficient.</summary>
    public double FactorPerCoefficient => ElementaryFunctions.Power(Factor, 1.0 / DegreesOfFreedom);
}
