using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg;

/// <summary>
/// A logistic regression estimator with its options. <c>Fit</c> returns a <see cref="LogisticFit"/>. The estimator minimises
/// (1/Σw) Σ w·logloss(y, o + xβ) + λ(α‖β‖₁ + (1−α)/2·‖β‖₂²), where β are the coefficients of the standardised features; the fit reports
/// them on the original
/// scale. Without a penalty, this is maximum likelihood, as in R's <c>glm(family = binomial)</c>, to every digit that R prints.
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

    /// <summary>The column to predict. If <see langword="null"/>, the default, the column named target, label, class, outcome or y (in any
    /// case), or else the last column.</summary>
    public string? Target { get; init; }

    /// <summary>The class whose probability is modelled, with two classes. If <see langword="null"/>, the default, the last class in sorted
    /// order (ignoring case), as in R.</summary>
    public string? Positive { get; init; }

    /// <summary>The base class, with three or more classes: coefficients are log-odds relative to it. Predictions do not depend on it. If
    /// <see langword="null"/>, the default, the first class or, if features separate classes, one that keeps the most comparisons finite.
    /// Not available with a penalty, where every class has its own equation.</summary>
    public string? BaseClass { get; init; }

    /// <summary>The columns to use as features, even if they are constant or look like an identifier. If <see langword="null"/>, the
    /// default, all other columns.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>The terms of the model, such as <c>age + log(income)*sex</c>; <see langword="null"/> if each column is a term of its
    /// own, which is also what <c>.</c> means. The target may stand before <c>~</c>. <c>+</c> adds terms and <c>-</c> removes them,
    /// <c>a:b</c> is a product, <c>a*b</c> is <c>a + b + a:b</c>, <c>(a + b + c)^2</c> has all products of two, and <c>age^2</c> is the
    /// square. Columns are written as in the header, between backticks where a name is ambiguous. The functions are log, log2, log10,
    /// log1p, sqrt, exp, abs, center, scale, spline (restricted cubic), linear (broken line), poly (orthogonal) and category. Constants
    /// that a function takes from the data are fitted on the training rows and saved with the model.</summary>
    /// <remarks>Products follow the rules of R: if the term without a categorical column is also in the model, the product has a
    /// coefficient for each level except the reference level; otherwise it has one for every level.</remarks>
    public string? Formula { get; init; }

    /// <summary>The columns to leave out.</summary>
    public IReadOnlyList<string> ExcludedColumns { get; init; } = [];

    /// <summary>The columns to treat as categorical even if their cells are numbers. The target may be one of them.</summary>
    public IReadOnlyList<string> CategoricalColumns { get; init; } = [];

    /// <summary>The columns to treat as numeric: text in one of them is an error, not a category.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>The reference levels by column; <c>most-frequent</c> stands for the level with the most training rows, missing cells apart,
    /// unless the column has a level of that name. For other columns the reference level is the first in sorted order, as in R.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>How missing cells in the features are handled. By default, rows with missing cells are left out if standard errors are
    /// computed, and cells are imputed otherwise. Rows without a target are always left out.</summary>
    public MissingHandling MissingHandling { get; init; }

    /// <summary>The column of weights, which must be 0 or more: a row of weight 2 counts as two rows, and a row of weight 0 is
    /// ignored.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The column that is added to the log-odds with a coefficient of 1.</summary>
    public string? OffsetColumn { get; init; }

    /// <summary>The penalty. Every penalty needs <see cref="Lambda"/> or <see cref="LambdaChoice"/>.</summary>
    public PenaltyKind Penalty { get; init; }

    /// <summary>The strength of the penalty λ, 0 or more, on the scale of the mean loss: the same as glmnet's λ; scikit-learn's C is
    /// 1/(nλ). The default is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Lambda
    {
        get => _lambda;
        init => _lambda = Check(value, value >= 0 && double.IsFinite(value), nameof(Lambda), "must be 0 or more and finite");
    }

    /// <summary>The algorithm. The default is <see cref="SolverKind.Auto"/>.</summary>
    public SolverKind Solver { get; init; }

    /// <summary>The fixed step size of gradient descent, above 0. If <see langword="null"/>, the default, the step size is found by
    /// backtracking. For <see cref="SolverKind.StochasticGradient"/>, a factor for its first step; <see langword="null"/> means 1, which is
    /// usually right.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public double? LearningRate
    {
        get => _learningRate;
        init =>
            _learningRate =
                Check(value, value is null or (> 0 and < double.PositiveInfinity), nameof(LearningRate), "must be more than 0 and finite");
    }

    /// <summary>The maximum number of iterations, 1 or more. If <see langword="null"/>, the default, 100 for newton, 200 for newton-cg,
    /// 5,000 for lbfgs and 10,000 for gd. Stochastic gradient descent uses <see cref="StochasticGradientOptions.Epochs"/>
    /// instead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? MaxIterations
    {
        get => _maxIterations;
        init => _maxIterations = Check(value, value is null or >= 1, nameof(MaxIterations), "must be 1 or more");
    }

    /// <summary>The convergence tolerance: the solver stops when no entry of the gradient (of the mean loss, for standardised features) is
    /// larger in absolute value. The default is 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double Tolerance
    {
        get => _tolerance;
        init => _tolerance = Check(value, value is > 0 and < 1, nameof(Tolerance), "must be more than 0 and less than 1");
    }

    /// <summary>The proportion of rows to hold out for testing, stratified by class. If <see langword="null"/>, the default, no rows are
    /// held out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double? TestSize
    {
        get => _testSize;
        init => _testSize = Check(value, value is null or (> 0 and < 1), nameof(TestSize), "must be more than 0 and less than 1");
    }

    /// <summary>The random seed, which decides for example which rows are held out. The same seed gives the same rows on any machine. The
    /// default is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The threshold, 0 to 1: the model predicts the positive class at this probability or above. The default is 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double Threshold
    {
        get => _threshold;
        init => _threshold = Check(value, value is >= 0 and <= 1, nameof(Threshold), "must be between 0 and 1");
    }

    /// <summary>The number of threads, 0 to 1024; 0, the default, means one per core. The result is the same, bit for bit, for any
    /// number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Check(value, value is >= 0 and <= 1024, nameof(Threads), "must be between 0 (one per core) and 1024");
    }

    /// <summary>What the weights of <see cref="WeightColumn"/> mean. By default they are frequencies.</summary>
    public WeightKind WeightKind { get; init; }

    /// <summary>Whether a fit in several processes gathers the use of every row at rank 0, a byte each, for
    /// <see cref="LogisticFit.RowUses"/>. A fit in one process always has them.</summary>
    public bool GathersRowUses { get; init; }

    /// <summary>Whether to skip standard errors, tests and the check for separation.</summary>
    public bool SkipInference { get; init; }

    /// <summary>The kind of standard errors. The default is <see cref="StandardErrorKind.Model"/>; <see cref="StandardErrorKind.Cluster"/>
    /// needs <see cref="ClusterColumn"/>.</summary>
    public StandardErrorKind StandardErrors { get; init; }

    /// <summary>The column whose values are the clusters. It is not a feature unless <see cref="Features"/> names it.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>The confidence level of intervals, between 0 and 1. The default is 0.95.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1 (exclusive).</exception>
    public double Confidence
    {
        get => _confidence;
        init => _confidence = Check(value, value is > 0 and < 1, nameof(Confidence), "must be more than 0 and less than 1");
    }

    /// <summary>The kind of confidence intervals for the coefficients. If <see langword="null"/>, the default, Wald intervals; with
    /// <see cref="Firth"/>, profiles of the penalised likelihood, from which the p-values then come, too, unless the data are so large
    /// (rows · coefficients³ above 2·10⁹) that this would take long.</summary>
    public IntervalKind? Intervals { get; init; }

    /// <summary>Whether to test each feature as a whole: with a likelihood-ratio test against the fit without it or, with robust standard
    /// errors, a Wald test.</summary>
    public bool TestFeatures { get; init; }

    /// <summary>Whether to reduce the bias of the estimates with Jeffreys' prior (Firth 1993). The estimates are finite even if features
    /// separate the two classes.</summary>
    public bool Firth { get; init; }

    /// <summary>Whether to correct the intercept after <see cref="Firth"/> so that the mean probability equals the observed proportion
    /// (FLIC, Puhr et al. 2017).</summary>
    public bool CorrectIntercept { get; init; }

    /// <summary>Finds options that cannot be used together, or an option that needs another one. <c>Fit</c> and <c>Check</c> throw an
    /// exception for them.</summary>
    /// <param name="given">The options that were given, even with their default values; if <see langword="null"/>, the default, those that
    /// differ from it.</param>
    /// <returns>The first conflict, or <see langword="null"/>.</returns>
    public OptionConflict? FindConflict(IReadOnlySet<OptionName>? given = null) => OptionRules.Find(new GivenOptions(this, given));

    /// <summary>Checks options that depend on each other.</summary>
    /// <exception cref="ArgumentException">Two options cannot be used together.</exception>
    internal void Validate()
    {
        if (FindConflict() is { } conflict)
        {
            string hint = conflict.Hint.ToString();
            throw new ArgumentException($"{conflict.Problem}. {char.ToUpperInvariant(hint[0])}{hint[1..]}.");
        }
    }

    private static T Check<T>(T value, bool isValid, string option, string range) =>
        isValid ? value : throw new ArgumentOutOfRangeException(option, value, $"{option} is {value}, but {range}.");
}
