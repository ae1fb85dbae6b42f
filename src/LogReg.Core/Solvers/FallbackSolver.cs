using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// A solver that steps by the Hessian, and where it makes no way L-BFGS from the start: among rows that are all saturated the curvature says nothing, while the gradient still shows the way.
/// </summary>
internal sealed class FallbackSolver : ISolver
{
    private readonly ISolver _solver;
    private readonly FinishingSolver _fallback = new(new LbfgsSolver());

    /// <param name="solver">The solver that is tried first, and whose name the result has.</param>
    public FallbackSolver(ISolver solver)
    {
        _solver = solver;
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
        SolverResult result = _solver.Minimize(objective, start, options, progress, cancellationToken);
        if (result.Termination != TerminationReason.Divergence)
        {
            return result;
        }

        SolverResult second = _fallback.Minimize(
            objective, start, options with { MaxIterations = Math.Max(options.MaxIterations, _fallback.DefaultMaxIterations) }, progress, cancellationToken);
        return second.Evaluation.Value < result.Evaluation.Value ? second with { FinishingIterations = 0 } : result;
    }
}
