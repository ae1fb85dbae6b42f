using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// Newton's method for many parameters: steps by conjugate gradients inside a trust region, from products with the Hessian, which is never formed (Lin, Weng &amp; Keerthi, Trust region Newton
/// method for large-scale logistic regression, 2008). Each step is as exact as its distance from the minimum deserves, so that the last ones double the digits.
/// </summary>
internal sealed class NewtonConjugateGradientSolver : ISolver
{
    private const double LoosestStep = 0.1;
    private const double LeastGain = 1e-4;
    private const double PoorGain = 0.25;
    private const double GoodGain = 0.75;

    // With so few products the preconditioner is all but the Hessian: a last step, which doubles the correct digits as in Newton's method, costs next to nothing.
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
        int length = objective.ParameterCount;
        var recorder = new IterationRecorder(progress);
        var current = new Iterate(length);
        var candidate = new Iterate(length);
        var model = new ConjugateGradient(length);
        start.CopyTo(current.Parameters);
        current.Evaluate(objective, cancellationToken);
        recorder.Record(current, 0);
        double firstGradient = current.GradientNorm;
        double radius = double.PositiveInfinity;
        while (true)
        {
            bool isWithin = current.GradientNorm <= options.Tolerance;
            bool polishing = isWithin && model.ProductCount is > 0 and <= FewProducts && recorder.Iterations < options.MaxIterations;
            TerminationReason? end = current.Evaluation.Separates ? TerminationReason.Separation
                : isWithin && !polishing ? TerminationReason.Gradient
                : recorder.Iterations >= options.MaxIterations ? TerminationReason.MaximumIterations
                : null;
            if (end is not null)
            {
                return recorder.Result(current, end.Value);
            }

            IHessianOperator hessian = objective.HessianAt(current.Parameters, cancellationToken);
            ILinearSystem preconditioner = hessian.Preconditioner(cancellationToken);
            double tolerance = Math.Min(LoosestStep, current.GradientNorm / firstGradient);
            if (polishing)
            {
                return Polish(objective, hessian, preconditioner, model, current, candidate, tolerance, recorder, cancellationToken);
            }

            while (true)
            {
                model.Solve(hessian, preconditioner, current.Gradient, radius, tolerance, cancellationToken);
                candidate.EvaluateAt(objective, current.Parameters, 1, model.Step, cancellationToken);
                bool isHidden = -model.PredictedChange <= HiddenShare * (Math.Abs(current.Evaluation.Value) + Math.Abs(current.Evaluation.Loss));
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
                    return recorder.Result(current, StoppingRule.WhenStalled(current, options));
                }
            }

            (current, candidate) = (candidate, current);
            recorder.Record(current, 1);
        }
    }

    // The last step is kept only if it does what it is for.
    private static SolverResult Polish(
        IObjective objective,
        IHessianOperator hessian,
        ILinearSystem preconditioner,
        ConjugateGradient model,
        Iterate current,
        Iterate candidate,
        double tolerance,
        IterationRecorder recorder,
        CancellationToken cancellationToken)
    {
        model.Solve(hessian, preconditioner, current.Gradient, double.PositiveInfinity, tolerance, cancellationToken);
        candidate.EvaluateAt(objective, current.Parameters, 1, model.Step, cancellationToken);
        if (!(candidate.GradientNorm < current.GradientNorm))
        {
            return recorder.Result(current, TerminationReason.Gradient);
        }

        recorder.Record(candidate, 1);
        return recorder.Result(candidate, TerminationReason.Gradient);
    }
}
