using System.Numerics.Tensors;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Limited-memory BFGS (Nocedal &amp; Wright, Numerical Optimization, 2006, algorithm 7.5) with a line search for the strong Wolfe
/// conditions (algorithms 3.5 and 3.6).
/// </summary>
internal sealed class LbfgsSolver : ISolver
{
    private const int Memory = 10;

    public SolverKind Kind => SolverKind.Lbfgs;

    public int DefaultMaxIterations => 1000;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        var recorder = new IterationRecorder(progress);
        var current = new Iterate(length);
        start.CopyTo(current.Parameters);
        current.Evaluate(objective, cancellationToken);
        recorder.Record(current, 0);
        var memory = new LbfgsMemory(length, Memory);
        var search = new WolfeLineSearch(objective);
        double[] direction = new double[length];
        while (true)
        {
            if (current.Evaluation.Separates)
            {
                return recorder.Result(current, TerminationReason.Separation);
            }

            if (current.GradientNorm <= options.Tolerance)
            {
                return recorder.Result(current, TerminationReason.Gradient);
            }

            if (recorder.Iterations >= options.MaxIterations)
            {
                return recorder.Result(current, TerminationReason.MaximumIterations);
            }

            memory.Direction(current.Gradient, direction);
            double firstStep = memory.IsEmpty ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(current.Gradient)) : 1;
            double? step = search.Search(current, direction, firstStep, cancellationToken);
            if (step is null && !memory.IsEmpty)
            {
                // Rounding has spoilt the curvature pairs: once more from the steepest descent.
                memory.Clear();
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
