namespace LogReg.Inference;

/// <summary>A confidence interval.</summary>
/// <param name="Lower">The lower bound; −∞ if there is none, NaN if it was not found.</param>
/// <param name="Upper">The upper bound; ∞ if there is none, NaN if it was not found.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    /// <summary>Whether the test rejects some values between the bounds, which is possible if a penalised likelihood has several maxima:
    /// the bounds are then the lowest and the highest value that it does not reject.</summary>
    public bool HasGap { get; init; }
}
