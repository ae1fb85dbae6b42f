namespace LogReg.Inference;

/// <summary>A test of a model against a smaller one in it: twice the difference of their log-likelihoods, compared with χ².</summary>
/// <param name="Statistic">2(ℓ − ℓ₀), 0 or more.</param>
/// <param name="DegreesOfFreedom">How many more free coefficients the larger model has.</param>
/// <param name="PValue">P(χ² ≥ statistic), 0 to 1; NaN without degrees of freedom.</param>
public sealed record LikelihoodRatioTest(double Statistic, int DegreesOfFreedom, double PValue);
