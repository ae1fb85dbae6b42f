using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton's method with step halving: β ← β − t·H⁻¹∇. For logistic regression this is iteratively reweighted least squares
/// (McCullagh &amp; Nelder 1989, §2.5). When the gradient has reached the tolerance and the step is short beside the standard errors, one
/// more full step is taken, which doubles the correct digits.
/// </summary>
internal sealed class NewtonSolver : ISolver
{
    // Where a start has saturated all rows the first step may be too long by ten orders of magnitude and more.
    private const int MaxReductions = 40;
    private const int Halvings = 5;
    private const double StrongReduction = 16;

    // A pivot below this share of its diagonal entry is what rounding leaves of an exact linear dependence.
    internal const double PivotTolerance = 1e-12;

    // A last step this small changes no digit that anyone reads.
    private const double ExactStep = 1e-12;

    // Sums of many terms are not known to better than this.
    private const double HiddenShare = 1e-13;

    // A last step that leaves more than this share of its decrement is limited by rounding, or never converges: along a separating
    // direction a step leaves e⁻².
    private const double LeastProgress = 0.1;

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
        SolverState? saved = options.Checkpoint?.Resume();
        var recorder = new IterationRecorder(saved?.History ?? [], progress);
        var current = new Iterate(objective.ParameterCount, withHessian: true);
        (saved is null ? start : saved.Vectors[0]).CopyTo(current.Parameters);
        current.Evaluate(objective, cancellationToken);
        if (saved is null)
        {
            recorder.Record(current, 0);
        }

        return Continue(objective, current, recorder, options, cancellationToken);
    }

    /// <summary>Continues from a point that is already recorded.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="current">The point, evaluated with its Hessian; used up.</param>
    /// <param name="recorder">The iterations so far; those that follow count on.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static SolverResult Continue(
        IObjective objective, Iterate current, IterationRecorder recorder, SolverOptions options, CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        Iterate? candidate = null;
        double[] direction = new double[length];
        double[] next = new double[length];
        while (true)
        {
            if (current.Evaluation.Separates)
            {
                return recorder.Result(current, TerminationReason.Separation);
            }

            options.Checkpoint?.Keep(recorder.History, [[.. current.Parameters]], []);

            // The step from here comes first even where none may be taken: it is what tells whether the minimum exists.
            var factorization = new CholeskyFactorization(current.Hessian, length, PivotTolerance);
            factorization.Solve(current.Gradient, direction);
            TensorPrimitives.Negate(direction, direction);
            SolverResult End(TerminationReason reason) => recorder.Result(current, reason, factorization.DependentColumns, direction) with
            {
                SmallestPivotShare = factorization.SmallestPivotShare,
            };

            double decrement = -DenseKernels.Dot(current.Gradient, direction);

            // A Hessian that has lost its digits leads no nearer: separation, or derivatives in twice the digits, have to judge what is
            // there.
            bool isLost = factorization.SmallestPivotShare < ExtendedNewton.SafePivotShare;
            bool polishing = current.GradientNorm <= options.Tolerance && (isLost || StoppingRule.IsLastStep(decrement, options));
            if (recorder.Iterations >= options.MaxIterations)
            {
                return End(polishing ? TerminationReason.Gradient : TerminationReason.MaximumIterations);
            }

            double longest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(direction));
            if (polishing && longest <= ExactStep)
            {
                return End(TerminationReason.Gradient) with { Hessian = current.Hessian };
            }

            if (longest <= VanishedStep)
            {
                return End(StoppingRule.WhenStalled(current, options, decrement));
            }

            // The last step needs no matrix of its own: a fit that starts at its solution may have memory for only one.
            candidate ??= new Iterate(length, withHessian: !polishing);
            double? step = polishing
                ? Polish(objective, current, candidate, direction, cancellationToken)
                : Search(objective, current, candidate, direction, cancellationToken);
            if (step is not null)
            {
                (current, candidate) = (candidate, current);
                recorder.Record(current, step.Value);
            }

            if (polishing && step is null)
            {
                return End(TerminationReason.Gradient) with { Hessian = current.Hessian };
            }

            if (polishing)
            {
                factorization.Solve(current.Gradient, next);
                if (!IsWorthAnotherStep(current, next, decrement, options))
                {
                    return End(TerminationReason.Gradient);
                }

                // The last step came without a Hessian, and perhaps without room for one.
                current = WithHessian(objective, current, cancellationToken);
                candidate = null;
                continue;
            }

            if (step is null)
            {
                return End(StoppingRule.WhenStalled(current, options, decrement));
            }
        }
    }

    // Where the information is small beside a unit of log-odds, a step that is short beside the standard errors may still be too long for
    // Newton's model.
    private static bool IsWorthAnotherStep(Iterate current, double[] next, double decrement, SolverOptions options) =>
        !StoppingRule.IsNegligible(next, current.Parameters, options)
        && DenseKernels.Dot(current.Gradient, next) < LeastProgress * decrement;

    private static Iterate WithHessian(IObjective objective, Iterate iterate, CancellationToken cancellationToken)
    {
        var formed = new Iterate(objective.ParameterCount, withHessian: true);
        iterate.Parameters.CopyTo(formed.Parameters, 0);
        formed.Evaluate(objective, cancellationToken);
        return formed;
    }

    // What the step is to gain is less than rounding shows of the objective: the gradient has to judge it.
    private static bool IsHiddenByRounding(Iterate current, double slope) =>
        -slope <= HiddenShare * (Math.Abs(current.Evaluation.Value) + Math.Abs(current.Evaluation.Loss));

    // The last step is kept only if it does what it is for.
    private static double? Polish(
        IObjective objective, Iterate current, Iterate candidate, double[] direction, CancellationToken cancellationToken)
    {
        candidate.EvaluateLast(objective, current.Parameters, direction, cancellationToken);
        return IsNearer(current, candidate, direction) ? 1 : null;
    }

    // Along a convex function the slope rises: if it is less steep on the other side, the minimum is nearer.
    private static bool IsNearer(Iterate current, Iterate candidate, double[] direction) =>
        candidate.GradientNorm < current.GradientNorm
        || Math.Abs(DenseKernels.Dot(candidate.Gradient, direction)) < Math.Abs(DenseKernels.Dot(current.Gradient, direction)) / 2;

    private static double? Search(
        IObjective objective, Iterate current, Iterate candidate, double[] direction, CancellationToken cancellationToken)
    {
        double slope = DenseKernels.Dot(current.Gradient, direction);
        if (IsHiddenByRounding(current, slope))
        {
            candidate.EvaluateAt(objective, current.Parameters, 1, direction, cancellationToken);
            return IsNearer(current, candidate, direction) ? 1 : null;
        }

        double step = 1;
        for (int reduction = 0; reduction <= MaxReductions; reduction++, step /= reduction <= Halvings ? 2 : StrongReduction)
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
