using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// A solver that steps by the Hessian and, if that stalls, L-BFGS from the same start: among rows that are all saturated the curvature says
/// nothing, while the gradient still shows the way.
/// </summary>
internal sealed class FallbackSolver : ISolver
{
    // What rounding makes of equal values.
    private const double EqualShare = 1e-12;

    private readonly ISolver _solver;
    private readonly int? _mostIterations;
    private readonly FinishingSolver _fallback = new(new LbfgsSolver());

    /// <param name="solver">The solver that is tried first, and whose name the result has.</param>
    /// <param name="mostIterations">The limit for both together that the caller has set; <see langword="null"/> for each solver's
    /// own.</param>
    public FallbackSolver(ISolver solver, int? mostIterations = null)
    {
        _solver = solver;
        _mostIterations = mostIterations;
    }

    public SolverKind Kind => _solver.Kind;

    public int DefaultMaxIterations => _solver.DefaultMaxIterations;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        SolverResult first = _solver.Minimize(objective, start, options, progress, cancellationToken);
        int left = _mostIterations - first.Iterations - 1 ?? _fallback.DefaultMaxIterations;
        if (first.Termination != TerminationReason.Divergence || left < 1)
        {
            return first;
        }

        SolverResult second = _fallback.Minimize(
            objective, start, options with { MaxIterations = left, Checkpoint = null }, progress, cancellationToken);
        bool isBetter = second.Termination is TerminationReason.Gradient or TerminationReason.Precision
            || !double.IsFinite(first.Evaluation.Value)
            || second.Evaluation.Value < first.Evaluation.Value - (EqualShare * Math.Abs(first.Evaluation.Value));
        return isBetter ? (second with { FinishingIterations = 0 }).After(first) : first;
    }
}
