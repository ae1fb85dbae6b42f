using System.Numerics.Tensors;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Computes the inference from the solution of an unpenalised fit.</summary>
internal sealed class InferenceRunner
{
    // Beyond so many the covariance would make the model file a matrix with some coefficients.
    private const int MostSavedCoefficients = 500;

    private readonly FitPlan _plan;
    private readonly TargetDescription _target;
    private readonly string[] _equations;
    private readonly TermLayout _layout;
    private readonly FittedSolution _fitted;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    /// <param name="plan">The plan of the fit.</param>
    /// <param name="target">The classes.</param>
    /// <param name="layout">The layout of the terms.</param>
    /// <param name="fitted">The solution.</param>
    /// <param name="progress">Receives progress after each additional fit; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public InferenceRunner(
        FitPlan plan,
        TargetDescription target,
        TermLayout layout,
        FittedSolution fitted,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        _progress = progress;
        _plan = plan;
        _target = target;
        _equations = fitted.Classes.NamesIn(target);
        _layout = layout;
        _fitted = fitted;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Computes everything that the options ask for.</summary>
    /// <param name="nullLogLikelihood">The log-likelihood of the intercept (and the offset) alone.</param>
    /// <param name="logOdds">η of each training row for two classes, with the intercept as it is used; else empty.</param>
    /// <param name="clusters">The rows' clusters, or <see langword="null"/>.</param>
    public ModelInference Run(double nullLogLikelihood, double[] logOdds, ClusterCodes? clusters)
    {
        logOdds = WithoutPrior(logOdds);
        InformationMatrix information = Information();
        double[] inverse = information.Invert();
        ExtendedMatrix? extendedInverse = information.InvertExtended();
        var identification = new Identification(_plan, _layout, _fitted, information, _cancellationToken);
        IReadOnlyList<AliasedCoefficient> aliased = identification.Aliased;
        bool[] hasEstimate = [.. Enumerable.Range(0, _fitted.Parameters.Length).Select(identification.HasEstimate)];
        double[] modelCovariance = extendedInverse is null ? ToOriginalScale(inverse) : ToOriginalScale(extendedInverse).ToDoubles();
        ClassificationData data = _fitted.Data;
        double[]? weights = _fitted.RowWeights;
        double observations = Observations;
        int rank = _fitted.Parameters.Length - (aliased.Count * _fitted.EquationCount);
        bool isRobust = _plan.StandardErrors != StandardErrorKind.Model;
        ExtendedMatrix? extendedRobust = isRobust && extendedInverse is not null
            ? ToOriginalScale(Robust(extendedInverse, observations, rank, clusters))
            : null;
        double[] covariance = !isRobust ? modelCovariance
            : extendedRobust?.ToDoubles() ?? ToOriginalScale(Robust(inverse, observations, rank, clusters));
        ChiSquaredTest? RobustTest(int[] tested)
        {
            ChiSquaredTest? test = !CanTest(tested, clusters) ? null
                : extendedRobust is null ? WaldTest.Compute(_fitted.Coefficients, covariance, tested)
                : WaldTest.Compute(_fitted.Coefficients, extendedRobust, tested);

            // A test of fewer coefficients than were asked for, because their covariance is singular, would be a test of an arbitrary choice of them.
            return test?.DegreesOfFreedom == tested.Length ? test : null;
        }

        double[] errors = [.. Enumerable.Range(0, hasEstimate.Length).Select(place =>
            hasEstimate[place] ? Math.Sqrt(covariance[place * (hasEstimate.Length + 1)]) : double.NaN)];
        int[] estimated = [.. Enumerable.Range(0, hasEstimate.Length).Where(place => hasEstimate[place])];
        int[] slopes = [.. estimated.Where(place => place % _layout.Count > 0)];

        // Clusters enough, and yet singular: the scores of a coefficient that only one cluster tells of add up to 0.
        bool isSingular = clusters?.Count > estimated.Length && RobustTest(estimated) is null;
        var inference = new ModelInference
        {
            StandardErrors = _plan.StandardErrors,
            ClusterColumn = clusters?.Column,
            ClusterCount = clusters?.Count ?? 0,
            Weights = weights is null ? null : _plan.WeightKind,
            Observations = observations,
            Rank = rank,
            LogLikelihood = _fitted.LogLikelihood,
            NullLogLikelihood = nullLogLikelihood,
            LikelihoodRatio = ModelTest(_fitted.LogLikelihood, nullLogLikelihood, rank),
            RobustWald = isRobust && !isSingular ? RobustTest(slopes) : null,
            FeatureTests = isRobust && _plan.TestFeatures ? [.. RobustTests(RobustTest, hasEstimate)] : [],
            TjurRSquared = _target.IsBinary ? GoodnessOfFit.TjurRSquared(logOdds, data.Classes, weights) : null,
            HosmerLemeshow = _target.IsBinary && (weights is null || _plan.WeightKind == WeightKind.Frequency)
                ? GoodnessOfFit.HosmerLemeshow(logOdds, data.Classes, weights)
                : null,
            Collinearity = _target.IsBinary && hasEstimate.Contains(true) ? CollinearityAnalysis.Compute(information, inverse, _layout.Groups, hasEstimate) : null,
            Confidence = _plan.Confidence,
            StandardErrorValues = ByClass(errors),
            PValues = ByClass([.. errors.Select((error, place) => StandardNormal.TwoSidedTail(_fitted.Coefficients[place] / error))]),
            Covariance = ToSaved(covariance, hasEstimate),
            ModelCovariance = ToSaved(modelCovariance, hasEstimate),
            Separation = new SeparationSummary(_fitted.Separation, _fitted.SeparatedRows, Unbounded(identification.Unbounded))
            {
                Classes = ClassesApart(),
                FreeDirections = _target.IsBinary && _layout.Count <= MostSavedCoefficients ? identification.FreeDirections : [],
            },
            Aliased = aliased,
            Undetermined = [.. identification.Undetermined(modelCovariance, logOdds).Select(NameOf)],
        };
        return new RefitRunner(_plan, _layout, _fitted, _equations, _progress, _cancellationToken).Complete(inference);
    }

    /// <summary>The inference if the classes are completely separated: the verdict, no finite estimate for any coefficient, and a likelihood with the least upper bound 1.</summary>
    /// <param name="nullLogLikelihood">The log-likelihood of the intercept (and the offset) alone.</param>
    public ModelInference OfSeparatedClasses(double nullLogLikelihood)
    {
        double[] none = new double[_fitted.Parameters.Length];
        Array.Fill(none, double.NaN);
        var identification = new Identification(_plan, _layout, _fitted, null, _cancellationToken);
        IReadOnlyList<AliasedCoefficient> aliased = identification.Aliased;
        int rank = none.Length - (aliased.Count * _fitted.EquationCount);
        return new ModelInference
        {
            Weights = _fitted.RowWeights is null ? null : _plan.WeightKind,
            Observations = Observations,
            Rank = rank,
            LogLikelihood = 0,
            NullLogLikelihood = nullLogLikelihood,
            LikelihoodRatio = ModelTest(0, nullLogLikelihood, rank),
            Confidence = _plan.Confidence,
            StandardErrorValues = ByClass(none),
            PValues = ByClass(none),
            Separation = new SeparationSummary(SeparationKind.Complete, _fitted.SeparatedRows, Unbounded([.. Enumerable.Range(0, none.Length).Where(place => !identification.IsAliased(place))]))
            {
                Classes = _target.IsBinary ? [] : _target.Classes,
            },
            Aliased = aliased,
        };
    }

    // The solver's last Hessian, where it was formed at the maximum of this very likelihood.
    private InformationMatrix Information()
    {
        double weightSum = _fitted.LimitData.WeightSum;
        double[] parameters = _fitted.MaximumParameters;
        var dependence = new DependenceCheck(_fitted.LimitData);

        // Firth's fit stands on a double's factorisation: what that leaves out has no estimate.
        Func<ExtendedCholesky>? extend = _plan.Firth ? null : Extend;
        return _fitted.MaximumHessian is { } hessian
            ? new InformationMatrix([.. hessian], parameters.Length, weightSum, extend, dependence)
            : new InformationMatrix(_fitted.LimitObjective, weightSum, parameters, _cancellationToken, extend, dependence);

        ExtendedCholesky Extend() =>
            _fitted.MaximumInformation ?? ExtendedLikelihood.Information(_fitted.LimitData, parameters, _plan.Threads, _cancellationToken);
    }

    private double Observations => _fitted.RowWeights is not null && _plan.WeightKind == WeightKind.Frequency
        ? RowSums.Of(_fitted.RowWeights, _fitted.Data.Design.Chunks.Select(static chunk => chunk.RowCount))
        : _fitted.Data.Design.RowCount;

    // How well the model fits the rows at hand is asked of it before it is moved to where they would have another share of positives.
    private double[] WithoutPrior(double[] logOdds)
    {
        if (_fitted.PriorShift == 0)
        {
            return logOdds;
        }

        double[] own = new double[logOdds.Length];
        TensorPrimitives.Subtract(logOdds, _fitted.PriorShift, own);
        return own;
    }

    private IEnumerable<FeatureTest> RobustTests(Func<int[], ChiSquaredTest?> test, bool[] hasEstimate)
    {
        foreach (ParameterGroup feature in _layout.Groups)
        {
            int[] tested =
            [
                .. Enumerable.Range(0, _fitted.EquationCount)
                    .SelectMany(equation => feature.Parameters.Select(parameter => (equation * _layout.Count) + parameter))
                    .Where(place => hasEstimate[place]),
            ];
            if (test(tested) is ChiSquaredTest result)
            {
                yield return new FeatureTest(feature.Name, result, double.NaN);
            }
        }
    }

    // The scores of the clusters add up to 0 at the maximum, so that their covariance has at most one rank less than there are clusters.
    private static bool CanTest(int[] tested, ClusterCodes? clusters) => clusters is null || tested.Length < clusters.Count;

    private double[] Robust(double[] inverse, double observations, int rank, ClusterCodes? clusters)
    {
        var source = (IResidualSource)_fitted.LimitObjective;
        double[] filling = clusters is null
            ? ScoreCovariance.OfRows(source, _fitted.MaximumParameters, Frequencies, _plan.Threads, _cancellationToken)
            : ScoreCovariance.OfClusters(source, _fitted.MaximumParameters, clusters.Codes, clusters.Count, _cancellationToken);
        double[] covariance = SymmetricMatrix.Sandwich(inverse, filling, _fitted.Parameters.Length);
        double correction = SmallSampleCorrection(observations, rank, clusters);
        TensorPrimitives.Multiply(covariance, correction, covariance);
        return covariance;
    }

    private ExtendedMatrix Robust(ExtendedMatrix inverse, double observations, int rank, ClusterCodes? clusters)
    {
        double[] parameters = _fitted.MaximumParameters;
        ExtendedMatrix filling = clusters is null
            ? new ExtendedLikelihood(_fitted.LimitData, _plan.Threads).ScoreProducts(parameters, new double[parameters.Length], Frequencies, _cancellationToken)
            : ScoreCovariance.OfClustersExtended((IResidualSource)_fitted.LimitObjective, parameters, clusters.Codes, clusters.Count, _cancellationToken);
        ExtendedMatrix covariance = filling.Congruence(inverse);
        covariance.Scale(SmallSampleCorrection(observations, rank, clusters));
        return covariance;
    }

    private double[]? Frequencies => _plan.WeightKind == WeightKind.Frequency ? _fitted.RowWeights : null;

    private double SmallSampleCorrection(double observations, int rank, ClusterCodes? clusters)
    {
        if (_plan.StandardErrors == StandardErrorKind.Hc1 && observations <= rank)
        {
            throw new LogRegException(
                FormattableString.Invariant($"robust standard errors need more observations than coefficients, but there are {observations:G6} observations and {rank} coefficients"),
                _fitted.RowWeights is not null && _plan.WeightKind == WeightKind.Frequency
                    ? "the weights are treated as frequencies, and this is their sum: use --weight-type importance"
                    : "use fewer features, or --standard-errors hc0");
        }

        return _plan.StandardErrors switch
        {
            StandardErrorKind.Hc1 => observations / (observations - rank),
            StandardErrorKind.Cluster => clusters!.Count / (clusters.Count - 1.0),
            _ => 1,
        };
    }

    private ChiSquaredTest ModelTest(double logLikelihood, double nullLogLikelihood, int rank) =>
        ChiSquared.Test(2 * (logLikelihood - nullLogLikelihood), rank - _fitted.EquationCount);

    private List<UnboundedCoefficient> Unbounded(IReadOnlyList<int> places) =>
    [
        .. places.Select(place => new UnboundedCoefficient(
            NameOf(place), _fitted.Cone?.DirectionOf(_fitted.Classes.FunctionalOf(_layout.FunctionalOf(place % _layout.Count), place / _layout.Count)) ?? 0)),
    ];

    private string NameOf(int place)
    {
        string name = _layout.Names[place % _layout.Count];
        return _fitted.EquationCount == 1 ? name : $"{_equations[place / _layout.Count]}: {name}";
    }

    // Whether in the limit no row of a class can have another one, and no other row that class.
    private bool IsApart(int code)
    {
        ClassificationData limit = _fitted.LimitData;
        if (limit.IsExcluded is not { } isExcluded)
        {
            return false;
        }

        for (int row = 0; row < limit.Classes.Length; row++)
        {
            ReadOnlySpan<bool> own = isExcluded.AsSpan(row * limit.ClassCount, limit.ClassCount);
            bool isSetAside = limit.Classes[row] == code ? own.Count(true) == limit.ClassCount - 1 : own[code];
            if (!isSetAside && limit.Weights?[row] != 0)
            {
                return false;
            }
        }

        return true;
    }

    // Of several classes those that are separated from all others, whatever the coding: for them the fit is not one.
    private string[] ClassesApart()
    {
        if (_target.IsBinary || _fitted.Separation != SeparationKind.Quasi)
        {
            return [];
        }

        return [.. Enumerable.Range(0, _target.Classes.Count).Where(IsApart).Select(code => _target.Classes[code])];
    }

    private ExtendedMatrix ToOriginalScale(ExtendedMatrix covariance) => OriginalScale.Covariance(_layout, _fitted.Classes.CovarianceOf(covariance, _layout.Count), _fitted.EquationCount);

    private double[] ToOriginalScale(double[] covariance) => OriginalScale.Covariance(_layout, _fitted.Classes.CovarianceOf(covariance, _layout.Count), _fitted.EquationCount);

    private Dictionary<string, IReadOnlyList<double>> ByClass(double[] values)
    {
        var byClass = new Dictionary<string, IReadOnlyList<double>>();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            byClass[_equations[equation]] = values[(equation * _layout.Count)..((equation + 1) * _layout.Count)];
        }

        return byClass;
    }

    private static CoefficientCovariance? ToSaved(double[] covariance, bool[] hasEstimate)
    {
        int dimension = (int)Math.Sqrt(covariance.Length);
        if (dimension > MostSavedCoefficients)
        {
            return null;
        }

        var lowerTriangle = new List<double>(dimension * (dimension + 1) / 2);
        for (int row = 0; row < dimension; row++)
        {
            lowerTriangle.AddRange(covariance.AsSpan(row * dimension, row + 1));
        }

        return new CoefficientCovariance([.. lowerTriangle], hasEstimate);
    }
}
