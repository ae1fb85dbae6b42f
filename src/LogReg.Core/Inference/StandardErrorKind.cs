namespace LogReg.Inference;

/// <summary>Where standard errors come from.</summary>
public enum StandardErrorKind
{
    /// <summary>From the model: the inverse of the Fisher information XᵀWX.</summary>
    Model,

    /// <summary>Robust against a wrong variance: White's sandwich (1980) without a correction for small samples.</summary>
    Hc0,

    /// <summary>White's sandwich times n/(n − p).</summary>
    Hc1,

    /// <summary>Robust against dependence within clusters: the sandwich of the clusters' summed scores, times G/(G − 1) for G clusters.</summary>
    Cluster,
}
