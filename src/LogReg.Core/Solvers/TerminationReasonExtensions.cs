namespace LogReg.Solvers;

/// <summary>The names of reasons in reports and model files.</summary>
public static class TerminationReasonExtensions
{
    /// <summary>Gets the short name of a reason: <c>gradient</c>, <c>precision</c>, <c>iterations</c>, <c>separation</c>,
    /// <c>divergence</c>, <c>early-stopping</c> or <c>statistical</c>.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined in the enumeration.</exception>
    public static string ToName(this TerminationReason reason) => reason switch
    {
        TerminationReason.Gradient => "gradient",
        TerminationReason.Precision => "precision",
        TerminationReason.MaximumIterations => "iterations",
        TerminationReason.Separation => "separation",
        TerminationReason.Divergence => "divergence",
        TerminationReason.EarlyStopping => "early-stopping",
        TerminationReason.Statistical => "statistical",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };

    /// <summary>Determines whether the solver reached a minimum, came within the sampling error of it, or stopped early as
    /// requested.</summary>
    /// <param name="reason">The reason.</param>
    public static bool IsConverged(this TerminationReason reason) =>
        reason is TerminationReason.Gradient or TerminationReason.Precision or TerminationReason.EarlyStopping
            or TerminationReason.Statistical;
}
