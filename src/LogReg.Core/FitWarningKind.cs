namespace LogReg;

/// <summary>What a <see cref="FitWarning"/> is about.</summary>
public enum FitWarningKind
{
    /// <summary>The solver stopped before it reached a minimum.</summary>
    NotConverged,

    /// <summary>The features separate the classes completely: the likelihood has no maximum.</summary>
    Separation,

    /// <summary>A level has rows of some classes only: its coefficient has no finite estimate.</summary>
    QuasiSeparation,

    /// <summary>A column is a linear combination of others: its coefficient was left at 0.</summary>
    Collinearity,

    /// <summary>Features nearly follow from each other: their coefficients are poorly determined.</summary>
    NearCollinearity,

    /// <summary>An estimate exists, but the data do not determine it: the rows that it stands on are predicted with certainty.</summary>
    Undetermined,

    /// <summary>The weights may not mean what they are taken for.</summary>
    Weights,

    /// <summary>Standard errors take imputed cells for observed ones.</summary>
    Imputation,

    /// <summary>Fits of the cross-validation did not end as they should.</summary>
    Validation,

    /// <summary>Something in the file was left out, or may have been read otherwise than it was meant.</summary>
    Reading,
}
