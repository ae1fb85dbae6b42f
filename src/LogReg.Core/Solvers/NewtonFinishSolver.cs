using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton by conjugate gradients down to the minimum, then Newton's exact step there: one Hessian is formed and factorised in the whole
/// fit. It shows which columns depend on others, proves that the minimum exists, and serves the standard errors. Where conjugate gradients
/// make no way, because the Hessian is ill-conditioned, Newton goes on from where they are.
/// </summary>
internal sealed class NewtonFinishSolver : ISolver
{
    private readonly int _mostProducts;

    /// <param name="mostProducts">How many products with the Hessian are spent before Newton goes on alone, at least 1.</param>
    public NewtonFinishSolver(int mostProducts)
    {
        _mostProducts = mostProducts;
    }

    public SolverKind Kind => SolverKind.NewtonConjugateGradient;

    public int DefaultMaxIterations => 200;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        SolverState? saved = options.Checkpoint?.Resume();
        var recorder = new IterationRecorder(saved?.History ?? [], progress);
        var current = new Iterate(objective.ParameterCount);
        start.CopyTo(current.Parameters);
        TerminationReason? end = NewtonConjugateGradientSolver.Descend(
            objective, ref current, recorder, options, saved, _mostProducts, polishes: true, cancellationToken);
        if (end is TerminationReason.Separation or TerminationReason.MaximumIterations)
        {
            return recorder.Result(current, end.Value);
        }

        var formed = new Iterate(objective.ParameterCount, withHessian: true);
        current.Parameters.CopyTo(formed.Parameters, 0);
        formed.Evaluate(objective, cancellationToken);
        DependentColumns.Hold(objective, formed, start, cancellationToken);
        return NewtonSolver.Continue(objective, formed, recorder, options with { Checkpoint = null }, cancellationToken);
    }
}
