using LogReg.Inference;
using LogReg.Solvers;
using static LogReg.OptionRule;

namespace LogReg;

/// <summary>The rules about options that depend on each other, for every front end. The first that is broken is reported.</summary>
internal static class OptionRules
{
    private static readonly OptionRule[] All =
    [
        .. OfInference,
        .. OfFirth,
        .. OfSolvers,
        .. OfPenalties,
        .. OfValidation,
        .. OfClasses,
        .. OfStochasticGradient,
        .. OfFormulas,
        .. OfOthers,
    ];

    private static OptionRule[] OfInference =>
    [
        .. Each(
            [OptionName.StandardErrors, OptionName.Confidence, OptionName.Intervals, OptionName.TestFeatures],
            option => Exclusion(given => given.Has(option) && given.Options.SkipInference, _ => Option.SkipInference, _ => new(option))),
        .. Each(
            [OptionName.StandardErrors, OptionName.Confidence, OptionName.Intervals, OptionName.TestFeatures],
            option => new(
                given => given.Has(option) && given.Options.IsBiased,
                given =>
                    $"{new OptionReference(option)} cannot be used with {Bias(given)}: under a penalty or bounds there are no valid "
                        + $"standard errors or tests",
                _ => $"leave one of them out; {Option.Firth} keeps coefficients finite and has tests")),
        Exclusion(
            given => given.Options is { Intervals: IntervalKind.Profile, StandardErrors: not StandardErrorKind.Model },
            _ => Option.Intervals.Is(IntervalKind.Profile),
            _ => Option.StandardErrors,
            _ => "leave one of them out: profile-likelihood intervals have no robust form"),
        new(
            given => given.Options.StandardErrors == StandardErrorKind.Cluster != given.Options.ClusterColumn is not null,
            _ => $"{Option.StandardErrors.Is(StandardErrorKind.Cluster)} and {Option.ClusterColumn} must be set together",
            _ => "set both, or neither"),
        Need(
            given => given.Has(OptionName.WeightKind) && given.Options.WeightColumn is null,
            given => Option.WeightKind.Is(given.Options.WeightKind),
            _ => Option.WeightColumn,
            _ => $"add {Option.WeightColumn} with the name of the column of weights"),
    ];

    private static OptionRule[] OfFirth =>
    [
        Need(
            given => given.Options is { CorrectIntercept: true, Firth: false },
            _ => Option.CorrectIntercept,
            _ => Option.Firth,
            _ => $"add {Option.Firth}: after maximum likelihood the intercept needs no correction"),
        FirthExclusion(options => options.IsBiased, Bias),
        FirthExclusion(options => options.StandardErrors != StandardErrorKind.Model, _ => Option.StandardErrors),
        FirthExclusion(options => options.Solver is not (SolverKind.Auto or SolverKind.Newton), _ => Option.Solver),
        .. Each(
            [OptionName.ClassWeights, OptionName.Prior],
            option => Exclusion(
                given =>
                    given.Options.Firth
                        && (option == OptionName.ClassWeights ? HasClassWeights(given.Options) : given.Options.Prior is not null),
                _ => Option.Firth,
                _ => new(option),
                _ => $"leave one of them out: {Option.Firth} with {Option.CorrectIntercept} is already calibrated for rare events")),
    ];

    private static OptionRule[] OfSolvers =>
    [
        new(
            given => given.Options is { LearningRate: not null, Solver: not (SolverKind.GradientDescent or SolverKind.StochasticGradient) },
            given =>
                $"{Option.LearningRate.Is(given.Options.LearningRate!)} needs {Option.Solver.Is(SolverKind.GradientDescent)} or "
                    + $"{Option.Solver.Is(SolverKind.StochasticGradient)}",
            _ =>
                $"add {Option.Solver.Is(SolverKind.GradientDescent)}, or leave {Option.LearningRate} out: the other solvers choose "
                    + $"their own step size"),
        Exclusion(
            given => given.Options is { NeedsCoordinateDescent: true, Solver: not (SolverKind.Auto or SolverKind.CoordinateDescent) },
            given => Option.Solver.Is(given.Options.Solver),
            given => given.Options.NonnegativeColumns.Count > 0 ? Option.NonnegativeColumns
                : given.Options.LambdaChoice != LambdaChoice.Given ? Option.LambdaChoice.Is(given.Options.LambdaChoice)
                : Option.Penalty.Is(given.Options.Penalty),
            _ => $"use {Option.Solver.Is(SolverKind.CoordinateDescent)}, or leave {Option.Solver} out"),
    ];

    private static OptionRule[] OfPenalties =>
    [
        Exclusion(
            given => given.Options is { BaseClass: not null, IsBiased: true },
            _ => Option.BaseClass,
            Bias,
            given => given.Options.Penalty != PenaltyKind.None
                ? OptionText.Of(
                    $"leave {Option.BaseClass} out: under a penalty every class has its own coefficients, and there is no base class")
                : OptionText.Of($"leave {Option.BaseClass} out: the bounds apply to comparisons with the first class")),
        Exclusion(
            given => given.Options.BaseClass is not null && given.Has(OptionName.Positive),
            _ => Option.BaseClass,
            _ => Option.Positive,
            _ => $"leave one of them out: {Option.Positive} is for two classes, {Option.BaseClass} for three or more"),
        new(
            given => Unpenalized(given.Options) is not null,
            given =>
                $"{Option.References.Names(Unpenalized(given.Options)!)} cannot be used with {Bias(given)}: under a penalty every level "
                    + $"has a coefficient, and none is the reference",
            _ => "leave one of them out"),
        Exclusion(
            given => given.Options is { Penalty: PenaltyKind.None } and ({ Lambda: > 0 } or { LambdaChoice: not LambdaChoice.Given }),
            _ => Option.Penalty.Is(PenaltyKind.None),
            given => Strength(given.Options),
            given => $"use {Option.Penalty.Is(PenaltyKind.Ridge)}, or leave {Strength(given.Options)} out"),
        Exclusion(
            given => given.Options is { Lambda: > 0, LambdaChoice: not LambdaChoice.Given },
            given => Option.Lambda.Is(given.Options.Lambda),
            given => Option.LambdaChoice.Is(given.Options.LambdaChoice)),
        Exclusion(
            given => LacksLambda(given.Options) && given.Has(OptionName.Lambda),
            given => Option.Penalty.Is(given.Options.Penalty),
            _ => Option.Lambda.Is(0),
            _ => $"use a {Option.Lambda} above 0, such as 0.01, or leave both out"),
        Need(
            given => LacksLambda(given.Options),
            given => Option.Penalty.Is(given.Options.Penalty),
            _ => Option.Lambda,
            _ =>
                $"add {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)} to choose it by cross-validation, or start with "
                    + $"{Option.Lambda.Is(0.01)}"),
        Need(
            given => given.Has(OptionName.Alpha) && given.Options.Penalty != PenaltyKind.ElasticNet,
            given => Option.Alpha.Is(given.Options.Alpha),
            _ => Option.Penalty.Is(PenaltyKind.ElasticNet),
            _ => NeedsElasticNet(Option.Alpha)),
        new(
            given => given.Has(OptionName.Lambdas) && given.Options.LambdaChoice == LambdaChoice.Given,
            _ =>
                $"{Option.Lambdas} needs {Option.LambdaChoice.Is(LambdaChoice.Path)} or "
                    + $"{Option.LambdaChoice.Is(LambdaChoice.CrossValidation)}",
            _ => $"add {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)}; for a single value use {Option.Lambda}"),
        .. Each(
            [OptionName.PenaltyFactors, OptionName.GroupLevels],
            option => new(
                given => given.Has(option) && given.Options.Penalty == PenaltyKind.None,
                _ => $"{new OptionReference(option)} needs a penalty",
                _ => $"add one, such as {Option.Penalty.Is(PenaltyKind.Lasso).And(Option.LambdaChoice.Is(LambdaChoice.CrossValidation))}")),
        Exclusion(
            given => given.Options is { GroupLevels: true, NonnegativeColumns.Count: > 0 },
            _ => Option.GroupLevels,
            _ => Option.NonnegativeColumns),
    ];

    private static OptionRule[] OfValidation =>
    [
        Exclusion(
            given => given.Has(OptionName.CrossValidation) && given.Options.LambdaChoice == LambdaChoice.Path,
            CrossValidation,
            _ => Option.LambdaChoice.Is(LambdaChoice.Path),
            _ =>
                $"use {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)} to cross-validate a path; {Option.CrossValidation} is for "
                    + $"a model of one lambda"),
        Need(
            given => given.Has(OptionName.Alphas) && given.Options.Penalty != PenaltyKind.ElasticNet,
            _ => Option.Alphas,
            _ => Option.Penalty.Is(PenaltyKind.ElasticNet),
            _ => NeedsElasticNet(Option.Alphas)),
        .. Each(
            [OptionName.Selection, OptionName.Metric, OptionName.Alphas],
            option => Need(
                given => given.Has(option) && given.Options.LambdaChoice != LambdaChoice.CrossValidation,
                _ => new(option),
                _ => Option.LambdaChoice.Is(LambdaChoice.CrossValidation),
                _ =>
                    $"add {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)}, or leave {new OptionReference(option)} out: with one "
                        + $"lambda there is nothing to choose")),
        Exclusion(given => given.Has(OptionName.Alpha) && given.Has(OptionName.Alphas), _ => Option.Alpha, _ => Option.Alphas),
        .. Each(
            [OptionName.Folds, OptionName.FoldsColumn],
            option => new(
                given =>
                    given.Has(option) && !given.Has(OptionName.CrossValidation)
                        && given.Options is { LambdaChoice: not LambdaChoice.CrossValidation, ThresholdRule: null },
                _ =>
                    $"{new OptionReference(option)} needs {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)} or "
                        + $"{Option.CrossValidation}",
                _ =>
                    $"add {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)} to choose a penalty, or "
                        + $"{Option.CrossValidation.Is(10)} to estimate the model's performance")),
        Exclusion(
            given => given.Options is { ThresholdRule: not null, LambdaChoice: LambdaChoice.Path },
            given => Option.ThresholdRule.Is(given.Options.ThresholdRule!),
            _ => Option.LambdaChoice.Is(LambdaChoice.Path),
            _ =>
                $"use {Option.LambdaChoice.Is(LambdaChoice.CrossValidation)} or a number: a path has no single lambda to choose a "
                    + $"threshold for"),
        Exclusion(
            given => given.Options is { ThresholdRule: not null, Threshold: not 0.5 },
            given => Option.Threshold.Is(given.Options.Threshold),
            given => Option.ThresholdRule.Is(given.Options.ThresholdRule!)),
    ];

    private static OptionRule[] OfClasses =>
    [
        Exclusion(
            given => given.Options is { BalanceClasses: true, ClassWeights.Count: > 0 },
            _ => Option.BalanceClasses,
            _ => Option.ClassWeights),
        Need(
            given => given.Options.KeepWeightedIntercept && !HasClassWeights(given.Options),
            _ => Option.KeepWeightedIntercept,
            _ => Option.ClassWeights,
            _ => $"add {Option.ClassWeights}, or leave it out: without class weights there is nothing to correct"),
        Exclusion(
            given => given.Options is { KeepWeightedIntercept: true, Prior: not null },
            _ => Option.KeepWeightedIntercept,
            _ => Option.Prior),
        .. Each(
            [OptionName.Intervals, OptionName.TestFeatures],
            option => new(
                given => given.Has(option) && HasClassWeights(given.Options) && given.Options.StandardErrors == StandardErrorKind.Model,
                _ =>
                    $"{new OptionReference(option)} cannot be used with {Option.ClassWeights}: with class weights model-based standard "
                        + $"errors and likelihood-ratio tests are not valid",
                _ => option == OptionName.TestFeatures
                    ? OptionText.Of($"add {Option.StandardErrors.Is(StandardErrorKind.Hc1)}")
                    : OptionText.Of($"leave {Option.Intervals} out and add {Option.StandardErrors.Is(StandardErrorKind.Hc1)}"))),
    ];

    private static OptionRule[] OfStochasticGradient =>
    [
        .. Each(
            [OptionName.Stream, OptionName.Epochs, OptionName.BatchSize],
            option => Need(
                given => given.Has(option) && given.Options.Solver != SolverKind.StochasticGradient,
                _ => new(option),
                _ => Option.Solver.Is(SolverKind.StochasticGradient),
                _ => $"add {Option.Solver.Is(SolverKind.StochasticGradient)}, or leave {new OptionReference(option)} out")),
        Need(
            given => given.Options is { EarlyStopping: not null, Solver: not SolverKind.GradientDescent },
            _ => Option.EarlyStopping,
            _ => Option.Solver.Is(SolverKind.GradientDescent),
            _ =>
                $"add {Option.Solver.Is(SolverKind.GradientDescent)}, or leave {Option.EarlyStopping} out: the other solvers run to "
                    + $"convergence"),
        Exclusion(
            given => given.Options is { EarlyStopping: not null, ThresholdRule: not null },
            _ => Option.EarlyStopping,
            given => Option.ThresholdRule.Is(given.Options.ThresholdRule!)),
        Exclusion(
            given => given.Options is { EarlyStopping: not null, CrossValidation: not null },
            _ => Option.EarlyStopping,
            _ => Option.CrossValidation),
        Exclusion(
            given => given.Options is { MaxIterations: not null, Solver: SolverKind.StochasticGradient },
            _ => Option.MaxIterations,
            _ => Option.Solver.Is(SolverKind.StochasticGradient),
            _ => $"use {Option.Epochs}, the number of passes over the rows"),
        StreamExclusion(OptionName.TestSize, given => given.Options.TestSize is not null),
        StreamExclusion(OptionName.ThresholdRule, given => given.Options.ThresholdRule is not null),
        StreamExclusion(OptionName.CrossValidation, given => given.Options.CrossValidation is not null),
        StreamExclusion(OptionName.InitialModel, given => given.Has(OptionName.InitialModel)),
        StreamExclusion(OptionName.StandardErrors, given => given.Options.StandardErrors != StandardErrorKind.Model),
        StreamExclusion(OptionName.Intervals, given => given.Options.Intervals is not null),
        StreamExclusion(OptionName.TestFeatures, given => given.Options.TestFeatures),
    ];

    private static OptionRule[] OfFormulas =>
    [
        FormulaExclusion(
            options => options.Features is not null,
            _ => Option.Features,
            _ => $"leave {Option.Features} out: the formula names the columns to use"),
        FormulaExclusion(options => options.StochasticGradient.Stream, _ => Option.Stream),
    ];

    private static OptionRule[] OfOthers =>
    [
        Need(
            given => given.Options is { CacheDirectory: not null, MemoryLimit: null },
            _ => Option.CacheDirectory,
            _ => Option.MemoryLimit,
            _ => $"add {Option.MemoryLimit} with a size, or leave {Option.CacheDirectory} out"),
        Exclusion(
            given => given.Options is { MemoryLimit: not null, StochasticGradient.Stream: true },
            _ => Option.MemoryLimit,
            _ => Option.Stream,
            _ => $"leave one of them out: {Option.Stream} keeps no rows in memory"),
        new(
            given => given.Has(OptionName.Seed) && !IsRandom(given.Options),
            given => $"{Option.Seed.Is(given.Options.Seed)} has no effect: nothing in this fit is random",
            _ =>
                $"leave {Option.Seed} out, or add what uses it, such as {Option.TestSize.Is(0.2)}, {Option.CrossValidation.Is(10)} or "
                    + $"{Option.Solver.Is(SolverKind.StochasticGradient)}"),
    ];

    /// <summary>Finds the first rule that options break.</summary>
    public static OptionConflict? Find(GivenOptions given) =>
        All.Select(rule => rule.Find(given)).FirstOrDefault(conflict => conflict is not null);

    private static IEnumerable<OptionRule> Each(OptionName[] options, Func<OptionName, OptionRule> rule) => options.Select(rule);

    private static OptionRule FirthExclusion(Func<LogisticRegression, bool> isBroken, Reference other) => Exclusion(
        given => given.Options.Firth && isBroken(given.Options),
        _ => Option.Firth,
        other,
        _ => "leave one of them out: Firth's method has its own penalty, solver and tests");

    private static OptionRule StreamExclusion(OptionName option, Func<GivenOptions, bool> isBroken) => Exclusion(
        given => given.Options.StochasticGradient.Stream && isBroken(given),
        _ => Option.Stream,
        _ => new(option),
        _ => $"leave one of them out: {new OptionReference(option)} needs the data in memory");

    private static OptionRule FormulaExclusion(
        Func<LogisticRegression, bool> isBroken, Reference other, Func<GivenOptions, OptionText>? hint = null) =>
        Exclusion(given => given.Options.Formula is not null && isBroken(given.Options), _ => Option.Formula, other, hint);

    private static OptionText NeedsElasticNet(OptionReference option) =>
        $"add {Option.Penalty.Is(PenaltyKind.ElasticNet)}, or leave {option} out: ridge is alpha 0, lasso is alpha 1";

    // The option because of which estimates are biased; a front end may take a λ alone for ridge.
    private static OptionReference Bias(GivenOptions given) =>
        given.Options.Penalty == PenaltyKind.None ? Option.NonnegativeColumns
        : given.Has(OptionName.Lambda) && !given.Has(OptionName.Penalty) ? Option.Lambda
        : Option.Penalty;

    private static OptionReference Strength(LogisticRegression options) =>
        options.LambdaChoice == LambdaChoice.Given ? Option.Lambda.Is(options.Lambda) : Option.LambdaChoice.Is(options.LambdaChoice);

    private static OptionReference CrossValidation(GivenOptions given) =>
        given.Options.CrossValidation is { } options ? Option.CrossValidation.Is(options.Folds) : Option.CrossValidation;

    private static bool LacksLambda(LogisticRegression options) =>
        options is { Penalty: not PenaltyKind.None, LambdaChoice: LambdaChoice.Given, Lambda: 0 };

    private static bool HasClassWeights(LogisticRegression options) => options.BalanceClasses || options.ClassWeights.Count > 0;

    // A column with a reference level whose levels are penalised all the same. Which terms of a formula are its own, the columns of the
    // data tell.
    private static string? Unpenalized(LogisticRegression options) => options.Penalty == PenaltyKind.None || options.Formula is not null
        ? null
        : options.References.Keys.FirstOrDefault(column => options.PenaltyFactors.GetValueOrDefault(column, 1) != 0);

    private static bool IsRandom(LogisticRegression options) => options is { TestSize: not null } or { CrossValidation: not null }
        or { LambdaChoice: LambdaChoice.CrossValidation } or { ThresholdRule: not null } or { EarlyStopping: not null }
            or { Solver: SolverKind.StochasticGradient };
}
