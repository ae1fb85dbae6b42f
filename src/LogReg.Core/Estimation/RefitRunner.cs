using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>What inference needs further fits for: tests of features, profile likelihoods, and Firth's tests.</summary>
internal sealed class RefitRunner
{
    // Fits under a test must be as exact as the one they are compared with.
    private const double Tolerance = 1e-10;
    private const int MostIterations = 200;

    // Firth's tests and intervals are those of the penalised likelihood as long as they cost no more than some seconds: rows · coefficients³.
    private const double MostDefaultWork = 2e9;

    private readonly LogisticRegression _options;
    private readonly ParameterMap _map;
    private readonly FittedObjective _fitted;
    private readonly string[] _equations;
    private readonly CancellationToken _cancellationToken;

    /// <param name="options">What the caller wants.</param>
    /// <param name="map">From parameters to coefficients.</param>
    /// <param name="fitted">The solution.</param>
    /// <param name="equations">The classes that have an equation.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public RefitRunner(LogisticRegression options, ParameterMap map, FittedObjective fitted, string[] equations, CancellationToken cancellationToken)
    {
        _options = options;
        _map = map;
        _fitted = fitted;
        _equations = equations;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Adds to what is known what the options ask for.</summary>
    public ModelInference Complete(ModelInference inference)
    {
        bool profile = _options.Intervals is IntervalKind kind ? kind == IntervalKind.Profile : _options.Firth && Work <= MostDefaultWork;
        if (_options.Firth)
        {
            inference = inference with
            {
                IsBiasReduced = true,
                HasCorrectedIntercept = _options.CorrectIntercept,
                LikelihoodRatio = Drop(Enumerable.Range(1, _map.Count - 1)),
            };
        }

        if (_options.TestFeatures)
        {
            inference = inference with { FeatureTests = [.. _map.Features.Select(feature => TestOf(feature, inference))] };
        }

        return profile
            ? inference with { Intervals = IntervalKind.Profile, ProfileIntervals = ByClass(ProfileOf), PValues = _options.Firth ? ByClass(PValueOf) : inference.PValues }
            : inference;
    }

    private double Work => (double)_fitted.Data.Design.RowCount * _map.Count * _map.Count * _map.Count;

    private FeatureTest TestOf(ParameterGroup feature, ModelInference inference)
    {
        LikelihoodRatioTest test = Drop(
            Enumerable.Range(0, _equations.Length).SelectMany(equation => feature.Parameters.Select(parameter => (equation * _map.Count) + parameter)));
        double aic = _options.Firth ? double.NaN : inference.Aic + test.Statistic - (2.0 * test.DegreesOfFreedom);
        return new FeatureTest(feature.Name, test, aic);
    }

    private LikelihoodRatioTest Drop(IEnumerable<int> parameters) => DropTests.Test(
        _fitted.Objective,
        _fitted.Data.WeightSum,
        Uncorrected,
        [.. parameters],
        new NewtonSolver(),
        new SolverOptions(MostIterations, Tolerance),
        _cancellationToken);

    // The maximum of the penalised likelihood is where the solver ended, before the intercept was corrected.
    private SolverResult Uncorrected => _fitted.Uncorrected ?? _fitted.Result;

    private double PValueOf(int place) => IsCorrected(place) ? double.NaN : Drop([place]).PValue;

    private ConfidenceInterval ProfileOf(int place)
    {
        if (IsCorrected(place))
        {
            return new ConfidenceInterval(double.NaN, double.NaN);
        }

        double[] functional = new double[_fitted.Parameters.Length];
        _map.FunctionalOf(place % _map.Count).CopyTo(functional, place / _map.Count * _map.Count);
        return ProfileLikelihood.Find(
            _fitted.Objective, _fitted.Data.WeightSum, Uncorrected.Parameters, functional, _options.Confidence, _cancellationToken);
    }

    private bool IsCorrected(int place) => _fitted.Uncorrected is not null && place == 0;

    private Dictionary<string, IReadOnlyList<T>> ByClass<T>(Func<int, T> valueOf)
    {
        var byClass = new Dictionary<string, IReadOnlyList<T>>();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            byClass[_equations[equation]] = [.. Enumerable.Range(equation * _map.Count, _map.Count).Select(valueOf)];
        }

        return byClass;
    }
}
