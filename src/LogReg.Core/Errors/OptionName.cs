namespace LogReg;

/// <summary>The options that hints and messages name. Each front end spells them its own way; the names are those of the properties in
/// .NET.</summary>
public enum OptionName
{
    /// <summary>The column to predict.</summary>
    Target,

    /// <summary>The class whose probability is modelled.</summary>
    Positive,

    /// <summary>The class that the others are compared with.</summary>
    BaseClass,

    /// <summary>The columns to use.</summary>
    Features,

    /// <summary>The columns to leave out.</summary>
    ExcludedColumns,

    /// <summary>The columns to treat as categorical.</summary>
    CategoricalColumns,

    /// <summary>The columns to treat as numeric.</summary>
    NumericColumns,

    /// <summary>The reference level of a column.</summary>
    References,

    /// <summary>How missing cells are handled.</summary>
    MissingHandling,

    /// <summary>The column of weights.</summary>
    WeightColumn,

    /// <summary>What weights mean.</summary>
    WeightKind,

    /// <summary>The column of offsets.</summary>
    OffsetColumn,

    /// <summary>The penalty.</summary>
    Penalty,

    /// <summary>The strength of the penalty.</summary>
    Lambda,

    /// <summary>How the strength of the penalty is chosen.</summary>
    LambdaChoice,

    /// <summary>The values of λ to try.</summary>
    Lambdas,

    /// <summary>The lasso's share of the penalty.</summary>
    Alpha,

    /// <summary>The factors of the penalty by column.</summary>
    PenaltyFactors,

    /// <summary>The columns whose coefficients must not be negative.</summary>
    NonnegativeColumns,

    /// <summary>Whether levels enter the model together.</summary>
    GroupLevels,

    /// <summary>Cross-validation, by its number of folds.</summary>
    CrossValidation,

    /// <summary>The number of folds in which λ is chosen.</summary>
    Folds,

    /// <summary>The column whose values are the folds.</summary>
    FoldsColumn,

    /// <summary>The metric that chooses λ.</summary>
    Metric,

    /// <summary>How λ is selected by cross-validation.</summary>
    Selection,

    /// <summary>The values of α to choose from.</summary>
    Alphas,

    /// <summary>The probability from which the positive class is predicted.</summary>
    Threshold,

    /// <summary>The rule that chooses the threshold.</summary>
    ThresholdRule,

    /// <summary>The algorithm.</summary>
    Solver,

    /// <summary>The step size.</summary>
    LearningRate,

    /// <summary>The maximum number of iterations.</summary>
    MaxIterations,

    /// <summary>The number of times that stochastic gradient descent goes through the rows.</summary>
    Epochs,

    /// <summary>The number of rows in a step of stochastic gradient descent.</summary>
    BatchSize,

    /// <summary>Training that keeps no rows in memory.</summary>
    Stream,

    /// <summary>The model to start from.</summary>
    InitialModel,

    /// <summary>The proportion of rows to hold out.</summary>
    TestSize,

    /// <summary>The random seed.</summary>
    Seed,

    /// <summary>The proportion of rows that decide when to stop.</summary>
    EarlyStopping,

    /// <summary>The weights of classes.</summary>
    ClassWeights,

    /// <summary>Whether all classes have the same total weight.</summary>
    BalanceClasses,

    /// <summary>Whether to keep the intercept that class weights shift.</summary>
    KeepWeightedIntercept,

    /// <summary>The proportion of positives where the model is used.</summary>
    Prior,

    /// <summary>Training without standard errors and tests.</summary>
    SkipInference,

    /// <summary>The kind of standard errors.</summary>
    StandardErrors,

    /// <summary>The column of clusters.</summary>
    ClusterColumn,

    /// <summary>The confidence level of intervals.</summary>
    Confidence,

    /// <summary>The kind of confidence intervals.</summary>
    Intervals,

    /// <summary>Whether to test each feature as a whole.</summary>
    TestFeatures,

    /// <summary>Firth's method.</summary>
    Firth,

    /// <summary>Whether to correct the intercept after Firth's method.</summary>
    CorrectIntercept,

    /// <summary>The memory for rows.</summary>
    MemoryLimit,

    /// <summary>The folder of temporary files.</summary>
    CacheDirectory,

    /// <summary>Whether the first line holds names.</summary>
    HasHeader,

    /// <summary>The character between cells.</summary>
    Delimiter,

    /// <summary>The decimal separator.</summary>
    DecimalSeparator,

    /// <summary>The thousands separator.</summary>
    ThousandsSeparator,

    /// <summary>The texts that mean a missing cell, instead of the usual ones.</summary>
    MissingValues,

    /// <summary>Texts that mean a missing cell, in addition to the usual ones.</summary>
    AddedMissingValues,

    /// <summary>The columns that a cache keeps as categorical.</summary>
    CachedCategoricalColumns,

    /// <summary>The texts that mean a missing cell of a source that is no file, instead of the usual ones.</summary>
    SourceMissingValues,

    /// <summary>Texts that mean a missing cell of a source that is no file, in addition to the usual ones.</summary>
    AddedSourceMissingValues,

    /// <summary>The terms of the model.</summary>
    Formula,

    /// <summary>The number of lines above the header.</summary>
    SkipLines,

    /// <summary>The character that begins lines to leave out.</summary>
    Comment,

    /// <summary>How a quote inside a quoted cell is written.</summary>
    Escape,

    /// <summary>The encoding of the text.</summary>
    Encoding,

    /// <summary>The sheet of a workbook.</summary>
    Sheet,

    /// <summary>The character around quoted cells.</summary>
    Quote,
}
