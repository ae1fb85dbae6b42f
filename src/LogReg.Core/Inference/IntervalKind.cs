namespace LogReg.Inference;

/// <summary>How confidence intervals of coefficients are found.</summary>
public enum IntervalKind
{
    /// <summary>Estimate ± z · standard error.</summary>
    Wald,

    /// <summary>All values that a likelihood-ratio test does not reject: better for small samples, and a fit for each bound.</summary>
    Profile,
}
