namespace LogReg.Inference;

/// <summary>A confidence interval.</summary>
/// <param name="Lower">The lower bound; −∞ where there is none, NaN where it was not found.</param>
/// <param name="Upper">The upper bound; ∞ where there is none, NaN where it was not found.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>Whether a test rejects some values between the bounds, as can be where a penalised likelihood has several maxima: the bounds are then the
    /// lowest and the highest value that it does not reject.</summary>
    public bool HasGap { get; init; }
}
