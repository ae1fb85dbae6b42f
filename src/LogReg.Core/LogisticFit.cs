using LogReg.Checking;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg;

/// <summary>What a fit found: the model, how it was found, how good it is, and what to know before trusting it.</summary>
public sealed record LogisticFit
{
    /// <summary>The model, ready to predict and to be saved.</summary>
    public required LogisticModel Model { get; init; }

    /// <summary>What became of the data on the way to the solver.</summary>
    public required TrainingDataSummary Data { get; init; }

    /// <summary>The solver that ran; never <see cref="SolverKind.Auto"/>.</summary>
    public required SolverKind Solver { get; init; }

    /// <summary>Why it stopped.</summary>
    public required TerminationReason Termination { get; init; }

    /// <summary>How many iterations it took.</summary>
    public required int Iterations { get; init; }

    /// <summary>How many of them, the last ones, were Newton's, after a solver without Hessian had converged by its gradient: they carry the fit to the digits that the gradient alone does not vouch for.</summary>
    public int FinishingIterations { get; init; }

    /// <summary>The largest absolute entry of the gradient at the end.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The start and every iteration.</summary>
    public required IReadOnlyList<IterationProgress> History { get; init; }

    /// <summary>The objective at the end: the loss plus the penalty.</summary>
    public required double Objective { get; init; }

    /// <summary>What was minimised, in words.</summary>
    public required string ObjectiveDescription { get; init; }

    /// <summary>Σ w·log P(class of the row): minus the training loss times the sum of weights. Class weights, which serve the fit alone, are not among these;
    /// under <see cref="LogisticRegression.Prior"/> the rows are reweighted to it here and in <see cref="Training"/> and <see cref="Test"/>.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The log-likelihood of the model that has an intercept (and the offset) only.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>What became of <see cref="LogisticRegression.InitialModel"/>; <see langword="null"/> where the solver started from 0.</summary>
    public StartSummary? Start { get; init; }

    /// <summary>Where the solver started at the fit of a sample of the training rows, as Newton's method does on many: how many they were; else 0. The solution does not depend on it, the number of
    /// <see cref="Iterations"/> does.</summary>
    public int SampleRows { get; init; }

    /// <summary>The quality on the training rows.</summary>
    public required ClassificationMetrics Training { get; init; }

    /// <summary>The quality on the rows that were held out; <see langword="null"/> without <see cref="LogisticRegression.TestSize"/>.</summary>
    public required ClassificationMetrics? Test { get; init; }

    /// <summary>What to know before trusting the model; empty as a rule.</summary>
    public required IReadOnlyList<FitWarning> Warnings { get; init; }

    /// <summary>Why there are no standard errors and tests; <see langword="null"/> if there are.</summary>
    public required string? InferenceNote { get; init; }

    /// <summary>Of several classes those that features separate from all others, so that no comparison with one of them has a finite estimate; empty as a rule. Estimates that compare other classes stand.</summary>
    public IReadOnlyList<string> SeparatedClasses { get; init; } = [];

    /// <summary>What each row of the input was used for, in the order of the input; empty for a fit of a stream, which holds no rows out.</summary>
    public IReadOnlyList<RowUse> RowUses { get; init; } = [];

    /// <summary>Standard errors, tests and the verdict on separation: <see cref="LogisticModel.Inference"/> of the model. Where the classes are
    /// completely separated there is the verdict alone.</summary>
    public ModelInference? Inference => Model.Inference;

    /// <summary>What the columns and the target show by themselves; <see cref="LogisticRegression.Check(Data.CsvSource, IProgress{TrainingProgress}?, CancellationToken)"/> looks closer.</summary>
    public required IReadOnlyList<DataFinding> Findings { get; init; }

    /// <summary>Whether the solver reached a minimum, came within the sampling error of it, or stopped early because it was asked to; of a path, whether it did at every λ.</summary>
    public bool Converged => Termination.IsConverged() && Path?.Points.All(point => point.Termination.IsConverged()) != false;

    /// <summary>The fits along a sequence of penalties: <see cref="LogisticModel.Path"/> of the model; <see langword="null"/> where no path was asked for.</summary>
    public RegularizationPath? Path => Model.Path;

    /// <summary>How the model does on rows that it was not fitted to: <see cref="LogisticModel.Validation"/> of the model; <see langword="null"/> where nobody asked for it.</summary>
    public CrossValidation? CrossValidation => Model.Validation;
}
