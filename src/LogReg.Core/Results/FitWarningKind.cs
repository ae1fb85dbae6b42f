namespace LogReg;

/// <summary>The kind of a <see cref="FitWarning"/>.</summary>
public enum FitWarningKind
{
    /// <summary>The solver stopped before it reached a minimum.</summary>
    NotConverged,

    /// <summary>The features separate the classes completely: the likelihood has no maximum.</summary>
    Separation,

    /// <summary>The rows of a level do not have all classes: its coefficient has no finite estimate.</summary>
    QuasiSeparation,

    /// <summary>A column is a linear combination of others: its coefficient was set to 0.</summary>
    Collinearity,

    /// <summary>Features are nearly collinear: their coefficients are poorly determined.</summary>
    NearCollinearity,

    /// <summary>An estimate is finite, but the data do not determine it, because the rows it depends on are predicted with
    /// certainty.</summary>
    Undetermined,

    /// <summary>The weights may not have the meaning that the fit assumes.</summary>
    Weights,

    /// <summary>Standard errors treat imputed cells as observed.</summary>
    Imputation,

    /// <summary>There are no more clusters than coefficients: their covariance has not the full rank, and tends to be too small.</summary>
    Clusters,

    /// <summary>Some fits of the cross-validation did not converge.</summary>
    Validation,

    /// <summary>Something in the file was left out, or may have been read otherwise than it was meant.</summary>
    Reading,
}
