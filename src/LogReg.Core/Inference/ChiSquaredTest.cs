namespace LogReg.Inference;

/// <summary>A test whose statistic is compared with χ²: of a model against a smaller one by the likelihood ratio, 2(ℓ − ℓ₀), or of coefficients being 0 by
/// Wald's b·V⁻¹·b.</summary>
/// <param name="Statistic">The statistic, 0 or more.</param>
/// <param name="DegreesOfFreedom">How many coefficients are tested at once.</param>
/// <param name="PValue">P(χ² ≥ statistic), 0 to 1; NaN without degrees of freedom.</param>
public sealed record ChiSquaredTest(double Statistic, int DegreesOfFreedom, double PValue);
