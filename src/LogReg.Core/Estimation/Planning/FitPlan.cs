using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The plan of a fit: the caller's options, validated and with their defaults filled in. Estimation depends on the plan only,
/// never on the estimator.</summary>
internal sealed record FitPlan
{
    /// <summary>The largest number of coefficients for which standard errors and tests are computed: time and memory grow with their square
    /// and cube.</summary>
    public const int MostInferredCoefficients = 2000;

    // Firth's tests and intervals are those of the penalised likelihood as long as they cost no more than some seconds: rows ·
    // coefficients³.
    private const double MostProfileWork = 2e9;

    /// <summary>The column to predict; <see langword="null"/> for the usual choice.</summary>
    public required string? Target { get; init; }

    /// <summary>With two classes, the one whose probability is modelled; <see langword="null"/> for the last in sorted order.</summary>
    public required string? Positive { get; init; }

    /// <summary>With three or more classes, the base class; <see langword="null"/> for the usual choice.</summary>
    public required string? BaseClass { get; init; }

    /// <summary>The only columns that may be features, which are kept whatever they hold; <see langword="null"/> for all.</summary>
    public required IReadOnlyList<string>? Features { get; init; }

    /// <summary>The terms; <see langword="null"/> for each feature by itself.</summary>
    public required string? Formula { get; init; }

    /// <summary>The columns that are left out.</summary>
    public required IReadOnlyList<string> ExcludedColumns { get; init; }

    /// <summary>The columns that are categorical whatever their cells are.</summary>
    public required IReadOnlyList<string> CategoricalColumns { get; init; }

    /// <summary>The columns that must be numeric.</summary>
    public required IReadOnlyList<string> NumericColumns { get; init; }

    /// <summary>The reference levels by column.</summary>
    public required IReadOnlyDictionary<string, string> References { get; init; }

    /// <summary>How missing cells in the features are handled.</summary>
    public required MissingHandling MissingHandling { get; init; }

    /// <summary>The column of weights, or <see langword="null"/>.</summary>
    public required string? WeightColumn { get; init; }

    /// <summary>The meaning of the weights.</summary>
    public required WeightKind WeightKind { get; init; }

    /// <summary>The column that is added to the log-odds, or <see langword="null"/>.</summary>
    public required string? OffsetColumn { get; init; }

    /// <summary>The column of clusters, or <see langword="null"/>.</summary>
    public required string? ClusterColumn { get; init; }

    /// <summary>The penalty.</summary>
    public required PenaltyKind Penalty { get; init; }

    /// <summary>λ; 0 without a penalty, and where it is still to be chosen.</summary>
    public required double Lambda { get; init; }

    /// <summary>α of the penalty, whichever it is: 0 for ridge, 1 for the lasso.</summary>
    public required double Alpha { get; init; }

    /// <summary>How λ is chosen.</summary>
    public required LambdaChoice LambdaChoice { get; init; }

    /// <summary>The values of λ of a path.</summary>
    public required PathOptions Path { get; init; }

    /// <summary>The factors of the penalty by column, or by term of a formula; 1 for others.</summary>
    public required IReadOnlyDictionary<string, double> PenaltyFactors { get; init; }

    /// <summary>The columns, or terms of a formula, whose coefficients must not be negative.</summary>
    public required IReadOnlyList<string> NonnegativeColumns { get; init; }

    /// <summary>Whether the levels of a categorical feature enter or leave the model together.</summary>
    public required bool GroupLevels { get; init; }

    /// <summary>The cross-validation that the caller asked for; <see langword="null"/> if there is none, or only to choose λ or a threshold
    /// in the usual way.</summary>
    public required CrossValidationOptions? CrossValidation { get; init; }

    /// <summary>The rule that chooses the threshold, or <see langword="null"/>.</summary>
    public required ThresholdRule? ThresholdRule { get; init; }

    /// <summary>The probability from which on the positive class is predicted.</summary>
    public required double Threshold { get; init; }

    /// <summary>The algorithm, or the choice of one.</summary>
    public required SolverKind Solver { get; init; }

    /// <summary>The step size of gradient descent; <see langword="null"/> for backtracking.</summary>
    public required double? LearningRate { get; init; }

    /// <summary>The largest number of iterations; <see langword="null"/> for the solver's own.</summary>
    public required int? MaxIterations { get; init; }

    /// <summary>The largest entry of the gradient at which a solver has converged.</summary>
    public required double Tolerance { get; init; }

    /// <summary>The epochs and batches of stochastic gradient descent.</summary>
    public required StochasticGradientOptions StochasticGradient { get; init; }

    /// <summary>The model whose coefficients are the starting point; <see langword="null"/> for 0.</summary>
    public required ModelContent? InitialModel { get; init; }

    /// <summary>The share of rows that is held out, or <see langword="null"/>.</summary>
    public required double? TestSize { get; init; }

    /// <summary>The share of rows whose loss decides when to stop, or <see langword="null"/>.</summary>
    public required double? EarlyStopping { get; init; }

    /// <summary>The random seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The largest number of threads, at least 1.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether all classes get the same total weight while fitting.</summary>
    public required bool BalanceClasses { get; init; }

    /// <summary>The weights of classes while fitting; 1 for other classes.</summary>
    public required IReadOnlyDictionary<string, double> ClassWeights { get; init; }

    /// <summary>Whether intercepts stay as class weights make them.</summary>
    public required bool KeepWeightedIntercept { get; init; }

    /// <summary>The share of positive rows where the model will be used; <see langword="null"/> for that of the data.</summary>
    public required double? Prior { get; init; }

    /// <summary>Whether standard errors, tests and the check for separation are skipped.</summary>
    public required bool SkipInference { get; init; }

    /// <summary>Whether rank 0 of several processes gathers the use of every row.</summary>
    public bool GathersRowUses { get; init; }

    /// <summary>Where the states of the solvers are kept; <see langword="null"/> for nowhere.</summary>
    public IFitCheckpoint? Checkpoint { get; init; }

    /// <summary>The kind of standard errors.</summary>
    public required StandardErrorKind StandardErrors { get; init; }

    /// <summary>The confidence level of intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>The kind of intervals; <see langword="null"/> for Wald intervals or, with Firth's penalty, profiles where they do not take
    /// too long.</summary>
    public required IntervalKind? Intervals { get; init; }

    /// <summary>Whether each feature is tested as a whole.</summary>
    public required bool TestFeatures { get; init; }

    /// <summary>Whether the likelihood is penalised by Jeffreys' prior.</summary>
    public required bool Firth { get; init; }

    /// <summary>Whether the intercept is corrected after a fit with Firth's penalty.</summary>
    public required bool CorrectIntercept { get; init; }

    /// <summary>Whether the objective has a part that only coordinate descent can handle: an L1 norm or a bound.</summary>
    public bool NeedsCoordinateDescent =>
        NonnegativeColumns.Count > 0 || LambdaChoice != LambdaChoice.Given || (Penalty != PenaltyKind.None && Alpha > 0);

    /// <summary>Whether coordinate descent is the solver, by choice or by need.</summary>
    public bool UsesCoordinateDescent => Solver == SolverKind.CoordinateDescent || NeedsCoordinateDescent;

    /// <summary>Whether the solver keeps its state in a checkpoint.</summary>
    public bool KeepsState => Solver != SolverKind.StochasticGradient;

    /// <summary>Whether estimates are biased by a penalty or bounds, so that there are no valid standard errors and tests.</summary>
    public bool IsBiased => Penalty != PenaltyKind.None || NonnegativeColumns.Count > 0;

    /// <summary>Whether the fit is plain maximum likelihood, which need not have a solution.</summary>
    public bool IsMaximumLikelihood => !IsBiased && !Firth;

    /// <summary>Whether the options allow standard errors.</summary>
    public bool MayShowStandardErrors => !SkipInference && !IsBiased && EarlyStopping is null && Solver != SolverKind.StochasticGradient;

    /// <summary>Whether λ is chosen by cross-validation.</summary>
    public bool ChoosesLambda => LambdaChoice == LambdaChoice.CrossValidation;

    /// <summary>Whether anything asks for cross-validation.</summary>
    public bool NeedsCrossValidation => ChoosesLambda || CrossValidation is not null || ThresholdRule is not null;

    /// <summary>Whether intervals and, with Firth's penalty, p-values come from the profile likelihood.</summary>
    /// <param name="rows">n.</param>
    /// <param name="coefficients">p of an equation.</param>
    public bool NeedsProfile(long rows, int coefficients) =>
        Intervals is IntervalKind kind
            ? kind == IntervalKind.Profile
            : Firth && (double)rows * coefficients * coefficients * coefficients <= MostProfileWork;

    /// <summary>The factory of the objectives of the fit.</summary>
    public ObjectiveFactory Objectives => new(Threads, Passes);

    /// <summary>The likelihood with sums in twice the digits, for a fit whose digits are lost in rounding.</summary>
    /// <param name="data">The rows.</param>
    /// <exception cref="LogRegException">The passes do not offer it.</exception>
    public ExtendedLikelihood ExtendedLikelihood(ClassificationData data)
    {
        RequiredCapabilities.OfExtendedPrecision().Require(Objectives);
        return Objectives.Extended(data);
    }

    /// <summary>Makes the passes over the rows.</summary>
    public IRowPassFactory Passes { get; init; } = LocalRowPassFactory.Instance;

    /// <summary>The plan where several processes share the rows.</summary>
    public FitPlan ForSeveralProcesses() => this with { Passes = LocalRowPassFactory.Shared };

    /// <summary>The plan once λ has been chosen.</summary>
    /// <param name="lambda">The λ.</param>
    public FitPlan WithLambda(double lambda) => this with { LambdaChoice = LambdaChoice.Given, Lambda = lambda };
}
