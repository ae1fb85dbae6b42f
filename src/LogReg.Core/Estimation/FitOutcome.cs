using LogReg.Checking;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The last stage of a fit, of a table and of a stream alike: everything that the model and the report are made of.</summary>
internal sealed record FitOutcome
{
    /// <summary>The plan with the λ of the solution.</summary>
    public required FitPlan Plan { get; init; }

    /// <summary>The column that is added to the log-odds, or <see langword="null"/>.</summary>
    public required string? Offset { get; init; }

    /// <summary>The texts that stood for a missing cell.</summary>
    public required IReadOnlyList<string> MissingValues { get; init; }

    /// <summary>The target and its classes.</summary>
    public required TargetDescription Target { get; init; }

    /// <summary>The layout of the terms.</summary>
    public required TermLayout Layout { get; init; }

    /// <summary>The numbers of rows and cells.</summary>
    public required TrainingDataSummary Data { get; init; }

    /// <summary>The effect of class weights and a prior.</summary>
    public required ClassBalance Balance { get; init; }

    /// <summary>The algorithm.</summary>
    public required SolverKind Solver { get; init; }

    /// <summary>The solver's result, with the intercepts that are used.</summary>
    public required SolverResult Result { get; init; }

    /// <summary>Maps the parameters to the equations of the model.</summary>
    public required ClassEquations Classes { get; init; }

    /// <summary>The equations of the model on the original scale.</summary>
    public required IReadOnlyList<LinearEquation> Equations { get; init; }

    /// <summary>The metrics on the training rows.</summary>
    public required ClassificationMetrics Training { get; init; }

    /// <summary>The metrics on the rows held out, or <see langword="null"/>.</summary>
    public ClassificationMetrics? Test { get; init; }

    /// <summary>The log-likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The log-likelihood of the intercept (and the offset) alone.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>Why there is no inference; <see langword="null"/> if there is.</summary>
    public required OptionText? InferenceNote { get; init; }

    /// <summary>Standard errors, tests and intervals; <see langword="null"/> if there are none.</summary>
    public ModelInference? Inference { get; init; }

    /// <summary>The importance of the features that have several terms or a part of a product, as far as it is known.</summary>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>The path, or <see langword="null"/>.</summary>
    public RegularizationPath? Path { get; init; }

    /// <summary>The cross-validation, or <see langword="null"/>.</summary>
    public CrossValidation? Validation { get; init; }

    /// <summary>How scores and cells of the training rows are distributed, or <see langword="null"/>.</summary>
    public TrainingShares? Shares { get; init; }

    /// <summary>The problems found in the data.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>The warnings, the most serious first.</summary>
    public required IReadOnlyList<FitWarning> Warnings { get; init; }

    /// <summary>With three or more classes, those that are separated from all others.</summary>
    public IReadOnlyList<string> SeparatedClasses { get; init; } = [];

    /// <summary>Where the solver started; <see langword="null"/> for 0.</summary>
    public StartingPoint? Start { get; init; }

    /// <summary>The use of each row; empty if the rows are not kept, or several processes share them and this one has not gathered their
    /// uses.</summary>
    public IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>Makes the model.</summary>
    public ModelContent ToModel() => new(Target, Layout, Equations, Plan.Threshold, Summarise(), Classes.Base)
    {
        OffsetColumn = Offset,
        MissingValues = MissingValues,
        Inference = Inference,
        Importance = Importance,
        Path = Path,
        Validation = Validation,
        Shares = Shares,
        HeldOut = HeldOutMeasures.Of(Test, Validation?.OutOfSample),
    };

    private TrainingSummary Summarise() => new()
    {
        Formula = Plan.Formula,
        Rows = Data.TrainingRows,
        WatchedRows = Data.WatchedRows,
        Missing = Data.Missing,
        Solver = EnumName.Of(Solver),
        Iterations = Result.Iterations,
        Converged = Result.Termination.IsConverged(),
        Termination = EnumName.Of(Result.Termination),
        Penalty = Plan.Firth ? TrainingSummary.FirthPenalty : EnumName.Of(Plan.Penalty),
        Lambda = Plan.Lambda,
        Alpha = Plan.Alpha,
        Loss = Training.LogLoss,
        Accuracy = Training.Accuracy,
        ClassWeights = Balance.WeightsByClass,
        Prior = Plan.Prior,
        InterceptCorrections = Balance.CorrectionsByClass(Classes),
        Warnings = [.. Warnings.Select(warning => warning.Message)],
    };
}
