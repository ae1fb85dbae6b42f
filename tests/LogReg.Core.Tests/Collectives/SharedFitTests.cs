using System.Text;
using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Collectives;

/// <summary>A fit whose rows several members share has one model file, byte for byte that of one process, on every member.</summary>
public class SharedFitTests
{
    private const int RowCount = 4_000;
    private const int ChunkRows = 500;

    private static readonly Lazy<Table> Data = new(() => SharedRows.Rechunk(Create(RowCount), ChunkRows));

    private static readonly Dictionary<string, LogisticRegression> Cases = new()
    {
        ["dense"] = new() { ExcludedColumns = ["group", "y3", "w", "o"] },
        ["categorical"] = new() { ExcludedColumns = ["y3", "w", "o"] },
        ["weights"] = new() { ExcludedColumns = ["y3", "o"], WeightColumn = "w" },
        ["offset"] = new() { ExcludedColumns = ["y3", "w"], OffsetColumn = "o" },
        ["ridge"] = new() { ExcludedColumns = ["y3", "w", "o"], Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
        ["several classes"] = new() { Target = "y3", ExcludedColumns = ["y", "w", "o"] },
        ["several classes, ridge"] =
            new() { Target = "y3", ExcludedColumns = ["y", "o"], WeightColumn = "w", Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
        ["rows left out"] = new() { ExcludedColumns = ["y3", "w", "o"], TestSize = 0.3, BalanceClasses = true },
    };

    public static TheoryData<string, SolverKind> Fits { get; } = new(
        Cases.Keys.SelectMany(
            name =>
                new[] { SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent }.Select(
                    solver => (name, solver))));

    /// <summary>Of 11 members and 8 chunks some have no rows.</summary>
    [Theory]
    [MemberData(nameof(Fits))]
    public void Fit_OfMembersThatShareTheRows_HasTheModelFileOfOne(string name, SolverKind solver)
    {
        LogisticRegression options = Cases[name] with { Solver = solver, MaxIterations = 60, Threads = 1, Target = Cases[name].Target ?? "y" };
        string whole = Describe(options.Fit(Data.Value));
        (int size, long mostGatheredBytes) = solver switch
        {
            SolverKind.Newton => (3, long.MaxValue),
            SolverKind.NewtonConjugateGradient => (11, 0),
            SolverKind.Lbfgs => (2, 0),
            _ => (7, long.MaxValue),
        };
        Assert.All(
            SharedRows.Run(Data.Value, size, own => Describe(options.Fit(own)), mostGatheredBytes),
            own => Assert.Equal(whole, own));
    }

    /// <summary>Machines have different numbers of cores: what is sent must not depend on them.</summary>
    [Theory]
    [InlineData(SolverKind.NewtonConjugateGradient, false)]
    [InlineData(SolverKind.Newton, true)]
    public void Fit_OfMembersWithOtherNumbersOfThreads_HasTheModelFileOfOne(SolverKind solver, bool isIllConditioned)
    {
        Table table = isIllConditioned ? SharedRows.Rechunk(NearlyDependent(), ChunkRows) : Data.Value;
        LogisticRegression options = new() { Target = "y", Solver = solver, ExcludedColumns = isIllConditioned ? [] : ["y3", "w", "o"] };
        string whole = Describe((options with { Threads = 2 }).Fit(table));
        string[] shared = SharedRows.Run(
            table, 3, own => Describe((options with { Threads = 1 + (2 * own.Shares!.Collective.Rank) }).Fit(own)));
        Assert.All(shared, own => Assert.Equal(whole, own));
    }

    [Fact]
    public void RowUses_OfMembers_AreAtTheRootWhereTheyAreAskedFor()
    {
        LogisticRegression options = Cases["rows left out"] with { Target = "y" };
        IReadOnlyList<RowUse> whole = options.Fit(Data.Value).RowUses;
        Assert.Equal(RowCount, whole.Count);
        Assert.All(SharedRows.Run(Data.Value, 3, own => options.Fit(own).RowUses), Assert.Empty);
        IReadOnlyList<RowUse>[] asked = SharedRows.Run(Data.Value, 3, own => (options with { GathersRowUses = true }).Fit(own).RowUses);
        Assert.Equal(whole, asked[0]);
        Assert.Empty(asked[1]);
        Assert.Empty(asked[2]);
    }

    private static Table NearlyDependent()
    {
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, RowCount).Select(_ => random.NextDouble())];
        return new TableBuilder()
            .AddNumeric("first", first)
            .AddNumeric("second", [.. first.Select(value => value + (1e-5 * random.NextDouble()))])
            .AddCategorical("group", [.. first.Select(_ => $"level {random.Next(5)}")])
            .AddCategorical("y", [.. first.Select(value => value + random.NextDouble() > 1 ? "yes" : "no")])
            .Build();
    }

    // All that the fit says: the model file and the warnings.
    private static string Describe(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return string.Join(
            '\n',
            [
                Encoding.UTF8.GetString(stream.ToArray()),
                .. fit.Warnings.Select(warning => warning.Message),
                .. fit.Findings.Select(finding => finding.Message),
            ]);
    }

    private static Table Create(int rowCount)
    {
        var random = new Random(20261129);
        double[][] numeric =
        [
            .. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, rowCount).Select(_ => random.NextDouble() - 0.5).ToArray()),
        ];
        int[] levels = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(6))];
        double[] logOdds =
        [
            .. levels.Select(
                (level, row) =>
                    numeric[0][row] - (2 * numeric[1][row]) + (0.2 * level) + (2 * (random.NextDouble() + random.NextDouble() - 1))),
        ];
        TableBuilder builder = new TableBuilder()
            .AddCategorical("group", [.. levels.Select(level => $"level {level}")])
            .AddCategorical("y", [.. logOdds.Select(value => value > 0.4 ? "yes" : "no")])
            .AddCategorical("y3", [.. logOdds.Select(value => value > 1 ? "high" : value > 0 ? "middle" : "low")])
            .AddNumeric("w", [.. levels.Select(_ => 0.5 + random.NextDouble())])
            .AddNumeric("o", [.. levels.Select(_ => random.NextDouble())]);
        for (int column = 0; column < numeric.Length; column++)
        {
            builder.AddNumeric($"x{column}", numeric[column]);
        }

        return builder.Build();
    }
}
