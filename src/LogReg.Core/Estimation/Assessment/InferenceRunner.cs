using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Computes the inference from the solution of an unpenalised fit.</summary>
internal sealed class InferenceRunner
{
    // With more coefficients, the covariance matrix would take up nearly all of the model file.
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
        var identification = new Identification(_plan, _layout, _fitted, information, _cancellationToken);
        int rank = RankOf(identification);
        var covariance = new EstimateCovariance(_plan, _layout, _fitted, information, rank, clusters, _cancellationToken);
        bool[] hasEstimate = [.. Enumerable.Range(0, _fitted.Parameters.Length).Select(identification.HasEstimate)];
        double[] errors =
        [
            .. hasEstimate.Select((has, place) => has ? Math.Sqrt(covariance.Values[place * (hasEstimate.Length + 1)]) : double.NaN),
        ];
        var inference = new ModelInference
        {
            StandardErrors = _plan.StandardErrors,
            ClusterColumn = clusters?.Column,
            ClusterCount = clusters?.Count ?? 0,
            Weights = _fitted.RowWeights is null ? null : _plan.WeightKind,
            Observations = EstimateCovariance.Observations(_plan, _fitted),
            Rank = rank,
            LogLikelihood = _fitted.LogLikelihood,
            NullLogLikelihood = nullLogLikelihood,
            LikelihoodRatio = ModelTest(_fitted.LogLikelihood, nullLogLikelihood, rank),
            RobustWald = covariance.IsRobust ? RobustWald(covariance, hasEstimate, clusters) : null,
            FeatureTests = covariance.IsRobust && _plan.TestFeatures ? [.. RobustTests(covariance, hasEstimate)] : [],
            Confidence = _plan.Confidence,
            StandardErrorValues = ByClass(errors),
            PValues = ByClass([.. errors.Select((error, place) => StandardNormal.TwoSidedTail(_fitted.Coefficients[place] / error))]),
            Covariance = ToSaved(covariance.Values, covariance.ExtendedValues, hasEstimate),
            ModelCovariance = ToSaved(covariance.OfModel, covariance.ExtendedOfModel, hasEstimate),
            Separation = new SeparationSummary(_fitted.Separation, _fitted.SeparatedRows, Unbounded(identification.Unbounded))
            {
                Classes = ClassesApart(),
                FreeDirections = _target.IsBinary && _layout.Count <= MostSavedCoefficients ? identification.FreeDirections : [],
            },
            Aliased = identification.Aliased,
            Undetermined = [.. identification.Undetermined(covariance.OfModel, logOdds).Select(NameOf)],
        };
        inference = _target.IsBinary
            ? WithGoodnessOfFit(inference, logOdds, information, covariance.InverseInformation, hasEstimate)
            : inference;
        return new RefitRunner(_plan, _layout, _fitted, _equations, _progress, _cancellationToken).Complete(inference);
    }

    private int RankOf(Identification identification) => _fitted.Parameters.Length - (identification.Aliased.Count * _fitted.EquationCount);

    private ModelInference WithGoodnessOfFit(
        ModelInference inference, double[] logOdds, InformationMatrix information, double[] inverse, bool[] hasEstimate)
    {
        int[] classes = _fitted.Data.Classes;
        double[]? weights = _fitted.RowWeights;
        RowParts rows = _fitted.Data.Parts;
        return inference with
        {
            TjurRSquared = GoodnessOfFit.TjurRSquared(rows, logOdds, classes, weights),
            HosmerLemeshow = weights is null || _plan.WeightKind == WeightKind.Frequency
                ? GoodnessOfFit.HosmerLemeshow(rows, logOdds, classes, weights)
                : null,
            Collinearity = hasEstimate.Contains(true)
                ? CollinearityAnalysis.Compute(information, inverse, _layout.Groups, hasEstimate)
                : null,
        };
    }

    // Clusters enough, and yet singular: the scores of a coefficient that only one cluster tells of add up to 0.
    private ChiSquaredTest? RobustWald(EstimateCovariance covariance, bool[] hasEstimate, ClusterCodes? clusters)
    {
        int[] estimated = [.. Enumerable.Range(0, hasEstimate.Length).Where(place => hasEstimate[place])];
        bool isSingular = clusters?.Count > estimated.Length && covariance.Test(estimated) is null;
        return isSingular ? null : covariance.Test([.. estimated.Where(place => place % _layout.Count > 0)]);
    }

    /// <summary>The inference if the classes are completely separated: the verdict, no finite estimate for any coefficient, and a
    /// likelihood with the least upper bound 1.</summary>
    /// <param name="nullLogLikelihood">The log-likelihood of the intercept (and the offset) alone.</param>
    public ModelInference OfSeparatedClasses(double nullLogLikelihood)
    {
        double[] none = new double[_fitted.Parameters.Length];
        Array.Fill(none, double.NaN);
        var identification = new Identification(_plan, _layout, _fitted, null, _cancellationToken);
        IReadOnlyList<AliasedCoefficient> aliased = identification.Aliased;
        int rank = RankOf(identification);
        return new ModelInference
        {
            Weights = _fitted.RowWeights is null ? null : _plan.WeightKind,
            Observations = EstimateCovariance.Observations(_plan, _fitted),
            Rank = rank,
            LogLikelihood = 0,
            NullLogLikelihood = nullLogLikelihood,
            LikelihoodRatio = ModelTest(0, nullLogLikelihood, rank),
            Confidence = _plan.Confidence,
            StandardErrorValues = ByClass(none),
            PValues = ByClass(none),
            Separation =
                new SeparationSummary(
                    SeparationKind.Complete,
                    _fitted.SeparatedRows,
                    Unbounded([.. Enumerable.Range(0, none.Length).Where(place => !identification.IsAliased(place))]))
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
            _fitted.MaximumInformation ?? _plan.ExtendedLikelihood(_fitted.LimitData).Information(parameters, _cancellationToken);
    }

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

    private IEnumerable<FeatureTest> RobustTests(EstimateCovariance covariance, bool[] hasEstimate)
    {
        foreach (ParameterGroup feature in _layout.Groups)
        {
            int[] tested =
            [
                .. Enumerable.Range(0, _fitted.EquationCount)
                    .SelectMany(equation => feature.Parameters.Select(parameter => (equation * _layout.Count) + parameter))
                    .Where(place => hasEstimate[place]),
            ];
            if (covariance.Test(tested) is ChiSquaredTest result)
            {
                yield return new FeatureTest(feature.Name, result, double.NaN);
            }
        }
    }

    private ChiSquaredTest ModelTest(double logLikelihood, double nullLogLikelihood, int rank) =>
        ChiSquared.Test(2 * (logLikelihood - nullLogLikelihood), rank - _fitted.EquationCount);

    private List<UnboundedCoefficient> Unbounded(IReadOnlyList<int> places) =>
    [
        .. places.Select(place => new UnboundedCoefficient(
            NameOf(place),
            _fitted.Cone?.DirectionOf(_fitted.Classes.FunctionalOf(_layout.FunctionalOf(place % _layout.Count), place / _layout.Count))
                ?? 0)),
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

        bool isApart = true;
        for (int row = 0; row < limit.Classes.Length && isApart; row++)
        {
            ReadOnlySpan<bool> own = isExcluded.AsSpan(row * limit.ClassCount, limit.ClassCount);
            bool isSetAside = limit.Classes[row] == code ? own.Count(true) == limit.ClassCount - 1 : own[code];
            isApart = isSetAside || limit.Weights?[row] == 0;
        }

        return !limit.Parts.Any(!isApart);
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

    private Dictionary<string, IReadOnlyList<double>> ByClass(double[] values)
    {
        var byClass = new Dictionary<string, IReadOnlyList<double>>();
        for (int equation = 0; equation < _equations.Length; equation++)
        {
            byClass[_equations[equation]] = values[(equation * _layout.Count)..((equation + 1) * _layout.Count)];
        }

        return byClass;
    }

    private static CoefficientCovariance? ToSaved(double[] covariance, ExtendedMatrix? extended, bool[] hasEstimate)
    {
        if (hasEstimate.Length > MostSavedCoefficients)
        {
            return null;
        }

        double[] rounded = LowerTriangle(covariance, hasEstimate.Length);
        if (extended is null)
        {
            return new CoefficientCovariance(rounded, hasEstimate);
        }

        double[] remainders = LowerTriangle(extended.High, hasEstimate.Length);
        double[] low = LowerTriangle(extended.Low, hasEstimate.Length);
        for (int place = 0; place < remainders.Length; place++)
        {
            remainders[place] = remainders[place] - rounded[place] + low[place];
        }

        return new CoefficientCovariance(rounded, hasEstimate, remainders);
    }

    private static double[] LowerTriangle(double[] matrix, int dimension)
    {
        var lowerTriangle = new List<double>(dimension * (dimension + 1) / 2);
        for (int row = 0; row < dimension; row++)
        {
            lowerTriangle.AddRange(matrix.AsSpan(row * dimension, row + 1));
        }

        return [.. lowerTriangle];
    }
}
