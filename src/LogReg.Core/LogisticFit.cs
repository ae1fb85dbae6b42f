using LogReg.Checking;
using LogReg.Estimation;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg;

/// <summary>The result of a fit: the model, its performance, the training history, and warnings.</summary>
public sealed record LogisticFit
{
    /// <summary>The model.</summary>
    public required LogisticModel Model { get; init; }

    /// <summary>A summary of the data that the model was trained on.</summary>
    public required TrainingDataSummary Data { get; init; }

    /// <summary>The solver that was used; never <see cref="SolverKind.Auto"/>.</summary>
    public required SolverKind Solver { get; init; }

    /// <summary>Why the solver stopped.</summary>
    public required TerminationReason Termination { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of final iterations that were Newton steps, taken after a solver without a Hessian had converged. They add the
    /// digits that a small gradient does not guarantee.</summary>
    public int FinishingIterations { get; init; }

    /// <summary>The largest absolute entry of the gradient at the end.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The training history: the starting point and every iteration.</summary>
    public required IReadOnlyList<IterationProgress> History { get; init; }

    /// <summary>The final value of the objective: the mean loss plus the penalty.</summary>
    public required double Objective { get; init; }

    /// <summary>A description of the objective.</summary>
    public required string ObjectiveDescription { get; init; }

    /// <summary>The log-likelihood Σ w·log P(class of the row): minus the training loss times the sum of weights. Class weights only affect
    /// the fit and are not included; with <see cref="LogisticRegression.Prior"/>, the rows are reweighted to it here and in
    /// <see cref="Training"/> and <see cref="Test"/>.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The log-likelihood of the null model, which has only an intercept (and the offset).</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>How <see cref="LogisticRegression.InitialModel"/> was used; <see langword="null"/> if the solver started from 0.</summary>
    public StartSummary? Start { get; init; }

    /// <summary>The number of rows in the sample whose fit was the starting point, as for Newton's method with many rows; 0 if there was no
    /// such sample. It affects the number of <see cref="Iterations"/>, not the solution.</summary>
    public long SampleRows { get; init; }

    /// <summary>The performance on the training rows.</summary>
    public required ClassificationMetrics Training { get; init; }

    /// <summary>The performance on the held-out rows; <see langword="null"/> without <see cref="LogisticRegression.TestSize"/>.</summary>
    public required ClassificationMetrics? Test { get; init; }

    /// <summary>The warnings about the model; usually empty.</summary>
    public required IReadOnlyList<FitWarning> Warnings { get; init; }

    /// <summary>Why there are no standard errors and tests; <see langword="null"/> if there are.</summary>
    public required OptionText? InferenceNote { get; init; }

    /// <summary>The classes, of three or more, that features separate from all others, so that no comparison with them has a finite
    /// estimate; usually empty. Estimates that compare other classes remain valid.</summary>
    public IReadOnlyList<string> SeparatedClasses { get; init; } = [];

    /// <summary>The use of each row of the input, in the order of the input; empty for a fit of a stream, which holds no rows out. After
    /// a fit in several processes only rank 0 has it, and only if <see cref="LogisticRegression.GathersRowUses"/> asked for it; it is
    /// empty elsewhere.</summary>
    public IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>The standard errors, tests and separation result: <see cref="LogisticModel.Inference"/> of the model. If the classes are
    /// completely separated, it has only the separation result.</summary>
    public ModelInference? Inference => Model.Inference;

    /// <summary>Problems found in the columns and the target;
    /// <see cref="LogisticRegression.Check(Data.DataSource, IProgress{TrainingProgress}?, CancellationToken)"/> checks more.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>Whether the solver reached a minimum, came within the sampling error of it, or stopped early as requested; for a path,
    /// whether this is so at every λ.</summary>
    public bool Converged => Termination.IsConverged() && Path?.Points.All(point => point.Termination.IsConverged()) != false;

    /// <summary>The regularisation path: <see cref="LogisticModel.Path"/> of the model; <see langword="null"/> if no path was
    /// fitted.</summary>
    public RegularizationPath? Path => Model.Path;

    /// <summary>The results of cross-validation: <see cref="LogisticModel.Validation"/> of the model; <see langword="null"/> if there was
    /// none.</summary>
    public CrossValidation? CrossValidation => Model.Validation;

    /// <summary>Makes the fit that a caller receives.</summary>
    /// <param name="outcome">The outcome of the last stage.</param>
    internal static LogisticFit Of(FitOutcome outcome) => new()
    {
        Model = new LogisticModel(outcome.ToModel()),
        Data = outcome.Data,
        Solver = outcome.Solver,
        Termination = outcome.Result.Termination,
        Iterations = outcome.Result.Iterations,
        FinishingIterations = outcome.Result.FinishingIterations,
        GradientNorm = outcome.Result.GradientNorm,
        History = outcome.Result.History,
        Objective = outcome.Result.Evaluation.Value,
        ObjectiveDescription = ObjectiveText.Describe(outcome.Plan, outcome.Target),
        LogLikelihood = outcome.LogLikelihood,
        NullLogLikelihood = outcome.NullLogLikelihood,
        InferenceNote = outcome.InferenceNote,
        SeparatedClasses = outcome.SeparatedClasses,
        Start = outcome.Start?.Summary,
        SampleRows = outcome.Start?.SampleRows ?? 0,
        Training = outcome.Training,
        Test = outcome.Test,
        RowUses = outcome.RowUses,
        Findings = outcome.Findings,
        Warnings = outcome.Warnings,
    };
}
