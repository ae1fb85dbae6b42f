using System.Globalization;
using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Objectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>What tells the problem of a fit from others, so that a solver does not go on from the state of another one.</summary>
internal static class ProblemFingerprint
{
    /// <summary>Describes a problem.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="start">Where the solver starts.</param>
    /// <returns>Names with their values.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(
        FitPlan plan, TrainingProblem problem, EncodedRows rows, StartingPoint start) =>
    [
        new("training rows", Text(rows.Fitting.Parts.TotalCount)),
        new("total weight", Text(rows.Fitting.WeightSum)),
        .. rows.Watched is null ? [] : new KeyValuePair<string, string>[]
        {
            new("watched rows", Text(rows.Watched.Parts.TotalCount)),
            new("classes, weights and offsets of the watched rows", SumOf(rows.Watched)),
        },
        .. OfColumns(plan, rows.Target, rows.Layout),
        new("classes, weights and offsets of the rows", SumOf(rows.Fitting)),
        .. OfSolver(plan),
        new("solver", $"{problem.Solver.Kind} {Text(problem.SolverOptions.LearningRate ?? 0)}"),
        new("iterations at most", Text(problem.SolverOptions.MaxIterations)),
        new("tolerance", Text(problem.SolverOptions.Tolerance)),
        new("starting point", Sum(start.Parameters, [])),
    ];

    /// <summary>Describes a cross-validation.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="validation">The options of the cross-validation.</param>
    /// <param name="alphas">α of the penalties.</param>
    /// <param name="target">The classes.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="layout">The layout of the terms of all rows.</param>
    /// <param name="folds">The fold of each row.</param>
    /// <returns>Names with their values.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> OfValidation(
        FitPlan plan,
        CrossValidationOptions validation,
        IReadOnlyList<double> alphas,
        TargetDescription target,
        RowSet rows,
        TermLayout layout,
        int[] folds) =>
    [
        new("training rows", Text(rows.Selection.TotalCount)),
        .. OfColumns(plan, target, layout),
        new("classes, weights and offsets of the rows", SumOf(rows.Selection.Parts, rows.Classes, rows.Weights, rows.Offsets)),
        new(
            "class weights",
            $"{plan.BalanceClasses} {string.Join(", ", plan.ClassWeights.Select(pair => $"{pair.Key} {Text(pair.Value)}"))}"),
        .. OfSolver(plan),
        new("alphas", Text(alphas)),
        new("solver", $"{plan.Solver} {Text(plan.LearningRate ?? 0)}"),
        new("iterations at most", Text(plan.MaxIterations ?? 0)),
        new("tolerance", Text(plan.Tolerance)),
        new("folds", Text(validation.Folds)),
        new("seed", Text(plan.Seed)),
        new("fold of each row", SumOf(rows.Selection.Parts, folds, null, null)),
        new("metric", $"{validation.Metric}"),
        new("choice of lambda", $"{validation.Selection}"),
        new("threshold", $"{plan.ThresholdRule?.ToString() ?? Text(plan.Threshold)}"),
    ];

    /// <summary>Writes numbers with all their digits.</summary>
    /// <param name="numbers">The numbers.</param>
    public static string Text(IEnumerable<double> numbers) => string.Join(", ", numbers.Select(number => Text(number)));

    private static KeyValuePair<string, string>[] OfColumns(FitPlan plan, TargetDescription target, TermLayout layout) =>
    [
        new("target", target.Name),
        new("classes", string.Join(", ", target.Classes)),
        new("columns", string.Join(", ", layout.Names)),
        new("means and standard deviations", Sum(layout.Means, layout.Scales)),
        new("penalty factors", string.Join(", ", plan.PenaltyFactors.Select(pair => $"{pair.Key} {Text(pair.Value)}"))),
        new("coefficients of at least 0", string.Join(", ", plan.NonnegativeColumns)),
        new("levels as groups", $"{plan.GroupLevels}"),
    ];

    private static KeyValuePair<string, string>[] OfSolver(FitPlan plan) =>
    [
        new("penalty", $"{plan.Penalty} {Text(plan.Lambda)} {Text(plan.Alpha)}"),
        new("values of lambda", plan.LambdaChoice == LambdaChoice.Given ? "one"
            : plan.Path.Lambdas is IReadOnlyList<double> lambdas ? Text(lambdas)
            : $"{Text(plan.Path.Count)} down to {(plan.Path.MinimumRatio is double ratio ? Text(ratio) : "the usual share")}"),
        new("Firth", $"{plan.Firth}"),
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string SumOf(ClassificationData rows) => SumOf(rows.Parts, rows.Classes, rows.Weights, rows.Offsets);

    // A checksum of the checksums of all chunks, whoever has them.
    private static string SumOf(RowParts parts, int[] classes, double[]? weights, double[]? offsets)
    {
        ulong[] own = [.. parts.Own.Select(part =>
        {
            var checksum = new Checksum();
            checksum.Append(MemoryMarshal.AsBytes(classes.AsSpan(part.First, part.Count)));
            checksum.Append(MemoryMarshal.AsBytes(weights is null ? [] : weights.AsSpan(part.First, part.Count)));
            checksum.Append(MemoryMarshal.AsBytes(offsets is null ? [] : offsets.AsSpan(part.First, part.Count)));
            return checksum.Value;
        })];
        var all = new Checksum();
        all.Append(MemoryMarshal.AsBytes(parts.Gather(own).AsSpan()));
        return all.ToString();
    }

    private static string Sum(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var checksum = new Checksum();
        checksum.Append(MemoryMarshal.AsBytes(first));
        checksum.Append(MemoryMarshal.AsBytes(second));
        return checksum.ToString();
    }
}
