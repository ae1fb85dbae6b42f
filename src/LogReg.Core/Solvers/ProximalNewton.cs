using System.Diagnostics;
using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>
/// The minimum of loss plus penalty over a working set: steps to the minimum of a quadratic model of the loss plus the penalty (Lee, Sun
/// &amp; Saunders, Proximal Newton-type methods for minimizing composite functions, 2014). The model's curvature is renewed only where that
/// costs less than the steps it saves.
/// </summary>
internal sealed class ProximalNewton
{
    private const int MostHalvings = 30;

    // How far the quadratic model is minimised: to a share of the conditions' residual, and of the tolerance.
    private const double InnerShare = 1e-3;
    private const double InnerTolerance = 0.1;

    // Without a matrix a minimum costs passes, but a new model only one.
    private const double WideInnerShare = 0.1;
    private const double WideInnerTolerance = 0.3;

    // A converged parameter is known to so many times the tolerance, as a share of the largest one, or of 1.
    private const double TolerancesPerParameter = 10;

    // A matrix of p columns costs about as much as p/20 passes over them.
    private const double PassesPerColumn = 0.05;

    // Sums of many terms are not known to better than this.
    private const double HiddenShare = 1e-13;

    private readonly WorkingSet _set;
    private readonly SolverOptions _options;
    private readonly IProgress<IterationProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _secondsBefore;

    /// <param name="set">The columns at work.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="progress">Receives progress after each step; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public ProximalNewton(
        WorkingSet set, SolverOptions options, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        _set = set;
        _options = options;
        _progress = progress;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Receives the state after each step, from which a solver with the same working set can go on.</summary>
    public Action<ProximalState>? Keep { get; init; }

    /// <summary>Minimises from a start.</summary>
    /// <param name="penalty">The penalty of the columns at work.</param>
    /// <param name="start">Where to start, the equations one after the other; every bound holds.</param>
    /// <param name="tolerance">The largest residual of the conditions of an optimum to stop at.</param>
    /// <param name="saved">The state to go on from, which takes the place of the start; <see langword="null"/> to begin there.</param>
    public SolverResult Minimize(WorkingPenalty penalty, double[] start, double tolerance, ProximalState? saved = null)
    {
        double[] current = [.. saved?.Parameters ?? start];
        double[] gradient = new double[current.Length];
        ObjectiveEvaluation evaluation = Evaluate(penalty, current, gradient);
        double residual = penalty.ResidualAt(current, gradient);
        var history = new List<IterationProgress>(saved?.History ?? []);
        if (saved is null)
        {
            Record(history, evaluation, residual, 0);
        }
        else
        {
            _secondsBefore = history[^1].Seconds;
        }

        bool isFresh = false;
        bool isStale = saved?.IsStale ?? (!_set.HasModel || _set.RenewsCheaply);
        double innerShare = _set.RenewsCheaply ? WideInnerShare : InnerShare;
        double innerTolerance = tolerance * (_set.RenewsCheaply ? WideInnerTolerance : InnerTolerance);
        while (true)
        {
            bool isOptimal = residual <= tolerance;
            TerminationReason? end = isOptimal && (!_set.HasModel || history.Count > _options.MaxIterations) ? TerminationReason.Gradient
                : evaluation.Separates && penalty.IsNone ? TerminationReason.Separation
                : history.Count > _options.MaxIterations ? TerminationReason.MaximumIterations
                : null;
            if (end is not null)
            {
                return Result(current, evaluation, residual, end.Value, history);
            }

            if (isStale && !isOptimal)
            {
                _set.RenewModel(current, _cancellationToken);
                isFresh = true;
                isStale = false;
            }

            double[] candidate = [.. current];
            double[] candidateGradient = new double[current.Length];
            new QuadraticDescent(_set.ModelAt(gradient), penalty, candidate).Run(
                isOptimal ? innerShare * residual : Math.Max(innerTolerance, innerShare * residual), _cancellationToken);
            if (isOptimal && IsSettled(current, candidate, tolerance))
            {
                return Result(current, evaluation, residual, TerminationReason.Gradient, history);
            }

            double predicted = Predict(penalty, current, candidate, gradient);
            double step = 1;
            ObjectiveEvaluation reached = Evaluate(penalty, candidate, candidateGradient);
            double reachedResidual = penalty.ResidualAt(candidate, candidateGradient);
            int halvings = 0;
            while (!IsEnough(evaluation, reached, step * predicted, residual, reachedResidual) && isFresh && !isOptimal
                && halvings < MostHalvings)
            {
                halvings++;
                step /= 2;
                for (int place = 0; place < current.Length; place++)
                {
                    candidate[place] = current[place] + ((candidate[place] - current[place]) / 2);
                }

                reached = Evaluate(penalty, candidate, candidateGradient);
                reachedResidual = penalty.ResidualAt(candidate, candidateGradient);
            }

            if (!IsEnough(evaluation, reached, step * predicted, residual, reachedResidual))
            {
                // Back, for what the set remembers is its last point.
                evaluation = Evaluate(penalty, current, gradient);
                if (isFresh || isOptimal)
                {
                    bool isExact = residual <= Math.Clamp(Math.Sqrt(_options.Tolerance), 1e-8, 1e-6);
                    return Result(
                        current,
                        evaluation,
                        residual,
                        isOptimal ? TerminationReason.Gradient : isExact ? TerminationReason.Precision : TerminationReason.Divergence,
                        history);
                }

                isStale = true;
                continue;
            }

            _set.Learn(Difference(candidate, current), Difference(candidateGradient, gradient));
            double rate = reachedResidual / residual;
            (current, gradient, evaluation, residual) = (candidate, candidateGradient, reached, reachedResidual);
            Record(history, evaluation, residual, step);
            isStale = IsWorthRenewing(residual, rate, tolerance);
            isFresh = false;
            Keep?.Invoke(new ProximalState(current, history, isStale));
        }
    }

    // Whether a step would change no digit that is shown. The gradient alone does not tell where columns are strongly correlated.
    private static bool IsSettled(double[] current, double[] candidate, double tolerance)
    {
        double largest = 1;
        foreach (double value in current)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(Difference(candidate, current))) <= TolerancesPerParameter * tolerance
            * largest;
    }

    private static double[] Difference(double[] later, double[] earlier)
    {
        double[] difference = new double[later.Length];
        TensorPrimitives.Subtract(later, earlier, difference);
        return difference;
    }

    // Whether the passes that remain at this rate cost more than a new matrix, after which two or three do.
    private bool IsWorthRenewing(double residual, double rate, double tolerance) =>
        _set.RenewsCheaply
            || !(rate < 1)
            || ElementaryFunctions.Log(tolerance / residual) / ElementaryFunctions.Log(rate) > 2 + (PassesPerColumn * _set.Columns.Count);

    private ObjectiveEvaluation Evaluate(WorkingPenalty penalty, double[] parameters, double[] gradient)
    {
        ObjectiveEvaluation evaluation = _set.Evaluate(parameters, gradient, _cancellationToken);
        return evaluation with { Value = evaluation.Loss + penalty.ValueAt(parameters) };
    }

    private static double Predict(WorkingPenalty penalty, double[] from, double[] to, double[] gradient)
    {
        double change = penalty.ValueAt(to) - penalty.ValueAt(from);
        for (int place = 0; place < from.Length; place++)
        {
            change += gradient[place] * (to[place] - from[place]);
        }

        return change;
    }

    // What the step is to gain may be less than rounding shows of the objective: then the conditions of an optimum judge it.
    private static bool IsEnough(
        ObjectiveEvaluation from, ObjectiveEvaluation to, double predicted, double residual, double reachedResidual) =>
        -predicted <= HiddenShare * Math.Max(Math.Abs(from.Value), from.Loss)
            ? reachedResidual < residual
            : to.Value <= from.Value + (1e-4 * predicted) && double.IsFinite(reachedResidual);

    private void Record(List<IterationProgress> history, ObjectiveEvaluation evaluation, double residual, double step)
    {
        var entry = new IterationProgress(
            history.Count,
            evaluation.Value,
            evaluation.Loss,
            residual,
            step,
            _secondsBefore + Stopwatch.GetElapsedTime(_start).TotalSeconds,
            evaluation.SaturatedShare);
        history.Add(entry);
        _progress?.Report(entry);
    }

    private static SolverResult Result(
        double[] parameters,
        ObjectiveEvaluation evaluation,
        double residual,
        TerminationReason termination,
        List<IterationProgress> history) =>
        new(parameters, evaluation, residual, history.Count - 1, termination, history, []);
}
