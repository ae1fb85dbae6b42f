using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton's method with step halving: β ← β − t·H⁻¹∇. For logistic regression this is iteratively reweighted least squares
/// (McCullagh &amp; Nelder 1989, §2.5). When the gradient has reached the tolerance one more full step is taken, which doubles the correct digits.
/// </summary>
internal sealed class NewtonSolver : ISolver
{
    private const int MaxHalvings = 30;

    // A pivot below this share of its diagonal entry is what rounding leaves of an exact linear dependence.
    internal const double PivotTolerance = 1e-12;

    // A last step this small changes no digit that anyone reads.
    private const double ExactStep = 1e-12;

    // Sums of many terms are not known to better than this.
    private const double HiddenShare = 1e-13;

    // A step this small is nothing but rounding: a tolerance below it cannot be reached.
    private const double VanishedStep = 1e-15;

    public SolverKind Kind => SolverKind.Newton;

    public int DefaultMaxIterations => 100;

    public SolverResult Minimize(
        IObjective objective,
        ReadOnlySpan<double> start,
        SolverOptions options,
        IProgress<IterationProgress>? progress,
        CancellationToken cancellationToken)
    {
        var recorder = new IterationRecorder(progress);
        var current = new Iterate(objective.ParameterCount, withHessian: true);
        start.CopyTo(current.Parameters);
        current.Evaluate(objective, cancellationToken);
        recorder.Record(current, 0);
        return Continue(objective, current, recorder, options, cancellationToken);
    }

    /// <summary>Goes on from a point that is recorded already.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="current">The point, evaluated with its Hessian; used up.</param>
    /// <param name="recorder">The iterations so far; those that follow count on.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static SolverResult Continue(
        IObjective objective, Iterate current, IterationRecorder recorder, SolverOptions options, CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        Iterate? candidate = null;
        double[] direction = new double[length];
        while (true)
        {
            if (current.Evaluation.Separates)
            {
                return recorder.Result(current, TerminationReason.Separation);
            }

            // The step from here comes first even where none may be taken: it is what tells whether the minimum exists.
            bool polishing = current.GradientNorm <= options.Tolerance;
            var factorization = new CholeskyFactorization(current.Hessian, length, PivotTolerance);
            IReadOnlyList<int> dependent = factorization.DependentColumns;
            factorization.Solve(current.Gradient, direction);
            TensorPrimitives.Negate(direction, direction);
            if (recorder.Iterations >= options.MaxIterations)
            {
                return recorder.Result(current, polishing ? TerminationReason.Gradient : TerminationReason.MaximumIterations, dependent, direction);
            }

            double longest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(direction));
            if (polishing && longest <= ExactStep)
            {
                return recorder.Result(current, TerminationReason.Gradient, dependent, direction) with { Hessian = current.Hessian };
            }

            if (longest <= VanishedStep)
            {
                return recorder.Result(current, StoppingRule.WhenStalled(current, options), dependent, direction);
            }

            // A last step needs no matrix of its own: a fit that starts at its end has room for one only.
            candidate ??= new Iterate(length, withHessian: !polishing);
            double? step = polishing
                ? Polish(objective, current, candidate, direction, cancellationToken)
                : Search(objective, current, candidate, direction, cancellationToken);
            if (step is not null)
            {
                (current, candidate) = (candidate, current);
                recorder.Record(current, step.Value);
            }

            if (polishing)
            {
                SolverResult result = recorder.Result(current, TerminationReason.Gradient, dependent, direction);
                return step is null ? result with { Hessian = current.Hessian } : result;
            }

            if (step is null)
            {
                return recorder.Result(current, StoppingRule.WhenStalled(current, options), dependent, direction);
            }
        }
    }

    // What the step is to gain is less than rounding shows of the objective: the gradient has to judge it.
    private static bool IsHiddenByRounding(Iterate current, double slope) =>
        -slope <= HiddenShare * (Math.Abs(current.Evaluation.Value) + Math.Abs(current.Evaluation.Loss));

    // The last step is kept only if it does what it is for.
    private static double? Polish(
        IObjective objective, Iterate current, Iterate candidate, double[] direction, CancellationToken cancellationToken)
    {
        candidate.EvaluateLast(objective, current.Parameters, direction, cancellationToken);
        return candidate.GradientNorm < current.GradientNorm ? 1 : null;
    }

    private static double? Search(
        IObjective objective, Iterate current, Iterate candidate, double[] direction, CancellationToken cancellationToken)
    {
        double slope = DenseKernels.Dot(current.Gradient, direction);
        if (IsHiddenByRounding(current, slope))
        {
            candidate.EvaluateAt(objective, current.Parameters, 1, direction, cancellationToken);
            return candidate.GradientNorm < current.GradientNorm ? 1 : null;
        }

        double step = 1;
        for (int halving = 0; halving <= MaxHalvings; halving++, step /= 2)
        {
            candidate.EvaluateAt(objective, current.Parameters, step, direction, cancellationToken);
            double limit = current.Evaluation.Value + (1e-4 * step * slope) + StoppingRule.RoundingOf(current.Evaluation.Value);
            if (candidate.Evaluation.Value <= limit && double.IsFinite(candidate.GradientNorm))
            {
                return step;
            }
        }

        return null;
    }
}
