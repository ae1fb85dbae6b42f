using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>
/// What Firth's penalised likelihood asks for beside one fit, because it can have several maxima: the search for the best of them, and
/// tests and intervals that stand on the best constrained fits, so that they agree. For few rows and coefficients only: the more there are,
/// the nearer is the penalised likelihood to the concave likelihood.
/// </summary>
internal sealed class FirthRefits
{
    /// <summary>rows · coefficients³ up to which several maxima are looked for.</summary>
    public const double MostSearchWork = 2e6;

    // The same up to which tests and intervals come from many starts even where one maximum was found.
    private const double MostProfileWork = 1e5;

    // Terms are looked at up to so many sets, and as far as sets · rows · coefficients² allows.
    private const double TermWork = 1e5;
    private const int MostTerms = 160;
    private const int FewestTerms = 8;

    private const int MostRestarts = 8;
    private const double Better = 1e-9;

    // In standard errors: a solver that ended farther from the maximum, though near it, has not all of its digits.
    private const double ExactDistance = 2e-10;
    private const double SameDistance = 1e-3;

    private readonly ClassificationData _data;
    private readonly FirthObjective _objective;
    private readonly Dictionary<string, object> _known = [];
    private FirthMaxima? _maxima;
    private int[] _free = [];
    private int[] _aliased = [];

    private FirthRefits(ClassificationData data, FirthObjective objective)
    {
        _data = data;
        _objective = objective;
    }

    /// <summary>The search, or <see langword="null"/> where the problem is too large.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="objective">The objective to minimise.</param>
    public static FirthRefits? Create(ClassificationData data, FirthObjective objective) =>
        WorkOf(data.Parts.TotalCount, data.Design.ParameterCount) <= MostSearchWork ? new FirthRefits(data, objective) : null;

    /// <summary>Whether tests and intervals are to come from here.</summary>
    public bool HasProfiles =>
        _maxima is { Points.Count: > 0 } maxima
            && (maxima.Points.Count > 1 || WorkOf(_data.Parts.TotalCount, _free.Length) <= MostProfileWork);

    /// <summary>Looks for a better maximum than a solver has found.</summary>
    /// <param name="found">Where the solver ended.</param>
    /// <param name="solve">Solves from another start.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The same, or where the solver ends from the best maximum.</returns>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SolverResult Improve(SolverResult found, Func<double[], SolverResult> solve, CancellationToken cancellationToken)
    {
        if (found.Termination is TerminationReason.MaximumIterations or TerminationReason.EarlyStopping)
        {
            return found;
        }

        _aliased = [.. _objective.AliasedParameters(cancellationToken)];
        _free = [.. Enumerable.Range(0, _data.Design.ParameterCount).Except(_aliased)];
        FirthSurface surface = ObjectiveFactory.FirthSurface(WholeData(), _free);
        double work = (double)surface.RowCount * _free.Length * _free.Length;
        int terms = work > TermWork ? 0 : (int)Math.Clamp(TermWork / work, FewestTerms, MostTerms);
        _maxima = new FirthMaxima(surface, [Restrict(found.Parameters)], terms, new SplitMix(_free.Length).Next, cancellationToken);
        return FromBest(found, solve);
    }

    /// <summary>Computes the tests and intervals that will be asked for; where one of their fits beats the maximum, the maximum is looked
    /// for anew from there, and they are computed again.</summary>
    /// <param name="found">The best maximum so far.</param>
    /// <param name="solve">Solves from another start.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="plan">The plan of the fit.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public SolverResult Settle(SolverResult found, Func<double[], SolverResult> solve, TermLayout layout, FitPlan plan)
    {
        if (!HasProfiles || !IsConverged(found))
        {
            return found;
        }

        for (int restart = 0; restart < MostRestarts; restart++)
        {
            double before = _maxima!.Best;
            Ask(layout, plan);
            if (!(_maxima.Best > before))
            {
                break;
            }

            _known.Clear();
        }

        return FromBest(found, solve);
    }

    /// <summary>The test of the model without some parameters; <see langword="null"/> where columns that were left out could step
    /// in.</summary>
    /// <param name="group">The parameters.</param>
    public ChiSquaredTest? Drop(IReadOnlyList<int> group)
    {
        if (_aliased.Except(group).Any())
        {
            return null;
        }

        int[] dropped = [.. group.Except(_aliased).Select(parameter => Array.IndexOf(_free, parameter))];
        return Remember($"drop {string.Join(' ', dropped)}", () =>
        {
            int[] kept = [.. Enumerable.Range(0, _free.Length).Except(dropped)];
            FirthPoint? smaller =
                _maxima!.On(FirthPlane.Without(_maxima.Surface, kept), _maxima.Points.Select(point => point.Parameters), thorough: true);
            if (smaller is not null && smaller.Value > _maxima.Best)
            {
                _maxima.Add(smaller.Parameters);
            }

            return ChiSquared.Test(smaller is null ? double.NaN : 2 * (_maxima.Best - smaller.Value), dropped.Length);
        });
    }

    /// <summary>The test of c·β = 0.</summary>
    /// <param name="functional">c.</param>
    public ChiSquaredTest TestZero(double[] functional) =>
        Remember($"test {Key(functional)}", () => ChiSquared.Test(ProfileOf(functional)?.FallAt(0) ?? double.NaN, 1));

    /// <summary>The interval of c·β.</summary>
    /// <param name="functional">c.</param>
    /// <param name="confidence">From above 0 to below 1.</param>
    /// <returns>The lowest and the highest value that a test does not reject, NaN where one was not found.</returns>
    public ConfidenceInterval Interval(double[] functional, double confidence) => Remember(
        FormattableString.Invariant($"interval {confidence:R} {Key(functional)}"),
        () => ProfileOf(functional)?.Find(ChiSquared.Quantile(confidence)) ?? new ConfidenceInterval(double.NaN, double.NaN));

    private void Ask(TermLayout layout, FitPlan plan)
    {
        Drop([.. Enumerable.Range(1, layout.Count - 1)]);
        if (plan.TestFeatures)
        {
            foreach (ParameterGroup feature in layout.Groups)
            {
                Drop(feature.Parameters);
            }
        }

        for (int coefficient = 0; coefficient < layout.Count && plan.NeedsProfile(_data.Parts.TotalCount, layout.Count); coefficient++)
        {
            TestZero(layout.FunctionalOf(coefficient));
            Interval(layout.FunctionalOf(coefficient), plan.Confidence);
        }
    }

    private FirthProfile? ProfileOf(double[] functional) => Array.TrueForAll(Restrict(functional), one => one == 0)
        ? null
        : Remember($"profile {Key(functional)}", () => new FirthProfile(_maxima!, Restrict(functional)));

    private SolverResult FromBest(SolverResult found, Func<double[], SolverResult> solve)
    {
        if (_maxima is not { Points.Count: > 0 } maxima)
        {
            return found;
        }

        double[] exact = new double[_data.Design.ParameterCount];
        for (int index = 0; index < _free.Length; index++)
        {
            exact[_free[index]] = maxima.Points[0].Parameters[index];
        }

        bool isBetter = maxima.Best > ValueOf(found) + (Better * Math.Max(1, Math.Abs(maxima.Best)));
        SolverResult result = isBetter ? Again(found, solve(exact)) : found;
        double distance = FirthMaxima.Distance(maxima.Points[0], Restrict(result.Parameters));
        if (!IsConverged(result) || distance is <= ExactDistance or > SameDistance)
        {
            return result;
        }

        // The same maximum, where a solver that knows XᵀWX alone has lost digits.
        double[] gradient = new double[exact.Length];
        ObjectiveEvaluation evaluation = _objective.Evaluate(exact, gradient, [], CancellationToken.None);
        return result with { Parameters = exact, Evaluation = evaluation, GradientNorm = gradient.Max(Math.Abs), Hessian = null };
    }

    private SolverResult Again(SolverResult found, SolverResult again)
    {
        if (ValueOf(again) < ValueOf(found))
        {
            return found;
        }

        return again.After(found);
    }

    // The search is for few rows: each process has all of them.
    private ClassificationData WholeData() => _data.Parts.Shares is null
        ? _data
        : _data.Gather([.. Enumerable.Range(0, (int)_data.Parts.TotalCount).Select(row => (long)row)]);

    private double ValueOf(SolverResult result) =>
        double.IsNaN(result.Evaluation.Value) ? double.NegativeInfinity : -result.Evaluation.Value * _data.WeightSum;

    private static bool IsConverged(SolverResult result) => result.Termination is TerminationReason.Gradient or TerminationReason.Precision;

    private double[] Restrict(double[] all) => Array.ConvertAll(_free, parameter => all[parameter]);

    private T Remember<T>(string key, Func<T> compute)
        where T : notnull
    {
        if (!_known.TryGetValue(key, out object? known))
        {
            known = compute();
            _known[key] = known;
        }

        return (T)known;
    }

    private static double WorkOf(long rows, int parameters) => (double)rows * parameters * parameters * parameters;

    private static string Key(double[] functional) => string.Join(' ', functional.Select(one => FormattableString.Invariant($"{one:R}")));
}
