namespace LogReg.Inference;

/// <summary>How far the features can be told apart.</summary>
/// <param name="ConditionNumber">√(largest / smallest eigenvalue) of the information XᵀWX of standardised features, scaled to ones on its diagonal
/// (after Belsley, Kuh &amp; Welsch 1980): above 30, some coefficients are poorly determined.</param>
/// <param name="Inflations">The variance inflation factor of each feature that has an estimate, in the order of the features.</param>
public sealed record CollinearityDiagnosis(double ConditionNumber, IReadOnlyList<VarianceInflation> Inflations);
