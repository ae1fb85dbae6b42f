using System.Numerics.Tensors;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Computes the parts of inference that need further fits: tests of features, profile likelihoods, and Firth's tests.</summary>
internal sealed class RefitRunner
{
    // Fits under a test must be as exact as the one they are compared with.
    private const double Tolerance = 1e-12;
    private const int MostIterations = 500;

    private readonly FitPlan _plan;
    private readonly TermLayout _layout;
    private readonly FittedSolution _fitted;
    private readonly string[] _equations;
    private readonly FitCounter _counter;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="fitted">The solution.</param>
    /// <param name="equations">The classes that have an equation.</param>
    /// <param name="progress">Receives progress after each test and interval; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public RefitRunner(
        FitPlan plan,
        TermLayout layout,
        FittedSolution fitted,
        string[] equations,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        _counter = new FitCounter(progress);
        _plan = plan;
        _layout = layout;
        _fitted = fitted;
        _equations = equations;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Adds the results that the options request.</summary>
    public ModelInference Complete(ModelInference inference)
    {
        bool profile = _plan.NeedsProfile(_fitted.Data.Parts.TotalCount, _layout.Count);
        bool testsFeatures = _plan.TestFeatures && _plan.StandardErrors == StandardErrorKind.Model;
        int refits = (_plan.Firth ? 1 : 0) + (testsFeatures ? _layout.Groups.Where((_, term) => !_layout.IsWithinAnother(term)).Count() : 0)
            + (profile ? _fitted.Parameters.Length + (_plan.Firth ? _layout.Count - 1 : 0) : 0);
        if (refits > 0)
        {
            _counter.Start(refits);
        }

        if (_plan.Firth)
        {
            inference = inference with
            {
                IsBiasReduced = true,
                HasCorrectedIntercept = _plan.CorrectIntercept,
                LikelihoodRatio = DropEach([[.. Enumerable.Range(1, _layout.Count - 1)]])[0],
            };
        }

        if (testsFeatures)
        {
            inference = inference with { FeatureTests = FeatureTests(inference) };
        }

        return profile
            ? inference with
            {
                Intervals = IntervalKind.Profile,
                ProfileIntervals = ByClass(place => ProfileOf(place, inference)),
                PValues = _plan.Firth ? PenalizedPValues(inference) : inference.PValues,
            }
            : inference;
    }

    private FeatureTest[] FeatureTests(ModelInference inference)
    {
        // As R's drop1: a term stays as long as a product contains it.
        ParameterGroup[] groups = [.. _layout.Groups.Where((_, term) => !_layout.IsWithinAnother(term))];
        IReadOnlyList<ChiSquaredTest> tests = DropEach(
            [.. groups.Select(feature => Enumerable.Range(0, _equations.Length)
                .SelectMany(equation => feature.Parameters.Select(parameter => (equation * _layout.Count) + parameter)).ToArray())]);
        return
        [
            .. groups.Zip(tests, (feature, test) => new FeatureTest(
                feature.Name, test, _plan.Firth ? double.NaN : inference.Aic + test.Statistic - (2.0 * test.DegreesOfFreedom))),
        ];
    }

    // Where Firth's likelihood was searched for all of its maxima, tests and intervals stand on what the search knows.
    private FirthRefits? Firth => _fitted.Firth is { HasProfiles: true } firth ? firth : null;

    private IReadOnlyList<ChiSquaredTest> DropEach(IReadOnlyList<int[]> groups)
    {
        if (Firth is not FirthRefits firth)
        {
            return DropByNewton(groups);
        }

        var tests = new List<ChiSquaredTest>();
        foreach (int[] group in groups)
        {
            ChiSquaredTest? test = firth.Drop(group);
            tests.Add(test ?? DropByNewton([group])[0]);
            if (test is not null)
            {
                _counter.Count();
            }
        }

        return tests;
    }

    private IReadOnlyList<ChiSquaredTest> DropByNewton(IReadOnlyList<int[]> groups) => Information is not null
        ? [.. groups.Select(DropExtended)]
        : DropTests.TestAll(
        _fitted.Objective,
        _fitted.Data.WeightSum,
        Uncorrected,
        groups,
        new NewtonSolver(),
        new SolverOptions(MostIterations, Tolerance) { WeightSum = _plan.Firth ? 0 : _fitted.Data.WeightSum },
        _counter.Count,
        _cancellationToken);

    private double[]? SensitivityTo(double[] functional)
    {
        if (Information is not ExtendedCholesky information)
        {
            return null;
        }

        double[] sensitivity = new double[functional.Length];
        information.Solve(functional, sensitivity);

        // Of the mean loss, as the Hessians of the search are.
        TensorPrimitives.Multiply(sensitivity, _fitted.Data.WeightSum, sensitivity);
        return sensitivity;
    }

    // Of nearly dependent columns the smaller model, too, is fitted in twice the digits where it needs them.
    private ChiSquaredTest DropExtended(int[] group)
    {
        int length = _layout.Count;
        int[] kept = [.. Enumerable.Range(0, length).Except(group.Select(place => place % length))];
        ClassificationData all = _fitted.Data;
        var smaller = new ClassificationData(all.Design.Select(kept), all.Classes, all.ClassCount, all.Weights, all.Offsets);
        IObjective objective = _plan.Objectives.Likelihood(smaller, Penalty.None, hasReference: true);
        SolverResult fit = new FallbackSolver(new NewtonSolver()).Minimize(
            objective,
            new double[objective.ParameterCount],
            new SolverOptions(MostIterations, 1e-8) { WeightSum = all.WeightSum },
            null,
            _cancellationToken);
        fit = ExtendedNewton.IsNeeded(fit, () => false)
            ? new ExtendedNewton(_plan.ExtendedLikelihood(smaller), objective, _cancellationToken).Refine(fit)
            : fit;
        _counter.Count();
        bool hasConverged = fit.Termination is TerminationReason.Gradient or TerminationReason.Precision;
        return ChiSquared.Test(
            hasConverged ? 2 * all.WeightSum * (fit.Evaluation.Loss - Uncorrected.Evaluation.Loss) : double.NaN,
            RankOf(Uncorrected) - RankOf(fit));
    }

    // What the fit needed more digits for; a limit under separation has columns that no row determines besides.
    private ExtendedCholesky? Information => _fitted.Separation == SeparationKind.Quasi ? null : Uncorrected.Information;

    private static int RankOf(SolverResult fit) => fit.Parameters.Length - fit.DependentParameters.Count;

    // The maximum of the penalised likelihood is where the solver ended, before the intercept was corrected.
    private SolverResult Uncorrected => _fitted.Uncorrected ?? _fitted.Result;

    // To drop the intercept's parameter would hold the log-odds at the features' means, not the intercept itself.
    private Dictionary<string, IReadOnlyList<double>> PenalizedPValues(ModelInference inference)
    {
        if (Firth is FirthRefits firth)
        {
            return new()
            {
                [_equations[0]] = [.. Enumerable.Range(0, _layout.Count).Select(parameter => IsCorrected(parameter) ? double.NaN
                    : firth.TestZero(_layout.FunctionalOf(parameter)).PValue)],
            };
        }

        // Columns that were left out must not step in for the one that is tested.
        int[] aliased =
        [
            .. Enumerable.Range(0, _layout.Count).Where(parameter => inference.Aliased.Any(one => one.Name == _layout.Names[parameter])),
        ];
        IReadOnlyList<ChiSquaredTest> slopes =
            DropEach(
                [.. Enumerable.Range(1, _layout.Count - 1).Select(
                    parameter => aliased.Contains(parameter) ? [parameter] : aliased.Append(parameter).ToArray())]);
        double intercept = IsCorrected(0)
            ? double.NaN
            : ProfileLikelihood.TestZero(
                _fitted.Objective, _fitted.Data.WeightSum, Uncorrected.Parameters, _layout.FunctionalOf(0), _cancellationToken).PValue;
        return new() { [_equations[0]] = [intercept, .. slopes.Select(test => test.PValue)] };
    }

    private ConfidenceInterval ProfileOf(int place, ModelInference inference)
    {
        ConfidenceInterval interval = FindProfile(place, inference);
        _counter.Count();
        return interval;
    }

    private ConfidenceInterval FindProfile(int place, ModelInference inference)
    {
        if (IsCorrected(place))
        {
            return new ConfidenceInterval(double.NaN, double.NaN);
        }

        string name = _layout.Names[place % _layout.Count];
        UnboundedCoefficient? unbounded = inference.Separation.Unbounded.FirstOrDefault(
            one => one.Name == (_fitted.EquationCount == 1 ? name : $"{_equations[place / _layout.Count]}: {name}"));
        if (unbounded is { Direction: 0 })
        {
            // Any value is as likely as any other.
            return new ConfidenceInterval(double.NaN, double.NaN);
        }

        double[] functional = _fitted.Classes.FunctionalOf(_layout.FunctionalOf(place % _layout.Count), place / _layout.Count);
        ConfidenceInterval interval = Firth?.Interval(functional, _plan.Confidence) ?? ProfileLikelihood.Find(
            _fitted.Objective,
            _fitted.Data.WeightSum,
            Uncorrected.Parameters,
            functional,
            _plan.Confidence,
            _cancellationToken,
            isConvex: !_plan.Firth,
            SensitivityTo(functional));

        // A prior moves the intercept by a constant, and its interval with it.
        if (place == 0)
        {
            interval = interval with { Lower = interval.Lower + _fitted.PriorShift, Upper = interval.Upper + _fitted.PriorShift };
        }

        // Where the likelihood is known to grow for ever there is no bound, whatever a search into the flat says.
        int direction = unbounded?.Direction ?? 0;
        return direction > 0 ? interval with { Upper = double.PositiveInfinity }
            : direction < 0 ? interval with { Lower = double.NegativeInfinity }
            : interval;
    }

    private bool IsCorrected(int place) => _fitted.Uncorrected is not null && place == 0;

    private Dictionary<string, IReadOnlyList<T>> ByClass<T>(Func<int, T> valueOf)
    {
        var byClass = new Dictionary<string, IReadOnlyList<T>>();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            byClass[_equations[equation]] = [.. Enumerable.Range(equation * _layout.Count, _layout.Count).Select(valueOf)];
        }

        return byClass;
    }
}
