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
    /// <param name="isWeighted">Whether rows have weights.</param>
    public static IEnumerable<FitWarning> Of(
        SolverResult result, SolverKind solver, TargetDescription target, string? separating = null, bool isWorseThanNull = false, bool isWeighted = false)
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
                        SolverKind.CoordinateDescent => "raise --max-iterations, or give a larger --lambda",
                        SolverKind.StochasticGradient => "raise --epochs, or use --solver newton",
                        _ => "raise --max-iterations, or use --solver newton",
                    });
                break;
            case TerminationReason.Divergence:
                yield return new FitWarning(
                    FitWarningKind.NotConverged,
                    isWorseThanNull
                        ? "the fit is worse than that of the intercept alone" + (isWeighted ? ": rows of small weight did not count beside those of large weight" : $": {solver.ToName()} has gone astray")
                        : $"{solver.ToName()} has not converged: no step lowers the objective, though the largest entry of the gradient is {gradient}",
                    solver is SolverKind.GradientDescent or SolverKind.StochasticGradient ? "lower --learning-rate if you gave one, or use --solver newton" : "look for columns or weights of extreme values, or use --penalty ridge --lambda 0.001");
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
                FitWarningKind.NotConverged, $"at {unsolved} of {path.Points.Count} λ the solver has not converged", "raise --max-iterations, or leave those λ out with --lambdas");
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
