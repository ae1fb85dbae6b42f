namespace LogReg.Updating;

/// <summary>How a model is updated to newer rows.</summary>
public enum UpdateMethod
{
    /// <summary>The simplest of <see cref="None"/>, <see cref="Intercept"/>, <see cref="Slope"/> and <see cref="Refit"/> that a closed test
    /// procedure does not reject.</summary>
    Auto,

    /// <summary>Not at all: the model is kept.</summary>
    None,

    /// <summary>Recalibration in the large: the intercept alone.</summary>
    Intercept,

    /// <summary>Logistic recalibration: the intercept, and one factor for all other coefficients. Known as Platt scaling.</summary>
    Slope,

    /// <summary>All coefficients, by maximum likelihood, of the same terms.</summary>
    Refit,

    /// <summary>Isotonic calibration: a step function of the log-odds (<see cref="LogisticModel.CalibrationSteps"/>); the coefficients are
    /// kept.</summary>
    Isotonic,
}
