using LogReg.Evaluation;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>The part of a model file that describes the fit.</summary>
internal static class TrainingSummaries
{
    /// <summary>Tells it.</summary>
    /// <param name="options">The options of the caller, with the chosen λ.</param>
    /// <param name="data">The rows.</param>
    /// <param name="solver">The solver.</param>
    /// <param name="result">Where it ended.</param>
    /// <param name="balance">The weights of the classes.</param>
    /// <param name="classes">Which classes have an equation.</param>
    /// <param name="training">How good it is on the training rows.</param>
    /// <param name="warnings">What to know before trusting it.</param>
    public static TrainingSummary Of(
        LogisticRegression options,
        TrainingDataSummary data,
        SolverKind solver,
        SolverResult result,
        ClassBalance balance,
        ClassEquations classes,
        ClassificationMetrics training,
        IReadOnlyList<FitWarning> warnings) => new()
        {
            Rows = data.TrainingRows,
            WatchedRows = data.WatchedRows,
            Missing = data.Missing,
            Solver = solver.ToName(),
            Iterations = result.Iterations,
            Converged = result.Termination.IsConverged(),
            Termination = result.Termination.ToName(),
            Penalty = options.Firth ? "firth" : options.Penalty.ToName(),
            Lambda = options.Lambda,
            Alpha = options.EffectiveAlpha,
            Loss = training.LogLoss,
            Accuracy = training.Accuracy,
            ClassWeights = balance.WeightsByClass,
            Prior = options.Prior,
            InterceptCorrections = balance.CorrectionsByClass(classes),
            Warnings = [.. warnings.Select(warning => warning.Message)],
        };
}
