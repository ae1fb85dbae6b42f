using System.CommandLine;
using LogReg.Cli.Output;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Cli.Commands;

/// <summary>The options of <c>logreg train</c> that decide what is estimated and how.</summary>
internal sealed class TrainOptions
{
    public Option<string?> Target { get; } = OptionFactory.Text(
        "--target", "COLUMN", "Predict this column [default: a column named target, label, class, outcome or y, else the last]");

    public Option<string?> Positive { get; } = OptionFactory.Text(
        "--positive", "CLASS", "Model the probability of this class (two classes) [default: the last in sorted order]");

    public Option<string?> Base { get; } = OptionFactory.Text(
        "--base",
        "CLASS",
        "Compare the other classes with this one (three or more classes) [default: the first in sorted order; if classes are separated, "
            + "one that keeps the most comparisons finite]");

    public Option<string[]> Features { get; } = OptionFactory.Names(
        "--features", "COLUMNS", "Use only these columns, separated by commas, even if they look useless [default: all other columns]");

    public Option<string?> Formula { get; } = OptionFactory.Text(
        "--formula",
        "TERMS",
        "The terms of the model, such as 'age + log(income)*sex' or '. + spline(age, 4)'; the target may stand before ~ "
            + "[default: every column by itself]");

    public Option<string[]> Exclude { get; } = OptionFactory.Names("--exclude", "COLUMNS", "Leave these columns out");

    public Option<string[]> Categorical { get; } = OptionFactory.Names(
        "--categorical", "COLUMNS", "Treat these columns as categorical even if their cells are numbers");

    public Option<string[]> Numeric { get; } = OptionFactory.Names(
        "--numeric", "COLUMNS", "Treat these columns as numeric; text in one is an error");

    public Option<IReadOnlyDictionary<string, string>> Reference { get; } = OptionFactory.Pairs(
        "--reference",
        "COLUMN=LEVEL",
        "Use LEVEL, or the most-frequent level, as the reference level of COLUMN; may be repeated [default: the first in sorted order]");

    public Option<string?> Weight { get; } = OptionFactory.Text(
        "--weight", "COLUMN", "Weight rows by this column; a row of weight 2 counts as two rows");

    public Option<string?> Offset { get; } = OptionFactory.Text(
        "--offset", "COLUMN", "Add this column to the log-odds with a coefficient of 1");

    public Option<MissingHandling?> Missing { get; } = OptionFactory.Choice<MissingHandling>(
        "--missing",
        "Handle missing feature cells: impute (the mean, or a level of its own), indicator (impute and add a 0/1 column), drop the row, "
        + "error, or auto: drop if standard errors are shown and half or more of the rows remain, else impute [default: auto]");

    public PenaltyOptions Penalty { get; } = new();

    public ValidationOptions Validation { get; } = new();

    public SamplingOptions Sampling { get; } = new();

    public StochasticOptions Stochastic { get; } = new();

    public Option<SolverKind?> Solver { get; } = OptionFactory.Choice(
        "--solver",
        "Use this algorithm; all reach the same coefficients [default: auto]",
        SolverKind.Auto,
        SolverKind.Newton,
        SolverKind.NewtonConjugateGradient,
        SolverKind.Lbfgs,
        SolverKind.GradientDescent,
        SolverKind.CoordinateDescent,
        SolverKind.StochasticGradient);

    public Option<double?> LearningRate { get; } = OptionFactory.Number(
        "--learning-rate",
        "NUMBER",
        "Fix the step size of --solver gd, or multiply that of --solver sgd [default: chosen by the solver]",
        value => value > 0,
        "a number above 0");

    public Option<int?> MaxIterations { get; } = OptionFactory.Whole(
        "--max-iterations",
        "N",
        "Stop after N iterations [default: newton 100, newton-cg 200, lbfgs 5000, gd 10000]",
        value => value >= 1,
        "a whole number of 1 or more");

    public Option<double?> Tolerance { get; } = OptionFactory.Number(
        "--tolerance",
        "NUMBER",
        "Stop when no entry of the gradient is larger than this [default: 1e-8]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    public Option<double?> TestSize { get; } = OptionFactory.Number(
        "--test-size",
        "SHARE",
        "Hold out this share of the rows of each class and report on both parts",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    public Option<int?> Seed { get; } = OptionFactory.Whole(
        "--seed",
        "N",
        "Set the random seed for held-out rows, folds and the order of rows in sgd [default: 1]",
        _ => true,
        "a whole number");

    public Option<WeightKind?> WeightType { get; } = OptionFactory.Choice<WeightKind>(
        "--weight-type",
        "Choose what a weight means: frequency (that many identical rows) or importance (one row that matters that much) [default: "
            + "frequency]");

    public Option<bool> NoInference { get; } = OptionFactory.Flag(
        "--no-inference", "Skip standard errors, p-values, tests and the check for separation");

    public Option<StandardErrorChoice?> StandardErrors { get; } = new Option<StandardErrorChoice?>("--standard-errors")
    {
        HelpName = "KIND",
        Description =
            "Compute standard errors of this kind: model, robust (White's, hc1), hc0, hc1, or cluster:COLUMN for rows that belong together "
                + "(COLUMN is then not a feature unless --features names it) [default: model]",
        CustomParser = result => StandardErrorChoice.Parse(result.Tokens[0].Value)
            ?? OptionFactory.Fail<StandardErrorChoice?>(result, "--standard-errors", "model, robust, hc0, hc1 or cluster:COLUMN"),
    }.WithWords(StandardErrorChoice.Words);

    public Option<double?> Confidence { get; } = OptionFactory.Number(
        "--confidence",
        "NUMBER",
        "Set the confidence level of intervals [default: 0.95]",
        value => value is > 0 and < 1,
        OptionFactory.Fraction);

    public Option<IntervalKind?> Intervals { get; } = OptionFactory.Choice<IntervalKind>(
        "--intervals",
        "Compute Wald or profile-likelihood intervals; profile is better in small samples but needs many fits [default: wald; profile "
            + "with --firth]");

    public Option<bool> DropOne { get; } = OptionFactory.Flag(
        "--drop1",
        "Test each feature as a whole: likelihood-ratio test against a fit without it, or Wald test with robust standard errors");

    public Option<bool> Firth { get; } = OptionFactory.Flag(
        "--firth", "Use Firth's bias reduction (two classes): always finite, and less biased for rare events");

    public Option<bool> Flic { get; } = OptionFactory.Flag(
        "--flic", "With --firth, correct the intercept so that the mean probability equals the observed proportion");

    /// <summary>The options that say which column is what.</summary>
    public IReadOnlyList<Option> OfColumns =>
        [Target, Positive, Features, Formula, Exclude, Categorical, Numeric, Reference, Weight, Offset, Missing];

    /// <summary>Does work that reads the data, where options may turn out to contradict them, such as a feature that is the
    /// target.</summary>
    /// <exception cref="UsageException">They do.</exception>
    public static T AgainstData<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException exception) when (exception.GetType() == typeof(ArgumentException) && exception.ParamName is null)
        {
            throw new UsageException(
                char.ToLowerInvariant(exception.Message[0]) + exception.Message[1..].TrimEnd('.'),
                "choose another --target, or change the option that names the column");
        }
    }

    /// <summary>Checks options that depend on each other.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public static void RequireConsistent(ParseResult result, LogisticRegression regression)
    {
        if (regression.FindConflict(FlagSpelling.Typed(result)) is { } conflict)
        {
            throw new UsageException(FlagSpelling.Of(conflict.Problem), FlagSpelling.Of(conflict.Hint));
        }
    }

    /// <summary>Reads the estimator off a command line.</summary>
    /// <exception cref="UsageException">Options contradict each other.</exception>
    public LogisticRegression Bind(ParseResult result, int threads)
    {
        CheckColumns(result);
        var regression = new LogisticRegression
        {
            Target = result.GetValue(Target),
            Positive = result.GetValue(Positive),
            BaseClass = result.GetValue(Base),
            Features = result.Given(Features),
            Formula = result.GetValue(Formula),
            ExcludedColumns = result.Given(Exclude) ?? [],
            CategoricalColumns = result.Given(Categorical) ?? [],
            NumericColumns = result.Given(Numeric) ?? [],
            References = result.GetValue(Reference) ?? new Dictionary<string, string>(),
            WeightColumn = result.GetValue(Weight),
            OffsetColumn = result.GetValue(Offset),
            MissingHandling = result.GetValue(Missing) ?? MissingHandling.Auto,
            Solver = result.GetValue(Solver) ?? SolverKind.Auto,
            LearningRate = result.GetValue(LearningRate),
            MaxIterations = result.GetValue(MaxIterations),
            Tolerance = result.GetValue(Tolerance) ?? 1e-8,
            TestSize = result.GetValue(TestSize),
            Seed = result.GetValue(Seed) ?? 1,
            Threads = threads,
            WeightKind = result.GetValue(WeightType) ?? WeightKind.Frequency,
            SkipInference = result.GetValue(NoInference),
            StandardErrors = result.GetValue(StandardErrors)?.Kind ?? StandardErrorKind.Model,
            ClusterColumn = result.GetValue(StandardErrors)?.ClusterColumn,
            Confidence = result.GetValue(Confidence) ?? 0.95,
            Intervals = result.GetValue(Intervals),
            TestFeatures = result.GetValue(DropOne),
            Firth = result.GetValue(Firth),
            CorrectIntercept = result.GetValue(Flic),
        };
        regression = Stochastic.Apply(result, Sampling.Apply(result, Validation.Apply(result, Penalty.Apply(result, regression))));
        RequireConsistent(result, regression);
        return regression with { InitialModel = Sampling.LoadInitial(result) };
    }

    private void CheckColumns(ParseResult result)
    {
        (string Option, IEnumerable<string> Names)[] roles =
        [
            ("--target", One(result.GetValue(Target))),
            ("--weight", One(result.GetValue(Weight))),
            ("--offset", One(result.GetValue(Offset))),
            ("--features", result.Given(Features) ?? []),
            ("--exclude", result.Given(Exclude) ?? []),
        ];
        for (int first = 0; first < roles.Length; first++)
        {
            for (int second = first + 1; second < roles.Length; second++)
            {
                Forbid(roles[first].Option, roles[first].Names, roles[second].Option, roles[second].Names);
            }
        }

        Forbid("--target", One(result.GetValue(Target)), "--folds-column", One(Validation.FoldsColumn(result)));
        CheckColumnsOfPenalty(result, result.Given(Exclude) ?? []);
        string[] numeric = result.Given(Numeric) ?? [];
        Forbid("--categorical", result.Given(Categorical) ?? [], "--numeric", numeric);
        Forbid("--reference", result.GetValue(Reference)?.Keys ?? [], "--numeric", numeric);
    }

    // What is no feature has no coefficient to penalise or to bound.
    private void CheckColumnsOfPenalty(ParseResult result, IReadOnlyList<string> excluded)
    {
        foreach ((string option, IReadOnlyList<string> columns) in Penalty.ColumnsOf(result))
        {
            if (columns.Intersect(excluded).FirstOrDefault() is string name)
            {
                throw new UsageException(
                    $"--exclude and {option} both name the column '{name}', so {option} has no coefficient to act on",
                    $"leave '{name}' out of --exclude or out of {option}");
            }
        }
    }

    private static string[] One(string? name) => name is null ? [] : [name];

    private static void Forbid(string firstOption, IEnumerable<string> firstNames, string secondOption, IEnumerable<string> secondNames)
    {
        if (firstNames.Intersect(secondNames).FirstOrDefault() is string name)
        {
            throw new UsageException(
                $"{firstOption} and {secondOption} both name the column '{name}'", $"name '{name}' in one of them only");
        }
    }
}
