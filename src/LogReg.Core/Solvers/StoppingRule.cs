namespace LogReg.Solvers;

/// <summary>The questions that every solver asks of an iterate.</summary>
internal static class StoppingRule
{
    /// <summary>
    /// When no step lowers the objective any more, a gradient of at most √tolerance, but no less than 10⁻⁸ and no more than 10⁻⁶, means that rounding is the reason, and a larger
    /// one that the search has failed.
    /// </summary>
    public static TerminationReason WhenStalled(Iterate iterate, SolverOptions options) =>
        iterate.GradientNorm <= Math.Clamp(Math.Sqrt(options.Tolerance), 1e-8, 1e-6) ? TerminationReason.Precision : TerminationReason.Divergence;

    /// <summary>A rise of the objective that rounding alone can make.</summary>
    public static double RoundingOf(double value) => 8 * double.Epsilon + (Math.Abs(value) * 1e-15);
}
