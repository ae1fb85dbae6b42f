using System.Globalization;
using LogReg.Features;
using LogReg.Solvers;

namespace LogReg.Estimation;

/// <summary>What a person should know before trusting a fit.</summary>
internal static class FitWarnings
{
    private const int MostNames = 8;

    public static IReadOnlyList<FitWarning> Of(
        SolverResult result, SolverKind solver, FeatureEncoder encoder, TargetDescription target, FitFindings findings)
    {
        var warnings = new List<FitWarning>();
        string gradient = result.GradientNorm.ToString("0.0e+0", CultureInfo.InvariantCulture);
        switch (result.Termination)
        {
            case TerminationReason.Separation:
                warnings.Add(new FitWarning(
                    FitWarningKind.Separation,
                    $"the features separate the classes of '{target.Name}' completely: the likelihood has no maximum, and the coefficients are where the solver stopped, not estimates",
                    "use --penalty ridge --lambda 0.01, which has an answer; or leave out the features that give the target away"));
                break;
            case TerminationReason.MaximumIterations:
                warnings.Add(new FitWarning(
                    FitWarningKind.NotConverged,
                    $"{solver.ToName()} has not converged in {result.Iterations} {(result.Iterations == 1 ? "iteration" : "iterations")}: the largest entry of the gradient is still {gradient}",
                    solver == SolverKind.Newton ? "raise --max-iterations" : "raise --max-iterations, or use --solver newton"));
                break;
            case TerminationReason.Divergence:
                warnings.Add(new FitWarning(
                    FitWarningKind.NotConverged,
                    $"{solver.ToName()} has not converged: no step lowers the objective, though the largest entry of the gradient is {gradient}",
                    solver == SolverKind.GradientDescent ? "lower --learning-rate, or leave it out" : "look for columns of extreme values, or use --penalty ridge --lambda 0.001"));
                break;
        }

        // A parameter that turned dependent on the way, by rounding, keeps the value that it had.
        int[] leftOut = [.. result.DependentParameters.Where(parameter => result.Parameters[parameter] == 0)];
        if (leftOut.Length > 0)
        {
            string[] names = ParameterNames(encoder);
            warnings.Add(new FitWarning(
                FitWarningKind.Collinearity,
                $"linear combinations of other columns, left at 0: {List([.. leftOut.Select(parameter => names[parameter % names.Length]).Distinct()])}",
                "leave them out with --exclude, or use --penalty ridge --lambda 0.001"));
        }

        if (result.Termination != TerminationReason.Separation)
        {
            warnings.AddRange(QuasiSeparation(findings, encoder, target));
        }

        return warnings;
    }

    private static IEnumerable<FitWarning> QuasiSeparation(FitFindings findings, FeatureEncoder encoder, TargetDescription target)
    {
        const string Ridge = "use --penalty ridge --lambda 0.01, which has an answer";
        if (findings.References.Count > 0)
        {
            yield return new FitWarning(
                FitWarningKind.QuasiSeparation,
                $"reference levels whose rows do not have every class of '{target.Name}', so that neither the intercept nor any coefficient of their columns has a finite estimate: {List(findings.References)}",
                $"choose another level with --reference, or {Ridge}");
        }

        if (findings.Levels.Count > 0)
        {
            yield return new FitWarning(
                FitWarningKind.QuasiSeparation,
                $"levels whose rows do not have every class of '{target.Name}', so that their coefficient has no finite estimate: {List(findings.Levels)}",
                $"merge these levels with others, or {Ridge}");
        }

        if (findings.Classes.Count > 0)
        {
            yield return new FitWarning(
                FitWarningKind.QuasiSeparation,
                $"the features separate from all others completely: {List(findings.Classes)}; the likelihood has no maximum, and the coefficients that tell them apart are where the solver stopped",
                Ridge);
        }

        string[] names = ParameterNames(encoder);
        string[] unexplained = [.. findings.Parameters.Select(parameter => names[parameter % names.Length]).Distinct().Except(findings.Levels)];
        if (unexplained.Length > 0 && findings.References.Count == 0 && findings.Classes.Count == 0)
        {
            yield return new FitWarning(
                FitWarningKind.QuasiSeparation,
                $"coefficients still on the move where the gradient has vanished, as when features separate some of the rows: {List(unexplained)}; they are where the solver stopped, not estimates",
                $"leave out or merge what gives the target away, or {Ridge}");
        }
    }

    /// <summary>The names of the coefficients of one equation, in the order of the parameters.</summary>
    internal static string[] ParameterNames(FeatureEncoder encoder)
    {
        string[] columns = new string[encoder.ColumnCount];
        columns[0] = Coefficients.InterceptName;
        for (int feature = 0; feature < encoder.Features.Count; feature++)
        {
            int first = encoder.FirstColumn(feature);
            if (encoder.Features[feature] is not CategoricalFeature categorical)
            {
                columns[first] = encoder.Features[feature].Name;
                continue;
            }

            for (int level = 0; level < categorical.Levels.Count; level++)
            {
                columns[first + level] = CoefficientNames.OfLevel(categorical, level);
            }
        }

        return [.. encoder.ParameterColumns().Select(column => columns[column])];
    }

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
