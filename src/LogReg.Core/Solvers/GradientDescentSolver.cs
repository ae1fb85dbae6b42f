using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Full-batch gradient descent along −∇ = −Xᵀ(σ(Xβ) − y)/n. Without a learning rate the step is found by backtracking and
/// Nesterov's momentum is used, restarted whenever it points uphill (Nesterov 1983; O'Donoghue &amp; Candès 2015, Adaptive restart
/// for accelerated gradient schemes); with a learning rate the same momentum runs on that fixed step.
/// </summary>
internal sealed class GradientDescentSolver : ISolver
{
    private const int MaxHalvings = 60;

    private readonly IObjective? _watched;

    /// <param name="watched">The loss on rows that take no part: the solver ends where it no longer falls; <see langword="null"/> to go on
    /// to the minimum.</param>
    public GradientDescentSolver(IObjective? watched = null)
    {
        _watched = watched;
    }

    public SolverKind Kind => SolverKind.GradientDescent;

    public int DefaultMaxIterations => 10_000;

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

        // `ahead` is where momentum has carried the search and the gradient is taken; `stepped` is a gradient step on from there.
        var ahead = new Iterate(length);
        var stepped = new Iterate(length);
        var following = new Iterate(length);
        double[] previousStepped = new double[length];
        double[] displacement = new double[length];
        (saved is null ? start : saved.Vectors[0]).CopyTo(ahead.Parameters);
        (saved is null ? start : saved.Vectors[1]).CopyTo(previousStepped);
        ahead.Evaluate(objective, cancellationToken);
        if (saved is null)
        {
            recorder.Record(ahead, 0);
        }

        IReadOnlyList<double> numbers =
            saved?.Numbers ?? [1 + (10 * Math.Abs(ahead.Evaluation.Value)), 1, options.LearningRate ?? 1];
        double highestValue = numbers[0];
        double momentum = numbers[1];
        double step = numbers[2];
        EarlyStop? earlyStop = _watched is null ? null : new EarlyStop(_watched, length);
        if (saved is not null)
        {
            earlyStop?.Restore(saved.Vectors[2], saved.Numbers[3], (int)saved.Numbers[4]);
        }

        while (true)
        {
            options.Checkpoint?.Keep(
                recorder.History,
                [[.. ahead.Parameters], [.. previousStepped], .. earlyStop is null ? [] : new[] { earlyStop.Best.ToArray() }],
                [highestValue, momentum, step, .. earlyStop is null ? [] : new[] { earlyStop.LowestLoss, earlyStop.IterationsSince }]);

            // Rows that watch are there to end the growth of coefficients that separate the others.
            bool isSeparated = ahead.Evaluation.Separates;
            if (earlyStop is not null)
            {
                if (earlyStop.HasPassed(ahead.Parameters, cancellationToken))
                {
                    earlyStop.Best.CopyTo(following.Parameters);
                    following.Evaluate(objective, cancellationToken);
                    return recorder.Result(following, TerminationReason.EarlyStopping);
                }

                isSeparated &= earlyStop.Separates;
            }

            if (isSeparated)
            {
                return recorder.Result(ahead, TerminationReason.Separation);
            }

            if (ahead.GradientNorm <= options.Tolerance && IsAtMinimum(objective, ahead, options, cancellationToken))
            {
                return recorder.Result(ahead, TerminationReason.Gradient);
            }

            if (recorder.Iterations >= options.MaxIterations)
            {
                return recorder.Result(ahead, TerminationReason.MaximumIterations);
            }

            if (options.LearningRate is null)
            {
                double? accepted = Backtrack(objective, ahead, stepped, step, cancellationToken);
                if (accepted is null)
                {
                    return recorder.Result(ahead, StoppingRule.WhenStalled(ahead, options));
                }

                step = accepted.Value;
            }
            else
            {
                TensorPrimitives.MultiplyAdd(ahead.Gradient, -step, ahead.Parameters, stepped.Parameters);
            }

            TensorPrimitives.Subtract(stepped.Parameters, previousStepped, displacement);
            bool uphill = DenseKernels.Dot(ahead.Gradient, displacement) > 0;
            double nextMomentum = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            double weight = uphill ? 0 : (momentum - 1) / nextMomentum;
            momentum = uphill ? 1 : nextMomentum;
            stepped.Parameters.CopyTo(previousStepped, 0);
            following.EvaluateAt(objective, stepped.Parameters, weight, displacement, cancellationToken);
            if (!(following.Evaluation.Value <= highestValue))
            {
                return recorder.Result(ahead, TerminationReason.Divergence);
            }

            (ahead, following) = (following, ahead);
            recorder.Record(ahead, step);

            // A little longer than what held, so that the step follows the curvature both ways.
            step = options.LearningRate ?? step * 1.1;
        }
    }

    // The gradient over the diagonal of the Hessian: all that is known of the step to the minimum.
    private static bool IsAtMinimum(IObjective objective, Iterate iterate, SolverOptions options, CancellationToken cancellationToken)
    {
        if (options.WeightSum == 0)
        {
            return true;
        }

        double[] step = new double[iterate.Gradient.Length];
        objective.HessianDiagonal(iterate.Parameters, step, cancellationToken);
        IHessianOperator.MakePositive(step);
        TensorPrimitives.Divide(iterate.Gradient, step, step);
        return StoppingRule.IsNegligible(step, iterate.Parameters, options);
    }

    private static double? Backtrack(IObjective objective, Iterate from, Iterate to, double firstStep, CancellationToken cancellationToken)
    {
        double squaredNorm = DenseKernels.Dot(from.Gradient, from.Gradient);
        double step = firstStep;
        for (int halving = 0; halving < MaxHalvings; halving++, step /= 2)
        {
            to.EvaluateAt(objective, from.Parameters, -step, from.Gradient, cancellationToken);
            double decrease = step / 2 * squaredNorm;

            // Near the minimum the decrease drowns in the rounding of the values. There the function is all but quadratic, and for
            // a quadratic one the same condition says that the two gradients do not point against each other.
            bool isVisible = decrease > 100 * StoppingRule.RoundingOf(from.Evaluation.Value);
            bool isEnough = isVisible
                ? to.Evaluation.Value <= from.Evaluation.Value - decrease
                : DenseKernels.Dot(to.Gradient, from.Gradient) >= 0;
            if (isEnough && double.IsFinite(to.GradientNorm))
            {
                return step;
            }
        }

        return null;
    }
}
