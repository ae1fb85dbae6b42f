using System.Globalization;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>Warnings on a solver that stopped before it converged.</summary>
internal static class ConvergenceWarnings
{
    /// <summary>The warning, or none.</summary>
    /// <param name="result">Where the solver ended.</param>
    /// <param name="solver">Which solver it was.</param>
    /// <param name="target">The classes.</param>
    /// <param name="plan">The options of the caller, which hints do not contradict.</param>
    /// <param name="separating">The features that separate the classes, for messages, or <see langword="null"/> where they are not
    /// known.</param>
    /// <param name="isWorseThanNull">Whether the fit is worse than that of the intercept alone.</param>
    /// <param name="hasWeights">Whether rows or classes weigh differently.</param>
    public static IEnumerable<FitWarning> Of(
        SolverResult result,
        SolverKind solver,
        TargetDescription target,
        FitPlan plan,
        string? separating = null,
        bool isWorseThanNull = false,
        bool hasWeights = false)
    {
        string gradient = result.GradientNorm.ToString("0.0e+0", CultureInfo.InvariantCulture);
        switch (result.Termination)
        {
            case TerminationReason.Separation:
                yield return new FitWarning(
                    FitWarningKind.Separation,
                    $"the {Parts(plan)} separate the classes of {MessageText.Quote(target.Name)} "
                    + $"completely{(separating is null ? "" : $", mainly because of {separating}")}: "
                        + "the likelihood has no maximum, and the coefficients are where the solver stopped, not estimates",
                    $"{Remedies(target)}, or leave out the {Parts(plan)} that give the target away");
                break;
            case TerminationReason.MaximumIterations:
                yield return new FitWarning(
                    FitWarningKind.NotConverged,
                    $"{EnumName.Of(solver)} did not converge in {result.Iterations} {IterationWord(solver, result.Iterations)}: the "
                    + $"largest "
                        + $"entry of the gradient is "
                        + $"{gradient}{(plan.LearningRate is null ? "" : $"; the learning rate of {LearningRate(plan)} may be the cause")}",
                    MoreWork(solver, plan));
                break;
            case TerminationReason.Divergence when isWorseThanNull:
                yield return WorseThanNull(solver, plan, hasWeights);
                break;
            case TerminationReason.Divergence:
                yield return new FitWarning(
                    FitWarningKind.NotConverged,
                    $"{EnumName.Of(solver)} did not converge: no step decreases the objective, although the largest entry of the gradient "
                        + $"is {gradient}",
                    plan.LearningRate is not null ? $"lower {Option.LearningRate}, or leave it out" : ExtremeValues);
                break;
        }
    }

    /// <summary>The warning of a path, or none.</summary>
    /// <param name="path">The path, or <see langword="null"/>.</param>
    public static IEnumerable<FitWarning> OfPath(RegularizationPath? path)
    {
        int unsolved = path?.Points.Count(point => !point.Termination.IsConverged()) ?? 0;
        if (unsolved > 0 && path!.Points[^1].Termination.IsConverged())
        {
            yield return new FitWarning(
                FitWarningKind.NotConverged,
                $"the solver did not converge at {unsolved} of {path.Points.Count} values of λ",
                $"raise {Option.MaxIterations}, or leave these values out with {Option.Lambdas}");
        }
    }

    private static OptionText ExtremeValues =>
        $"check for columns or weights with extreme values, or use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.001))}";

    private static FitWarning WorseThanNull(SolverKind solver, FitPlan plan, bool hasWeights)
    {
        (string cause, OptionText hint) = plan switch
        {
            { LearningRate: not null } =>
                ($"the learning rate of {LearningRate(plan)} is not suitable for these data",
                    $"choose another {Option.LearningRate}, or leave it out"),
            { EarlyStopping: not null } => (
                "there are too few rows to set some aside for early stopping", $"leave {Option.EarlyStopping} out, or train on more rows"),
            _ when hasWeights => ("rows with small weights were lost to rounding next to rows with large weights", ExtremeValues),
            _ when solver is SolverKind.Newton => ("the solver stopped short of the maximum of the likelihood", ExtremeValues),
            _ => ("the solver stopped short of the maximum of the likelihood", MoreWork(solver, plan)),
        };
        return new FitWarning(FitWarningKind.NotConverged, "the fit is worse than the null model: " + cause, hint);
    }

    // What gets a solver that stopped on the way further.
    private static OptionText MoreWork(SolverKind solver, FitPlan plan)
    {
        OptionText more = solver == SolverKind.StochasticGradient
            ? OptionText.Of($"raise {Option.Epochs}")
            : OptionText.Of($"raise {Option.MaxIterations}");
        bool hasOptionsOfSgd = plan.StochasticGradient != new StochasticGradientOptions();
        return plan.LearningRate is not null ? $"{more}, choose another {Option.LearningRate}, or leave it out"
            : solver == SolverKind.CoordinateDescent
                && plan is { Lambda: > 0, LambdaChoice: LambdaChoice.Given } ? $"{more}, or use a larger {Option.Lambda}"
            : solver == SolverKind.Newton || plan.NeedsCoordinateDescent || plan.EarlyStopping is not null ? more
            : $"{more}, or use {Option.Solver.Is(SolverKind.Newton)}{(hasOptionsOfSgd ? " without the options of sgd" : "")}";
    }

    private static string Parts(FitPlan plan) => plan.Formula is null ? "features" : "terms";

    private static string LearningRate(FitPlan plan) =>
        plan.LearningRate!.Value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();

    private static string IterationWord(SolverKind solver, int count) => (solver == SolverKind.StochasticGradient, count) switch
    {
        (true, 1) => "epoch",
        (true, _) => "epochs",
        (false, 1) => "iteration",
        _ => "iterations",
    };

    /// <summary>The methods with finite estimates if maximum likelihood has none.</summary>
    public static OptionText Remedies(TargetDescription target) => target.IsBinary
        ? OptionText.Of(
            $"use {Option.Firth.On} or {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}, whose estimates are finite")
        : OptionText.Of($"use {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}, whose estimates are finite");
}
