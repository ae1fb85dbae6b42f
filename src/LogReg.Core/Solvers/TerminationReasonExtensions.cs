namespace LogReg.Solvers;

/// <summary>The names of reasons as they stand in a report and in a model file.</summary>
public static class TerminationReasonExtensions
{
    /// <summary>The reason's short name: <c>gradient</c>, <c>precision</c>, <c>iterations</c>, <c>separation</c>, <c>divergence</c> or <c>early-stopping</c>.</summary>
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
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
