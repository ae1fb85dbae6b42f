using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg;

/// <summary>
/// The estimator: options in, a <see cref="LogisticFit"/> out. It minimises
/// (1/Σw) Σ w·logloss(y, o + xβ) + λ(α‖β‖₁ + (1−α)/2·‖β‖₂²), where β are the coefficients of standardised features; the fit reports them on the original
/// scale. Without a penalty that is maximum likelihood, digit for digit what R's <c>glm(family = binomial)</c> gives.
/// </summary>
/// <example>
/// <code>
/// LogisticFit fit = new LogisticRegression { Target = "survived" }.Fit(CsvSource.FromFile("titanic.csv"));
/// double effect = fit.Model.Coefficients["sex=male"];
/// </code>
/// </example>
public sealed partial record LogisticRegression
{
    private readonly double _lambda;
    private readonly double _tolerance = 1e-8;
    private readonly double _threshold = 0.5;
    private readonly double? _learningRate;
    private readonly double? _testSize;
    private readonly int? _maxIterations;
    private readonly int _threads;
    private readonly double _confidence = 0.95;

    /// <summary>The column to predict. <see langword="null"/>, the default: the one named target, label, class, outcome or y (any case), else the last.</summary>
    public string? Target { get; init; }

    /// <summary>Of two classes the one whose probability is modelled. <see langword="null"/>, the default: the last in sorted order (case ignored), as in R.</summary>
    public string? Positive { get; init; }

    /// <summary>Of several classes the one that the others are compared with, which has no equation: coefficients are log-odds against it. Predictions do not depend on it. <see langword="null"/>, the default: the first
    /// class, or where features separate classes, the one that leaves the most comparisons with a finite estimate. Not under a penalty, where every class has an equation.</summary>
    public string? BaseClass { get; init; }

    /// <summary>The columns to use; they are kept even if they are constant or look like an identifier. <see langword="null"/>, the default: all others.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> ExcludedColumns { get; init; } = [];

    /// <summary>Columns that are categories though their cells are numbers; the target may be one.</summary>
    public IReadOnlyList<string> CategoricalColumns { get; init; } = [];

    /// <summary>Columns that must be numeric: a text in one is an error, not a category.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>Reference levels by column. Elsewhere the first level in sorted order is the reference, as in R.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>What to do with missing cells in the features; by default rows that have one are left out where standard errors are shown, and cells are imputed elsewhere. A row whose target is missing is always left out.</summary>
    public MissingHandling MissingHandling { get; init; }

    /// <summary>A column of weights ≥ 0: a row of weight 2 counts as two rows, one of weight 0 as none.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>A column that is added to the log-odds with the coefficient 1.</summary>
    public string? OffsetColumn { get; init; }

    /// <summary>The penalty; any but none needs <see cref="Lambda"/> or <see cref="LambdaChoice"/>.</summary>
    public PenaltyKind Penalty { get; init; }

    /// <summary>λ, 0 or more, on the scale of the mean loss: glmnet's λ; scikit-learn's C is 1/(nλ). 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Lambda
    {
        get => _lambda;
        init => _lambda = Check(value, value >= 0 && double.IsFinite(value), nameof(Lambda), "must be 0 or more and finite");
    }

    /// <summary>The algorithm. <see cref="SolverKind.Auto"/> by default.</summary>
    public SolverKind Solver { get; init; }

    /// <summary>The fixed step of gradient descent, more than 0; <see langword="null"/>, the default, for backtracking. For
    /// <see cref="SolverKind.StochasticGradient"/> what its first step is multiplied with; <see langword="null"/> for 1, which is right as a rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public double? LearningRate
    {
        get => _learningRate;
        init => _learningRate = Check(value, value is null or (> 0 and < double.PositiveInfinity), nameof(LearningRate), "must be more than 0 and finite");
    }

    /// <summary>The largest number of iterations, 1 or more; <see langword="null"/>, the default: 100 for newton, 200 for newton-cg, 5,000 for lbfgs, 10,000 for gd. Stochastic
    /// gradient descent has <see cref="StochasticGradientOptions.Epochs"/> instead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = Check(value, value is null or >= 1, nameof(MaxIterations), "must be 1 or more");
    }

    /// <summary>The solver stops when the largest absolute entry of the gradient (standardised features, mean loss) is at most this; 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1, both exclusive.</exception>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = Check(value, value is > 0 and < 1, nameof(Tolerance), "must be more than 0 and less than 1");
    }

    /// <summary>The share of rows to hold out for testing, drawn from each class alike; <see langword="null"/>, the default, for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1, both exclusive.</exception>
    public double? TestSize
    {
        get => _testSize;
        init => _testSize = Check(value, value is null or (> 0 and < 1), nameof(TestSize), "must be more than 0 and less than 1");
    }

    /// <summary>Decides which rows are held out: the same seed, the same rows, on any machine. 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The probability from which on the model says positive, 0 to 1; 0.5 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = Check(value, value is >= 0 and <= 1, nameof(Threshold), "must be between 0 and 1");
    }

    /// <summary>The number of threads, 0 to 1024; 0, the default, for one a core. The result is the same to the last bit for any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Check(value, value is >= 0 and <= 1024, nameof(Threads), "must be between 0 (one a core) and 1024");
    }

    /// <summary>What <see cref="WeightColumn"/> means for counts of observations; how often a row was seen by default.</summary>
    public WeightKind WeightKind { get; init; }

    /// <summary>Whether to leave out standard errors, tests and the verdict on separation.</summary>
    public bool SkipInference { get; init; }

    /// <summary>Where standard errors come from: the model by default. <see cref="StandardErrorKind.Cluster"/> needs <see cref="ClusterColumn"/>.</summary>
    public StandardErrorKind StandardErrors { get; init; }

    /// <summary>The column whose values are the clusters; no feature unless <see cref="Features"/> names it.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>The confidence of intervals, between 0 and 1; 0.95 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1, both exclusive.</exception>
    public double Confidence
    {
        get => _confidence;
        init => _confidence = Check(value, value is > 0 and < 1, nameof(Confidence), "must be more than 0 and less than 1");
    }

    /// <summary>How the coefficients' intervals are found. <see langword="null"/>, the default: by standard errors; under <see cref="Firth"/> from the
    /// penalised likelihood, as are its p-values then, unless the data are so large (rows · coefficients³ above 2·10⁹) that this would take long.</summary>
    public IntervalKind? Intervals { get; init; }

    /// <summary>Whether to test each feature by a fit without it.</summary>
    public bool TestFeatures { get; init; }

    /// <summary>Whether to reduce the bias of the estimates by Jeffreys' prior (Firth 1993): finite even where features separate two classes.</summary>
    public bool Firth { get; init; }

    /// <summary>Whether to correct the intercept after <see cref="Firth"/> so that the mean probability is the observed share (FLIC, Puhr et al. 2017).</summary>
    public bool CorrectIntercept { get; init; }

    /// <summary>The number of threads that <see cref="Threads"/> stands for on this machine.</summary>
    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    /// <summary>Checks what no single option can tell.</summary>
    /// <exception cref="ArgumentException">Two options contradict each other.</exception>
    internal void Validate()
    {
        ValidatePenalty();
        ValidateSampling();
        ValidateMemory();
        ValidateCrossValidation();
        if (LearningRate is not null && Solver is not (SolverKind.GradientDescent or SolverKind.StochasticGradient))
        {
            throw new ArgumentException($"{nameof(LearningRate)} is {LearningRate}, but only the solvers {nameof(SolverKind.GradientDescent)} and {nameof(SolverKind.StochasticGradient)} have one; {nameof(Solver)} is {Solver}.");
        }

        ValidateInference();
    }

    private void ValidateInference()
    {
        if (BaseClass is not null && IsBiased)
        {
            throw new ArgumentException(NonnegativeColumns.Count > 0
                ? $"{nameof(BaseClass)} and {nameof(NonnegativeColumns)} contradict each other: bounds are on the coefficients against the first class."
                : $"{nameof(BaseClass)} and {nameof(Penalty)} {Penalty} contradict each other: under a penalty every class has an equation, and none is compared with another.");
        }

        string? asked = StandardErrors != StandardErrorKind.Model ? nameof(StandardErrors)
            : Intervals is not null ? nameof(Intervals)
            : TestFeatures ? nameof(TestFeatures)
            : null;
        if (asked is not null && (IsBiased || SkipInference))
        {
            throw new ArgumentException(SkipInference
                ? $"{nameof(SkipInference)} and {asked} contradict each other."
                : $"{asked} needs a fit without a penalty and bounds: under them there are no valid standard errors and tests.");
        }

        if (StandardErrors == StandardErrorKind.Cluster != ClusterColumn is not null)
        {
            throw new ArgumentException($"{nameof(StandardErrors)} {nameof(StandardErrorKind.Cluster)} and {nameof(ClusterColumn)} need each other.");
        }

        if (Intervals == IntervalKind.Profile && StandardErrors != StandardErrorKind.Model)
        {
            throw new ArgumentException($"{nameof(Intervals)} {Intervals} and {nameof(StandardErrors)} {StandardErrors} contradict each other: a likelihood profile has no robust form.");
        }

        if (CorrectIntercept && !Firth)
        {
            throw new ArgumentException($"{nameof(CorrectIntercept)} needs {nameof(Firth)}.");
        }

        if (!Firth)
        {
            return;
        }

        string? conflict = Penalty != PenaltyKind.None ? $"{nameof(Penalty)} {Penalty}"
            : StandardErrors != StandardErrorKind.Model ? $"{nameof(StandardErrors)} {StandardErrors}"
            : Solver is not (SolverKind.Auto or SolverKind.Newton) ? $"{nameof(Solver)} {Solver}"
            : null;
        if (conflict is not null)
        {
            throw new ArgumentException($"{nameof(Firth)} and {conflict} contradict each other.");
        }
    }

    private static T Check<T>(T value, bool isValid, string option, string range) =>
        isValid ? value : throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}, but {range}.");
}
