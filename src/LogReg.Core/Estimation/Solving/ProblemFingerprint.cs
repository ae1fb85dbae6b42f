using System.Globalization;
using System.Runtime.InteropServices;
using LogReg.Data;
using LogReg.Objectives;

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
        new("target", rows.Target.Name),
        new("classes", string.Join(", ", rows.Target.Classes)),
        new("classes, weights and offsets of the rows", SumOf(rows.Fitting)),
        new("penalty factors", string.Join(", ", plan.PenaltyFactors.Select(pair => $"{pair.Key} {Text(pair.Value)}"))),
        new("columns", string.Join(", ", rows.Layout.Names)),
        new("means and standard deviations", Sum(rows.Layout.Means, rows.Layout.Scales)),
        new("penalty", $"{plan.Penalty} {Text(plan.Lambda)} {Text(plan.Alpha)}"),
        new("solver", $"{problem.Solver.Kind} {Text(problem.SolverOptions.LearningRate ?? 0)}"),
        new("iterations at most", Text(problem.SolverOptions.MaxIterations)),
        new("tolerance", Text(problem.SolverOptions.Tolerance)),
        new("starting point", Sum(start.Parameters, [])),
    ];

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    // A checksum of the checksums of all chunks, whoever has them.
    private static string SumOf(ClassificationData rows)
    {
        ulong[] own = [.. rows.Parts.Own.Select(part =>
        {
            var checksum = new Checksum();
            checksum.Append(MemoryMarshal.AsBytes(rows.Classes.AsSpan(part.First, part.Count)));
            checksum.Append(MemoryMarshal.AsBytes(rows.Weights is null ? [] : rows.Weights.AsSpan(part.First, part.Count)));
            checksum.Append(MemoryMarshal.AsBytes(rows.Offsets is null ? [] : rows.Offsets.AsSpan(part.First, part.Count)));
            return checksum.Value;
        })];
        var all = new Checksum();
        all.Append(MemoryMarshal.AsBytes(rows.Parts.Gather(own).AsSpan()));
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
