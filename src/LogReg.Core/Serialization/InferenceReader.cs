using LogReg.Inference;

namespace LogReg.Serialization;

/// <summary>From the member <c>inference</c> of a model file to what is known of the model's uncertainty; each member is checked before it
/// is used.</summary>
internal sealed class InferenceReader
{
    private readonly ModelContent _model;
    private readonly InferenceDocument _document;
    private HashSet<string>? _featureNames;

    private InferenceReader(ModelContent model, InferenceDocument document)
    {
        _model = model;
        _document = document;
    }

    /// <exception cref="ModelFormatException">A member is missing or invalid.</exception>
    public static ModelInference ToInference(ModelContent model, InferenceDocument document) => new InferenceReader(model, document).Read();

    private ModelInference Read()
    {
        StandardErrorKind kind = MemberNames.Value<StandardErrorKind>(_document.StandardErrorsFrom, "inference.standardErrorsFrom");
        Dictionary<string, IReadOnlyList<double>> errors =
            Values(_document.StandardErrors, "standardErrors", value => value >= 0 && double.IsFinite(value));
        bool[] hasEstimate = [.. _model.ClassesWithEquation.SelectMany(name => errors[name]).Select(error => !double.IsNaN(error))];
        CoefficientCovariance? covariance = Covariance(
            _document.Covariance, _document.CovarianceRemainders, hasEstimate, "covariance");
        InferenceDocument.TestDocument test = _document.LikelihoodRatio ?? throw Absent("likelihoodRatio");
        bool hasClassWeights = _document.ClassWeights ?? false;
        double confidence = Finite(_document.Confidence, "confidence");
        return new ModelInference
        {
            IsBiasReduced = EnumName.TryParse(_document.Method, out EstimationMethod method)
                ? method == EstimationMethod.Firth
                : throw new ModelFormatException(
                    $"its member 'inference.method' must be {string.Join(" or ", EnumName.All<EstimationMethod>())}"),
            HasCorrectedIntercept = _document.InterceptCorrected ?? false,
            HasClassWeights = hasClassWeights,
            StandardErrors = kind,
            ClusterColumn = _document.ClusterColumn,
            ClusterCount = NotNegative(_document.ClusterCount ?? 0, "clusterCount"),
            Weights = _document.Weights is null ? null : MemberNames.Value<WeightKind>(_document.Weights, "inference.weights"),
            Observations = NotNegative(_document.Observations, "observations"),
            Rank = NotNegative(_document.Rank ?? throw Absent("rank"), "rank"),
            LogLikelihood = Criterion("logLikelihood", _document.LogLikelihood, _document.Aic, _document.Bic),
            NullLogLikelihood = Finite(_document.NullLogLikelihood, "nullLogLikelihood"),
            LikelihoodRatio = new(
                hasClassWeights ? double.NaN : Finite(test.Statistic, "likelihoodRatio.statistic"),
                Freedom(test.DegreesOfFreedom, "likelihoodRatio.degreesOfFreedom"),
                Probability(test.P, "likelihoodRatio.p")),
            RobustWald = _document.RobustWald is { } wald
                ? new(
                    Optional(wald.Statistic, "robustWald.statistic"),
                    Freedom(wald.DegreesOfFreedom, "robustWald.degreesOfFreedom"),
                    Probability(wald.P, "robustWald.p"))
                : null,
            TjurRSquared = _document.TjurRSquared is null ? null : Finite(_document.TjurRSquared, "tjurRSquared"),
            HosmerLemeshow = _document.HosmerLemeshow is { } calibration
                ? new(
                    Optional(calibration.Statistic, "hosmerLemeshow.statistic"),
                    NotNegative(calibration.Groups ?? throw Absent("hosmerLemeshow.groups"), "hosmerLemeshow.groups"),
                    Probability(calibration.P, "hosmerLemeshow.p"))
                {
                    MeanAbsoluteError = calibration.MeanAbsoluteError is null
                        ? null
                        : Probability(calibration.MeanAbsoluteError, "hosmerLemeshow.meanAbsoluteError"),
                }
                : null,
            StandardErrorValues = errors,
            PValues = Values(_document.P, "p", value => value is >= 0 and <= 1),
            Intervals = MemberNames.Value<IntervalKind>(_document.Intervals, "inference.intervals"),
            Confidence = confidence is > 0 and < 1
                ? confidence
                : throw new ModelFormatException("its member 'inference.confidence' must be between 0 and 1"),
            ProfileIntervals = Profiles(),
            FeatureTests =
                Distinct(
                    [.. (_document.FeatureTests ?? []).Select(ToFeatureTest)],
                    test => FeatureName(test.Feature, "featureTests"),
                    "featureTests"),
            Collinearity = _document.Collinearity is { } collinearity
                ? new(
                    collinearity.ConditionNumber is null
                        ? double.PositiveInfinity
                        : Finite(collinearity.ConditionNumber, "collinearity.conditionNumber"),
                    Distinct(
                        [.. (collinearity.VarianceInflation ?? throw Absent("collinearity.varianceInflation")).Select(ToInflation)],
                        one => FeatureName(one.Feature, "collinearity.varianceInflation"),
                        "collinearity.varianceInflation"))
                : null,
            Covariance = covariance,
            ModelCovariance = kind == StandardErrorKind.Model
                ? covariance
                : Covariance(_document.ModelCovariance, _document.ModelCovarianceRemainders, hasEstimate, "modelCovariance"),
            Separation = ToSeparation(_document.Separation ?? throw Absent("separation")),
            Undetermined = [.. (_document.Undetermined ?? []).Select(name => name ?? throw Absent("undetermined"))],
            Aliased = Distinct([.. (_document.Aliased ?? throw Absent("aliased")).Select(ToAliased)], one => one.Name, "aliased"),
        };
    }

    private Dictionary<string, IReadOnlyList<double>> Values(
        Dictionary<string, Dictionary<string, double?>?>? documents, string member, Func<double, bool> isValid) =>
        ByClass(documents, member, (value, name) => value is null ? double.NaN
            : isValid(value.Value) ? value.Value
            : throw new ModelFormatException($"its member 'inference.{member}' has an impossible value for '{name}'"));

    private Dictionary<string, IReadOnlyList<ConfidenceInterval>> Profiles() => _document.ProfileIntervals is null
        ? []
        : ByClass(_document.ProfileIntervals, "profileIntervals", (bounds, _) => bounds is null
            ? new ConfidenceInterval(double.NaN, double.NaN)
            : new ConfidenceInterval(
                bounds.LowerNotFound == true ? double.NaN
                    : bounds.Lower is null ? double.NegativeInfinity
                    : Finite(bounds.Lower, "profileIntervals"),
                bounds.UpperNotFound == true ? double.NaN
                    : bounds.Upper is null ? double.PositiveInfinity
                    : Finite(bounds.Upper, "profileIntervals"))
            {
                HasGap = bounds.HasGap ?? false,
            });

    // In the shape of the coefficients: the same classes, the same names.
    private Dictionary<string, IReadOnlyList<TValue>> ByClass<TDocument, TValue>(
        Dictionary<string, Dictionary<string, TDocument>?>? documents, string member, Func<TDocument, string, TValue> convert)
    {
        var values = new Dictionary<string, IReadOnlyList<TValue>>();
        foreach (string className in _model.ClassesWithEquation)
        {
            Dictionary<string, TDocument> own = (documents ?? throw Absent(member)).GetValueOrDefault(className)
                ?? throw Absent($"{member}.{className}");
            Coefficients coefficients = _model.CoefficientsOf(className);
            if (own.Count != coefficients.Count)
            {
                throw new ModelFormatException($"its member 'inference.{member}' does not have one value for each coefficient");
            }

            values[className] =
                [.. coefficients.Keys.Select(
                    name => own.TryGetValue(name, out TDocument? document) ? convert(document, name) : throw Absent($"{member} … {name}"))];
        }

        return values;
    }

    private static CoefficientCovariance? Covariance(double[][]? rows, double[][]? remainders, bool[] hasEstimate, string member)
    {
        if (rows is null)
        {
            return null;
        }

        int dimension = hasEstimate.Length;
        return IsTriangle(rows, dimension) && (remainders is null || IsTriangle(remainders, dimension)) && rows.All(row => row[^1] >= 0)
            && rows.All(row => IsPossible(row, rows))
            ? new CoefficientCovariance(
                [.. rows.SelectMany(row => row)], hasEstimate, remainders is null ? null : [.. remainders.SelectMany(row => row)])
            : throw new ModelFormatException(
                $"its member 'inference.{member}' is not the lower triangle of a covariance matrix of {dimension} coefficients");
    }

    private static bool IsTriangle(double[][] rows, int dimension) =>
        rows.Length == dimension && rows.Index().All(pair => pair.Item.Length == pair.Index + 1 && pair.Item.All(double.IsFinite));

    // No correlation is beyond ±1, but for rounding.
    private static bool IsPossible(double[] row, double[][] rows)
    {
        const double Rounding = 1e-6;
        for (int column = 0; column < row.Length; column++)
        {
            if (Math.Abs(row[column]) > Math.Sqrt(row[^1]) * Math.Sqrt(rows[column][^1]) * (1 + Rounding))
            {
                return false;
            }
        }

        return true;
    }

    private static FeatureTest ToFeatureTest(InferenceDocument.FeatureTestDocument? test) => new(
        test?.Feature ?? throw Absent("featureTests.feature"),
        new ChiSquaredTest(
            Optional(test.Statistic, "featureTests.statistic"),
            Freedom(test.DegreesOfFreedom, "featureTests.degreesOfFreedom"),
            Probability(test.P, "featureTests.p")),
        Optional(test.Aic, "featureTests.aic"));

    private static VarianceInflation ToInflation(InferenceDocument.InflationDocument? inflation) => new(
        inflation?.Feature ?? throw Absent("collinearity.varianceInflation.feature"),
        inflation.Factor is null ? double.PositiveInfinity : Finite(inflation.Factor, "collinearity.varianceInflation.factor"),
        NotNegative(
            inflation.DegreesOfFreedom ?? throw Absent("collinearity.varianceInflation.degreesOfFreedom"),
            "collinearity.varianceInflation.degreesOfFreedom"));

    private SeparationSummary ToSeparation(InferenceDocument.SeparationDocument separation) => new(
        MemberNames.Value<SeparationKind>(separation.Kind, "inference.separation.kind"),
        (long)NotNegative(separation.SeparatedRows ?? 0, "separation.separatedRows"),
        Distinct(
            [.. (separation.Unbounded ?? []).Select(
                one => new UnboundedCoefficient(one?.Name ?? throw Absent("separation.unbounded.name"), Math.Sign(one.Direction ?? 0)))],
            one => one.Name,
            "separation.unbounded"))
    {
        Classes = [.. (separation.Classes ?? []).Select(name => name is not null && _model.Target.Classes.Contains(name)
            ? name
            : throw new ModelFormatException("its member 'inference.separation.classes' names a class that is not there"))],
        FreeDirections = separation.FreeDirections is null ? null : Directions(separation.FreeDirections),
    };

    private double[][] Directions(double[][] rows)
    {
        int length = _model.ClassesWithEquation.Sum(className => _model.CoefficientsOf(className).Count);
        return rows.All(row => row.Length == length && row.All(double.IsFinite) && row.Any(value => value != 0))
            ? rows
            : throw new ModelFormatException(
                $"its member 'inference.separation.freeDirections' must have rows of {length} numbers, not all of them 0");
    }

    private static AliasedCoefficient ToAliased(InferenceDocument.AliasedDocument? aliased) => new(
        aliased?.Name ?? throw Absent("aliased.name"),
        [.. (aliased.DependsOn ?? []).Select(name => name ?? throw Absent("aliased.dependsOn"))])
    {
        Combination = aliased.Combination is null || aliased.Combination.Count == aliased.DependsOn?.Count
            ? aliased.Combination
            : throw new ModelFormatException("its member 'inference.aliased.combination' must have a number for each name in 'dependsOn'"),
    };

    // AIC and BIC follow from the log-likelihood; what the file says of them is for other readers, but must be numbers.
    private static double Criterion(string member, double? logLikelihood, params double?[] others)
    {
        foreach (double? other in others)
        {
            _ = Optional(other, "aic and bic");
        }

        return Finite(logLikelihood, member);
    }

    private static double Optional(double? value, string member) => value is null ? double.NaN : Finite(value, member);

    private static double Probability(double? value, string member) => value is null or (>= 0 and <= 1)
        ? value ?? double.NaN
        : throw new ModelFormatException($"its member 'inference.{member}' is not a probability");

    private static double Finite(double? value, string member) =>
        value is double number && double.IsFinite(number) ? number : throw Absent(member);

    private static double NotNegative(double? value, string member) =>
        Finite(value, member) is >= 0 and var number
            ? number
            : throw new ModelFormatException($"its member 'inference.{member}' is negative");

    private static int NotNegative(int value, string member) =>
        value >= 0 ? value : throw new ModelFormatException($"its member 'inference.{member}' is negative");

    private static int Freedom(int? value, string member) => NotNegative(value ?? throw Absent(member), member);

    private string FeatureName(string name, string member) =>
        (_featureNames ??= [.. _model.Layout.Terms.Select(term => term.Name)]).Contains(name)
            ? name
            : throw new ModelFormatException($"its member 'inference.{member}' names a feature that is not there");

    private static T[] Distinct<T>(T[] items, Func<T, string> nameOf, string member) => items.DistinctBy(nameOf).Count() == items.Length
        ? items
        : throw new ModelFormatException($"its member 'inference.{member}' has the same name twice");

    private static ModelFormatException Absent(string member) => new($"its member 'inference.{member}' is missing");
}
