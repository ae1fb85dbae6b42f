namespace LogReg.Solvers;

/// <summary>Why a solver stopped.</summary>
public enum TerminationReason
{
    /// <summary>The largest entry of the gradient fell to the tolerance: a minimum.</summary>
    Gradient,

    /// <summary>The gradient is small, and double precision allows no further decrease: a minimum as exact as it can be had.</summary>
    Precision,

    /// <summary>The iterations ran out first. The coefficients are the best found, not a minimum.</summary>
    MaximumIterations,

    /// <summary>The classes are completely separated: the likelihood has no maximum, the coefficients would grow without end.</summary>
    Separation,

    /// <summary>The loss grew or no step lowers it, while the gradient is not small: a learning rate that is too large, or hopeless scaling.</summary>
    Divergence,

    /// <summary>The loss on the rows set aside no longer falls: the coefficients are those where it was lowest, short of the minimum on purpose.</summary>
    EarlyStopping,

    /// <summary>Every coefficient is within about a twentieth of its standard error of the minimum: good for prediction, not to the last digit.</summary>
    Statistical,
}
