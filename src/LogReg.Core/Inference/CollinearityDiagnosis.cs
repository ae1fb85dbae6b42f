namespace LogReg.Inference;

/// <summary>The collinearity of the features.</summary>
/// <param name="ConditionNumber">The condition number √(largest / smallest eigenvalue) of the information matrix XᵀWX of standardised
/// features, scaled to a unit diagonal (after Belsley, Kuh &amp; Welsch 1980): above 30, some coefficients are poorly determined.</param>
/// <param name="Inflations">The variance inflation factor (VIF) of each feature that has an estimate, in the order of the features.</param>
public sealed record CollinearityDiagnosis(double ConditionNumber, IReadOnlyList<VarianceInflation> Inflations);
