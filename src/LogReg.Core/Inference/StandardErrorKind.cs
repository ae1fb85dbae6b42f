namespace LogReg.Inference;

/// <summary>The kind of standard errors.</summary>
public enum StandardErrorKind
{
    /// <summary>Model-based standard errors, from the inverse of the Fisher information XᵀWX.</summary>
    Model,

    /// <summary>Heteroscedasticity-robust standard errors HC0: White's sandwich estimator (1980), without a small-sample
    /// correction.</summary>
    Hc0,

    /// <summary>Heteroscedasticity-robust standard errors HC1: White's sandwich estimator times n/(n − p).</summary>
    Hc1,

    /// <summary>Cluster-robust standard errors: the sandwich estimator with scores summed by cluster, times G/(G − 1) for G
    /// clusters.</summary>
    Cluster,
}
