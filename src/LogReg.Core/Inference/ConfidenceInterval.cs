namespace LogReg.Inference;

/// <summary>A confidence interval.</summary>
/// <param name="Lower">The lower bound; −∞ where there is none.</param>
/// <param name="Upper">The upper bound; ∞ where there is none.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper);
