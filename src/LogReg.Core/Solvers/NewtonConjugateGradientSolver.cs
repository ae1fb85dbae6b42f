using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton's method for many parameters: steps by conjugate gradients inside a trust region, from products with the Hessian, which is never
/// formed (Lin, Weng &amp; Keerthi, Trust region Newton method for large-scale logistic regression, 2008). Each step is as exact as its
/// distance from the minimum deserves, so that the last ones double the digits.
/// </summary>
internal sealed class NewtonConjugateGradientSolver : ISolver
{
    private const double LoosestStep = 0.1;
    private const double LastStep = 1e-6;

    // What a gradient at the tolerance lacks to nine digits of the coefficients.
    private const double PolishingStep = 1e-3;
    private const double LeastGain = 1e-4;
    private const double PoorGain = 0.25;
    private const double GoodGain = 0.75;

    // With so few products the preconditioner is all but the Hessian: a last step, which doubles the correct digits as in Newton's method,
    // costs next to nothing.
    private const int FewProducts = 2;

    // Sums of many terms are not known to better than this.
    private const double HiddenShare = 1e-13;

    // A region that has shrunk to this share of the parameters' length holds nothing but rounding.
    private const double VanishedRadius = 1e-14;

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
        TerminationReason? end = Descend(
            objective, ref current, recorder, options, saved, int.MaxValue, polishes: false, cancellationToken);
        return recorder.Result(current, end!.Value);
    }

    /// <summary>Goes down from a point.</summary>
    /// <param name="objective">The function.</param>
    /// <param name="current">Where to start; out: the last accepted point, evaluated.</param>
    /// <param name="recorder">What becomes of the iterations; the start is the first of them.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="saved">The state to go on from, whose iterations the recorder has already; <see langword="null"/> to begin.</param>
    /// <param name="mostProducts">How many products with the Hessian may be spent.</param>
    /// <param name="polishes">Whether one more step is taken when the gradient has reached the tolerance: it doubles the correct
    /// digits.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Why it ended; <see langword="null"/> when the products were spent.</returns>
    public static TerminationReason? Descend(
        IObjective objective,
        ref Iterate current,
        IterationRecorder recorder,
        SolverOptions options,
        SolverState? saved,
        int mostProducts,
        bool polishes,
        CancellationToken cancellationToken)
    {
        int length = objective.ParameterCount;
        var candidate = new Iterate(length);
        var model = new ConjugateGradient(length);
        saved?.Vectors[0].CopyTo(current.Parameters, 0);
        current.Evaluate(objective, cancellationToken);
        if (saved is null)
        {
            recorder.Record(current, 0);
        }

        IReadOnlyList<double> numbers = saved?.Numbers ?? [current.GradientNorm, double.PositiveInfinity, 0, mostProducts, 0];
        double firstGradient = numbers[0];
        double radius = numbers[1];
        bool isPolished = numbers[2] != 0;
        mostProducts = (int)numbers[3];
        int lastProducts = (int)numbers[4];
        while (true)
        {
            options.Checkpoint?.Keep(
                recorder.History, [[.. current.Parameters]], [firstGradient, radius, isPolished ? 1 : 0, mostProducts, lastProducts]);
            bool isReached = current.GradientNorm <= options.Tolerance;
            bool isCheap = polishes || lastProducts is > 0 and <= FewProducts;
            bool isLeft = !isReached || (!isPolished && (isCheap || options.WeightSum > 0));
            TerminationReason? end = current.Evaluation.Separates ? TerminationReason.Separation
                : !isLeft ? TerminationReason.Gradient
                : recorder.Iterations >= options.MaxIterations ? TerminationReason.MaximumIterations
                : null;
            if (end is not null)
            {
                return isReached && end == TerminationReason.MaximumIterations ? TerminationReason.Gradient : end;
            }

            isPolished |= isReached;
            IHessianOperator hessian = objective.HessianAt(current.Parameters, cancellationToken);
            ILinearSystem preconditioner = hessian.Preconditioner(cancellationToken);
            double tolerance = isReached
                ? (isCheap ? LastStep : PolishingStep)
                : Math.Min(LoosestStep, current.GradientNorm / firstGradient);
            while (true)
            {
                if (mostProducts <= 0)
                {
                    return null;
                }

                model.MostProducts = mostProducts;
                model.Solve(hessian, preconditioner, current.Gradient, radius, tolerance, cancellationToken);
                lastProducts = model.ProductCount;
                mostProducts -= lastProducts;
                candidate.EvaluateAt(objective, current.Parameters, 1, model.Step, cancellationToken);
                bool isHidden =
                    -model.PredictedChange <= HiddenShare * (Math.Abs(current.Evaluation.Value) + Math.Abs(current.Evaluation.Loss));
                double gain = isHidden
                    ? candidate.GradientNorm < current.GradientNorm ? 1 : 0
                    : (candidate.Evaluation.Value - current.Evaluation.Value) / model.PredictedChange;
                if (!(gain >= PoorGain))
                {
                    radius = PoorGain * model.Length;
                }
                else if (gain > GoodGain && model.IsAtEdge)
                {
                    radius *= 2;
                }

                if (gain > LeastGain && double.IsFinite(candidate.GradientNorm))
                {
                    break;
                }

                if (isHidden || !(radius > VanishedRadius))
                {
                    return isReached ? TerminationReason.Gradient : StoppingRule.WhenStalled(current, options);
                }
            }

            (current, candidate) = (candidate, current);
            recorder.Record(current, 1);
        }
    }
}
