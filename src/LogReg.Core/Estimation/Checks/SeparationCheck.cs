using LogReg.Checking;
using LogReg.Data;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>Asks whether the features separate the classes, so that the likelihood has no maximum, and says so as a finding.</summary>
internal static class SeparationCheck
{
    private const int MostIterations = 50;

    /// <summary>Reports levels whose rows do not include every class.</summary>
    /// <param name="table">The data, not yet encoded.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="target">The target.</param>
    public static FitFindings Levels(Table table, FeatureFit features, RowSet rows, TargetDescription target) =>
        LevelCheck.LevelsWithoutAllClasses(table, features, rows, target.Classes.Count);

    /// <summary>The findings on such levels.</summary>
    public static IEnumerable<DataFinding> Describe(FitFindings levels, FeatureFit features, TargetDescription target)
    {
        string[] names = [.. levels.References.Concat(levels.Levels)];
        if (names.Length > 0)
        {
            string more = levels.References.Count > 0
                ? $"; because of a reference level, every coefficient of its column is affected: {FindingText.Levels(levels.References)}"
                : "";
            yield return new DataFinding(
                FindingKind.LevelWithoutAllClasses,
                FindingSeverity.Warning,
                [.. features.Layout.Features.Select(feature => feature.Name).Where(
                    name => names.Any(level => level.StartsWith(name + "=", StringComparison.Ordinal)))],
                $"some classes of {MessageText.Quote(target.Name)} do not occur in the rows of these levels, so their coefficients "
                    + $"have no finite "
                    + $"estimate: {FindingText.Levels(names)}{more}",
                $"merge them with other "
                    + $"levels{(levels.References.Count > 0 ? OptionText.Of($", choose another with {Option.References}") : "")}, or "
                    + $"use {Remedy(target)}");
        }
    }

    /// <summary>The finding on separation by all features together.</summary>
    /// <param name="plan">Those of a fit by maximum likelihood.</param>
    /// <param name="data">The encoded training rows.</param>
    /// <param name="features">The features.</param>
    /// <param name="target">The target.</param>
    /// <param name="levels">What the levels alone explain.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static DataFinding? Find(
        FitPlan plan,
        ClassificationData data,
        FeatureFit features,
        TargetDescription target,
        FitFindings levels,
        CancellationToken cancellationToken)
    {
        string parts = features.Layout.HasOwnTerms ? "terms" : "features";
        Verdict verdict = AskForVerdict(plan, data, features, target, cancellationToken);
        if (verdict.IsComplete)
        {
            return new DataFinding(
                FindingKind.Separation,
                FindingSeverity.Error,
                [],
                $"the {parts} together completely separate the classes of {MessageText.Quote(target.Name)}: the likelihood has no "
                    + $"maximum, and no "
                    + $"coefficient has a finite estimate",
                features.Layout.HasOwnTerms
                    ? OptionText.Of($"use {Remedy(target)}, or leave out the terms that give the target away")
                    : OptionText.Of(
                        $"use {Remedy(target)}, or use {Option.ExcludedColumns} to leave out the features that give the target away"));
        }

        if (verdict.SeparatedClasses.Count > 0)
        {
            return new DataFinding(
                FindingKind.Separation,
                FindingSeverity.Warning,
                [],
                $"the {parts} together completely separate a class from all others: "
                    + $"{FindingText.List([.. verdict.SeparatedClasses.Select(MessageText.Quote)])}; the likelihood "
                    + $"has no maximum",
                $"use {Remedy(target)}");
        }

        IReadOnlyList<string> all = features.Layout.Names;
        string[] unexplained =
        [
            .. verdict.UnboundedParameters.Select(parameter => all[parameter % all.Count]).Distinct().Except(levels.Levels),
        ];
        return unexplained.Length == 0 || levels.References.Count > 0
            ? null
            : new DataFinding(
                FindingKind.Separation,
                FindingSeverity.Warning,
                features.Layout.HasOwnTerms
                    ? features.Layout.ColumnsOf(unexplained)
                    : [.. features.Layout.Features.Select(feature => feature.Name).Where(
                        name => unexplained.Any(own => own == name || own.StartsWith(name + "=", StringComparison.Ordinal)))],
                $"the {parts} together separate some of the rows, so these coefficients have no finite estimate: "
                    + $"{FindingText.List(unexplained)}",
                $"use {Remedy(target)}, merge rare levels, or leave out the {parts} that separate");
    }

    // The verdict of a fit, asked for without one.
    private static Verdict AskForVerdict(
        FitPlan plan, ClassificationData data, FeatureFit features, TargetDescription target, CancellationToken cancellationToken)
    {
        var problem = TrainingProblem.Create(plan, data, features.Layout, target, source: null);
        SolverResult result = new NewtonSolver().Minimize(
            problem.Objective,
            new double[problem.Objective.ParameterCount],
            new SolverOptions(MostIterations, 1e-8),
            null,
            cancellationToken);
        FittedSolution fitted = new ExistenceAnalysis(plan, features.Layout, data, cancellationToken).Analyze(problem.Objective, result);
        return fitted.Result.Termination == TerminationReason.Separation
            ? new Verdict(true, [], [])
            : new Verdict(
                false,
                new DesignScorer(target, fitted.Parameters, plan.Threshold, plan.Threads).SeparatedClasses(data),
                [.. Enumerable.Range(0, fitted.Parameters.Length).Where(
                    parameter => fitted.FreeDirections.Any(direction => IsMoved(features.Layout, fitted, direction, parameter)))]);
    }

    // The intercept of centred products moves with them; that of the model stays where it is if it has a finite estimate.
    private static bool IsMoved(TermLayout layout, FittedSolution fitted, double[] direction, int parameter) => layout.HasOwnTerms
        ? BaseChoice.Change(
            layout, parameter % layout.Count, fitted.Classes.Shown(direction, parameter / layout.Count, layout.Count), direction) != 0
        : direction[parameter] != 0;

    private static OptionText Remedy(TargetDescription target) =>
        target.IsBinary
            ? OptionText.Of($"{Option.Firth.On} or {Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}")
            : OptionText.Of($"{Option.Penalty.Is(PenaltyKind.Ridge).And(Option.Lambda.Is(0.01))}");

    /// <param name="IsComplete">Whether a direction puts every row strictly on its own class's side.</param>
    /// <param name="SeparatedClasses">With three or more classes, those that are separated from all others.</param>
    /// <param name="UnboundedParameters">Parameters without a finite estimate.</param>
    private sealed record Verdict(bool IsComplete, IReadOnlyList<string> SeparatedClasses, IReadOnlyList<int> UnboundedParameters);
}
