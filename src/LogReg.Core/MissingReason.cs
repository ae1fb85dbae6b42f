namespace LogReg;

/// <summary>The reason why missing cells were handled as they were.</summary>
public enum MissingReason
{
    /// <summary>The options asked for it.</summary>
    Asked,

    /// <summary><see cref="MissingHandling.Auto"/> left rows out, because the fit has standard errors.</summary>
    StandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because the fit has no standard errors.</summary>
    NoStandardErrors,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because fewer than half of the rows are complete.</summary>
    TooFewRows,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because there are no more complete rows than coefficients.</summary>
    TooManyCoefficients,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because a class of the target has no complete rows.</summary>
    ClassLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because a feature would be useless in the complete rows.</summary>
    FeatureLost,

    /// <summary><see cref="MissingHandling.Auto"/> imputed, because a reference level from the options has no complete rows.</summary>
    ReferenceLost,
}
