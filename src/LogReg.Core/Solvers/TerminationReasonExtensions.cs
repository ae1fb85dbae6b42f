namespace LogReg.Solvers;

/// <summary>The names of reasons as they stand in a report and in a model file.</summary>
public static class TerminationReasonExtensions
{
    /// <summary>The reason's short name: <c>gradient</c>, <c>precision</c>, <c>iterations</c>, <c>separation</c>, <c>divergence</c>, <c>early-stopping</c> or <c>statistical</c>.</summary>
    /// <param name="reason">The reason.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration's.</exception>
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

    /// <summary>Whether the solver ended where it was asked to: at a minimum, within the sampling error of one, or where it was to stop early.</summary>
    /// <param name="reason">The reason.</param>
    public static bool IsConverged(this TerminationReason reason) =>
        reason is TerminationReason.Gradient or TerminationReason.Precision or TerminationReason.EarlyStopping or TerminationReason.Statistical;
}
