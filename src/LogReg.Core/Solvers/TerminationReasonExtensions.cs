namespace LogReg.Solvers;

/// <summary>The names of reasons in reports and model files.</summary>
public static class TerminationReasonExtensions
{
    /// <summary>Determines whether the solver reached a minimum, came within the sampling error of it, or stopped early as
    /// requested.</summary>
    /// <param name="reason">The reason.</param>
    public static bool IsConverged(this TerminationReason reason) =>
        reason is TerminationReason.Gradient or TerminationReason.Precision or TerminationReason.EarlyStopping
            or TerminationReason.Statistical;
}
