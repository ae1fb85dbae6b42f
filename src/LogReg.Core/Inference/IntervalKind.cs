namespace LogReg.Inference;

/// <summary>The kind of confidence intervals of coefficients.</summary>
public enum IntervalKind
{
    /// <summary>Wald intervals, estimate ± z · standard error.</summary>
    Wald,

    /// <summary>Profile-likelihood intervals: all values that a likelihood-ratio test does not reject. They are better in small samples,
    /// and need a fit or two for each bound.</summary>
    Profile,
}
