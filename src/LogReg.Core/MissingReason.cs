namespace LogReg;

/// <summary>Why missing cells were handled as they were.</summary>
public enum MissingReason
{
    /// <summary>The caller asked for it.</summary>
    Asked,

    /// <summary><see cref="MissingHandling.Auto"/> left rows out, since the fit shows standard errors.</summary>
    StandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, since the fit shows no standard errors.</summary>
    NoStandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed: fewer than half of the rows have no missing cell.</summary>
    TooFewRows,

    /// <summary><see cref="MissingHandling.Auto"/> imputed: rows without missing cells are not more than coefficients.</summary>
    TooManyCoefficients,

    /// <summary><see cref="MissingHandling.Auto"/> imputed: a class of the target has no row without missing cells.</summary>
    ClassLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed: a feature says nothing in the rows without missing cells.</summary>
    FeatureLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed: a reference level that the caller chose has no row without missing cells.</summary>
    ReferenceLost,
}
