using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Limited-memory BFGS (Nocedal &amp; Wright, Numerical Optimization, 2006, algorithm 7.5), scaled by the diagonal of the Hessian at the
/// start, with a line search for the strong Wolfe conditions (algorithms 3.5 and 3.6).
/// </summary>
internal sealed class LbfgsSolver : ISolver
{
    private const int Memory = 20;

    public SolverKind Kind => SolverKind.Lbfgs;

    public int DefaultMaxIterations => 5000;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        SolverState? saved = options.Checkpoint?.Resume();
        var recorder = new IterationRecorder(saved?.History ?? [], progress);
        var current = new Iterate(length);
        (saved is null ? start : saved.Vectors[0]).CopyTo(current.Parameters);
        current.Evaluate(objective, cancellationToken);
        double[] diagonal = new double[length];
        bool isScaled = saved is null || saved.Numbers[0] != 0;
        if (saved is null)
        {
            recorder.Record(current, 0);
            objective.HessianDiagonal(start, diagonal, cancellationToken);
        }
        else
        {
            saved.Vectors[1].CopyTo(diagonal, 0);
        }

        var memory = new LbfgsMemory(diagonal, Memory);
        if (saved is not null)
        {
            memory.Add([.. saved.Vectors.Skip(2)], [.. saved.Numbers.Skip(1)]);
        }

        var search = new WolfeLineSearch(objective);
        double[] direction = new double[length];
        while (true)
        {
            if (current.Evaluation.Separates)
            {
                return recorder.Result(current, TerminationReason.Separation);
            }

            options.Checkpoint?.Keep(
                recorder.History,
                [[.. current.Parameters], [.. diagonal], .. memory.Pairs()],
                [isScaled ? 1 : 0, .. memory.Curvatures()]);
            memory.Direction(current.Gradient, direction);
            if (current.GradientNorm <= options.Tolerance && StoppingRule.IsNegligible(direction, current.Parameters, options))
            {
                return recorder.Result(current, TerminationReason.Gradient);
            }

            if (recorder.Iterations >= options.MaxIterations)
            {
                return recorder.Result(current, TerminationReason.MaximumIterations);
            }

            double? step = search.Search(current, direction, 1, cancellationToken);
            if (step is null && !memory.IsEmpty)
            {
                // Rounding has spoilt the curvature pairs: once more from the steepest descent.
                memory.Clear();
                continue;
            }

            if (step is null && isScaled)
            {
                // Where the start has saturated all rows, the curvature there says nothing of the scale of the steps that lead away.
                isScaled = false;
                Array.Fill(diagonal, 1);
                memory = new LbfgsMemory(diagonal, Memory);
                continue;
            }

            if (step is null)
            {
                return recorder.Result(current, StoppingRule.WhenStalled(current, options));
            }

            Iterate next = search.Accepted;
            memory.Add(current, next);
            search.Recycle(current);
            current = next;
            recorder.Record(current, step.Value);
        }
    }
}
