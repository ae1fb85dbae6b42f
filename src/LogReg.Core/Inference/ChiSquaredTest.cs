namespace LogReg.Inference;

/// <summary>A χ² test: a likelihood-ratio test of a model against a smaller one, 2(ℓ − ℓ₀), or a Wald test that coefficients are 0,
/// b·V⁻¹·b.</summary>
/// <param name="Statistic">The test statistic, 0 or more.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom: the number of coefficients that are tested.</param>
/// <param name="PValue">P(χ² ≥ statistic), 0 to 1; NaN without degrees of freedom.</param>
public sealed record ChiSquaredTest(double Statistic, int DegreesOfFreedom, double PValue);
