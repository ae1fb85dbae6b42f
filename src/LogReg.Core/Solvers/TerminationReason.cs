using System.Text.Json.Serialization;

namespace LogReg.Solvers;

/// <summary>The reason why a solver stopped.</summary>
public enum TerminationReason
{
    /// <summary>The largest entry of the gradient fell to the tolerance: a minimum.</summary>
    Gradient,

    /// <summary>The gradient is small, and double precision allows no further decrease: a minimum to the precision that is
    /// possible.</summary>
    Precision,

    /// <summary>The maximum number of iterations was reached. The coefficients are the best found, not a minimum.</summary>
    [JsonStringEnumMemberName("iterations")]
    MaximumIterations,

    /// <summary>The classes are completely separated: the likelihood has no maximum, and the coefficients would grow without
    /// bound.</summary>
    Separation,

    /// <summary>The loss increased, or no step decreases it although the gradient is not small: the learning rate is too large, or the
    /// scaling is extreme.</summary>
    Divergence,

    /// <summary>The loss on the rows set aside stopped falling: the coefficients are those with the lowest such loss, deliberately short of
    /// the minimum.</summary>
    [JsonStringEnumMemberName("early-stopping")]
    EarlyStopping,

    /// <summary>Every coefficient is within about a twentieth of its standard error of the minimum: good enough for prediction, but not
    /// exact.</summary>
    Statistical,
}
