using System.Globalization;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>What to know of a solver that ended without an answer.</summary>
internal static class ConvergenceWarnings
{
    /// <summary>The warning, or none.</summary>
    /// <param name="result">Where the solver ended.</param>
    /// <param name="solver">Which solver it was.</param>
    /// <param name="target">The classes.</param>
    /// <param name="separating">The features that separate the classes, for messages, or <see langword="null"/> where they are not known.</param>
    /// <param name="isWorseThanNull">Whether the fit is worse than that of the intercept alone.</param>
    public static IEnumerable<FitWarning> Of(
        SolverResult result, SolverKind solver, TargetDescription target, string? separating = null, bool isWorseThanNull = false)
    {
        string gradient = result.GradientNorm.ToString("0.0e+0", CultureInfo.InvariantCulture);
        switch (result.Termination)
        {
            case TerminationReason.Separation:
                yield return new FitWarning(
                    FitWarningKind.Separation,
                    $"the features separate the classes of '{target.Name}' completely: the likelihood has no maximum, and the coefficients are where the solver stopped, not estimates"
                        + (separating is null ? "" : $"; most of it is done by {separating}"),
                    $"{Remedies(target)}; or leave out the features that give the target away");
                break;
            case TerminationReason.MaximumIterations:
                yield return new FitWarning(
                    FitWarningKind.NotConverged,
                    $"{solver.ToName()} has not converged in {result.Iterations} {IterationWord(solver, result.Iterations)}: the largest entry of the gradient is still {gradient}",
                    solver switch
                    {
                        SolverKind.Newton => "raise --max-iterations",
                        SolverKind.StochasticGradient => "raise --epochs, or use --solver newton",
                        _ => "raise --max-iterations, or use --solver newton",
                    });
                break;
            case TerminationReason.Divergence:
                yield return new FitWarning(
                    FitWarningKind.NotConverged,
                    isWorseThanNull
                        ? "the fit is worse than that of the intercept alone: rows of small weight did not count beside those of large weight"
                        : $"{solver.ToName()} has not converged: no step lowers the objective, though the largest entry of the gradient is {gradient}",
                    solver == SolverKind.GradientDescent ? "lower --learning-rate, or leave it out" : "look for columns or weights of extreme values, or use --penalty ridge --lambda 0.001");
                break;
        }
    }

    private static string IterationWord(SolverKind solver, int count) => (solver == SolverKind.StochasticGradient, count) switch
    {
        (true, 1) => "epoch",
        (true, _) => "epochs",
        (false, 1) => "iteration",
        _ => "iterations",
    };

    /// <summary>What has an answer where maximum likelihood has none.</summary>
    public static string Remedies(TargetDescription target) => target.IsBinary
        ? "use --firth or --penalty ridge --lambda 0.01, which have an answer"
        : "use --penalty ridge --lambda 0.01, which has an answer";
}
