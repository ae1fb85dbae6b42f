using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Runs another solver, then finishes with Newton's method from where it converged: a gradient alone does not tell how far the minimum is.
/// The Hessian shows which columns depend on others, and serves the standard errors.
/// </summary>
internal sealed class FinishingSolver : ISolver
{
    private readonly ISolver _solver;

    /// <param name="solver">The solver that does the work; it minimises the objective that it is given and nothing besides.</param>
    public FinishingSolver(ISolver solver)
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
        // Newton's method judges the remaining step, so the inner solver need not.
        SolverResult result = _solver.Minimize(objective, start, options with { WeightSum = 0 }, progress, cancellationToken);
        if (result.Termination is not (TerminationReason.Gradient or TerminationReason.Precision))
        {
            return result;
        }

        var formed = new Iterate(objective.ParameterCount, withHessian: true);
        result.Parameters.CopyTo(formed.Parameters, 0);
        formed.Evaluate(objective, cancellationToken);
        DependentColumns.Hold(objective, formed, start, cancellationToken);
        SolverResult finished =
            NewtonSolver.Continue(
                objective, formed, new IterationRecorder(result.History, progress), options with { Checkpoint = null }, cancellationToken);
        return finished with { FinishingIterations = finished.Iterations - result.Iterations };
    }
}
