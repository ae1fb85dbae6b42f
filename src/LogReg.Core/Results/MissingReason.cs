namespace LogReg;

/// <summary>Why missing cells were handled in the way that they were.</summary>
public enum MissingReason
{
    /// <summary>The caller requested it.</summary>
    Asked,

    /// <summary><see cref="MissingHandling.Auto"/> left rows out because the fit has standard errors.</summary>
    StandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because the fit has no standard errors.</summary>
    NoStandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because fewer than half of the observations (rows, or the sum of frequency
    /// weights) are complete.</summary>
    TooFewRows,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because the complete observations (rows, or the sum of frequency weights) are no
    /// more than the coefficients.</summary>
    TooManyCoefficients,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because a class of the target has no complete row.</summary>
    ClassLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because a feature is constant in the complete rows.</summary>
    FeatureLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed because a reference level that the caller chose has no complete row.</summary>
    ReferenceLost,

    /// <summary>The formula has a term <c>missing(x)</c>, which keeps the rows without x.</summary>
    Formula,
}
