using LogReg.Collectives;
using LogReg.Data;
using LogReg.Estimation;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests.Collectives;

/// <summary>What comes after encoding has the same bits, on every member that shares the rows, as in one process.</summary>
public class SharedSolutionTests
{
    // Of 8 chunks: of 11 members some have no rows.
    private const int ChunkRows = 250;
    private static readonly int[] Sizes = [1, 2, 3, 7, 11];

    private static readonly LogisticRegression Options = new() { Target = "y", ExcludedColumns = ["y3", "w", "f", "o", "id", "wide"] };
    private static readonly LogisticRegression Several =
        Options with { Target = "y3", ExcludedColumns = ["y", "w", "f", "o", "id", "wide"] };
    private static readonly LogisticRegression Weighted =
        Options with { ExcludedColumns = ["y3", "f", "o", "id", "wide"], WeightColumn = "w" };
    private static readonly LogisticRegression Counted =
        Options with { ExcludedColumns = ["y3", "w", "o", "id", "wide"], WeightColumn = "f", WeightKind = WeightKind.Frequency };
    private static readonly LogisticRegression Offset =
        Options with { ExcludedColumns = ["y3", "w", "f", "id", "wide"], OffsetColumn = "o" };
    private static readonly LogisticRegression Wide = Options with { ExcludedColumns = ["y3", "w", "f", "o", "id"] };
    private static readonly LogisticRegression Firth =
        Options with { ExcludedColumns = ["y3", "w", "f", "o", "id", "wide", "group"], Firth = true };
    private static readonly LogisticRegression Clustered = Options with
    {
        ExcludedColumns = ["y3", "w", "f", "o", "wide"],
        StandardErrors = StandardErrorKind.Cluster,
        ClusterColumn = "id",
    };

    private static readonly Dictionary<string, LogisticRegression> Cases = new()
    {
        ["newton"] = Options with { Solver = SolverKind.Newton },
        ["newton-cg"] = Options with { Solver = SolverKind.NewtonConjugateGradient },
        ["lbfgs"] = Options with { Solver = SolverKind.Lbfgs },
        ["gd"] = Options with { Solver = SolverKind.GradientDescent },
        ["cd"] = Options with { Solver = SolverKind.CoordinateDescent },
        ["ridge"] = Options with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
        ["ridge, cd"] = Options with { Penalty = PenaltyKind.Ridge, Lambda = 0.01, Solver = SolverKind.CoordinateDescent },
        ["lasso"] = Options with { Penalty = PenaltyKind.Lasso, Lambda = 0.02 },
        ["elastic net"] = Options with { Penalty = PenaltyKind.ElasticNet, Alpha = 0.5, Lambda = 0.02 },
        ["path"] = Options with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path },
        ["path of levels"] = Wide with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path },
        ["path of groups"] = Wide with
        {
            Penalty = PenaltyKind.Lasso,
            LambdaChoice = LambdaChoice.Path,
            GroupLevels = true,
            Path = new PathOptions { Count = 10 },
        },
        ["bounds"] = Options with { NonnegativeColumns = ["x0", "x1"] },
        ["several classes"] = Several,
        ["several classes, newton-cg"] = Several with { Solver = SolverKind.NewtonConjugateGradient },
        ["several classes, lbfgs"] = Several with { Solver = SolverKind.Lbfgs },
        ["several classes, ridge"] = Several with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
        ["several classes, path"] = Several with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path },
        ["several classes, groups"] = Several with { Penalty = PenaltyKind.Lasso, Lambda = 0.02, GroupLevels = true },
        ["several classes, hc1"] = Several with { StandardErrors = StandardErrorKind.Hc1, TestFeatures = true },
        ["several classes, features"] = Several with { TestFeatures = true },
        ["several classes, clusters"] = Several with
        {
            ExcludedColumns = ["y", "w", "f", "o", "wide"],
            StandardErrors = StandardErrorKind.Cluster,
            ClusterColumn = "id",
        },
        ["importance"] = Weighted with { TestFeatures = true },
        ["frequencies"] = Counted with { TestFeatures = true },
        ["frequencies, hc1"] = Counted with { StandardErrors = StandardErrorKind.Hc1 },
        ["offset"] = Offset,
        ["offset, profile"] = Offset with { Intervals = IntervalKind.Profile },
        ["class weights"] = Options with { BalanceClasses = true, StandardErrors = StandardErrorKind.Hc1 },
        ["prior"] = Options with { Prior = 0.05 },
        ["early stopping"] = Options with { Solver = SolverKind.GradientDescent, EarlyStopping = 0.2 },
        ["test set"] = Options with { TestSize = 0.3 },
        ["features"] = Options with { TestFeatures = true },
        ["profile"] = Options with { Intervals = IntervalKind.Profile },
        ["hc0"] = Options with { StandardErrors = StandardErrorKind.Hc0 },
        ["hc1"] = Options with { StandardErrors = StandardErrorKind.Hc1, TestFeatures = true },
        ["clusters"] = Clustered with { TestFeatures = true },
        ["firth"] = Firth with { TestFeatures = true },
        ["firth, flic"] = Firth with { CorrectIntercept = true },
        ["firth, profile"] = Firth with { Intervals = IntervalKind.Profile },
        ["products"] = new() { Formula = "y ~ x0 * group + x1 + x1^2 + x2:x3" },
        ["products, path"] =
            new() { Formula = "y ~ x0 * group + x1 + x2:x3", Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.Path },
        ["wide"] = Wide,
        ["wide, newton-cg"] = Wide with { Solver = SolverKind.NewtonConjugateGradient, SkipInference = true },
        ["wide, lasso"] = Wide with { Penalty = PenaltyKind.Lasso, Lambda = 0.002 },
    };

    private static readonly Lazy<Table> Data = new(() => SharedRows.Rechunk(Create(2_000), ChunkRows));

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OfSharedRows_HasTheBitsOfOneProcess(string name) => AssertSame(Cases[name], Data.Value);

    [Fact]
    public void Fit_FromAnotherModel_HasTheBitsOfOneProcess()
    {
        LogisticModel model = (Options with { ExcludedColumns = [.. Options.ExcludedColumns, "x3"] }).Fit(Data.Value).Model;
        AssertSame(Options with { InitialModel = model }, Data.Value);
    }

    /// <summary>Quasi-complete separation by a level, by a combination of two numbers, and of all rows.</summary>
    [Theory]
    [InlineData("level", SeparationKind.Quasi)]
    [InlineData("combination", SeparationKind.Quasi)]
    [InlineData("all", SeparationKind.Complete)]
    public void Fit_OfSeparatedRows_HasTheBitsAndTheProofOfOneProcess(string how, SeparationKind kind)
    {
        Table table = SharedRows.Rechunk(Separated(how), 50);
        LogisticRegression options = new() { Target = "y", ExcludedColumns = ["y3"], TestFeatures = true };
        FitOutcome whole = AssertSame(options, table);
        Assert.Equal(kind, whole.Inference!.Separation.Kind);
        AssertSame(options with { Target = "y3", ExcludedColumns = ["y"] }, table);
        AssertSame(options with { Target = "y3", ExcludedColumns = ["y"], StandardErrors = StandardErrorKind.Hc0 }, table);
    }

    /// <summary>A column that is the sum of two others, and one that is so but for its sixth digit.</summary>
    [Theory]
    [InlineData(0, StandardErrorKind.Model)]
    [InlineData(1e-6, StandardErrorKind.Model)]
    [InlineData(1e-6, StandardErrorKind.Hc0)]
    [InlineData(1e-6, StandardErrorKind.Cluster)]
    public void Fit_OfDependentColumns_HasTheBitsOfOneProcess(double noise, StandardErrorKind errors)
    {
        Table table = SharedRows.Rechunk(Dependent(noise), 50);
        LogisticRegression options = new()
        {
            Target = "y",
            ExcludedColumns = ["y3"],
            StandardErrors = errors,
            ClusterColumn = errors == StandardErrorKind.Cluster ? "id" : null,
            TestFeatures = true,
        };
        options = errors == StandardErrorKind.Cluster ? options : options with { ExcludedColumns = ["y3", "id"] };
        FitOutcome whole = AssertSame(options, table);
        Assert.Equal(noise == 0 ? 1 : 0, whole.Inference!.Aliased.Count);
        Assert.Equal(noise > 0, whole.Result.Information is not null);
        AssertSame(options with { Target = "y3", ExcludedColumns = [.. options.ExcludedColumns.Except(["y3"]), "y"] }, table);
    }

    /// <summary>So many rows that Newton's method starts from a sample.</summary>
    [Fact]
    public void Fit_FromASample_HasTheBitsOfOneProcess()
    {
        Table table = SharedRows.Rechunk(Create(24_000, numbers: 91), 3_000);
        LogisticRegression options = Options with { ExcludedColumns = [.. Options.ExcludedColumns, "group"] };
        FitOutcome whole = AssertSame(options with { SkipInference = true, Solver = SolverKind.Newton }, table, 3);
        Assert.True(whole.Start!.SampleRows > 0);
    }

    /// <summary>Thousands of sparse columns: words and pairs of words.</summary>
    [Theory]
    [InlineData(PenaltyKind.Ridge, LambdaChoice.Given, SolverKind.Lbfgs)]
    [InlineData(PenaltyKind.Ridge, LambdaChoice.Given, SolverKind.NewtonConjugateGradient)]
    [InlineData(PenaltyKind.Ridge, LambdaChoice.Given, SolverKind.CoordinateDescent)]
    [InlineData(PenaltyKind.Lasso, LambdaChoice.Path, SolverKind.Auto)]
    public void Fit_OfWords_HasTheBitsOfOneProcess(PenaltyKind penalty, LambdaChoice choice, SolverKind solver)
    {
        LogisticRegression options = new()
        {
            Formula = "y ~ text(words, grams 2, minimum 1) + x",
            Penalty = penalty,
            Lambda = choice == LambdaChoice.Given ? 0.1 : 0,
            LambdaChoice = choice,
            Solver = solver,
        };
        Table table = SharedRows.Rechunk(Words(), 20);
        Assert.True(new SharedSolutions(options, table).Training.Design.IsWide);
        AssertSame(options, table, 3);
    }

    /// <summary>More columns than rows: the quadratic model keeps a value for each row, and no matrix.</summary>
    [Theory]
    [InlineData("y")]
    [InlineData("y3")]
    public void Fit_OfFewRows_HasTheBitsOfOneProcess(string target)
    {
        LogisticRegression options = Options with
        {
            Target = target,
            ExcludedColumns = [.. Options.ExcludedColumns.Except(["y3"]), target == "y" ? "y3" : "y"],
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.1,
            Solver = SolverKind.CoordinateDescent,
        };
        AssertSame(options, SharedRows.Rechunk(Create(40, numbers: 100), 5), 3);
    }

    [Fact]
    public void Fit_ByRandomBatches_OfSharedRows_IsRefused()
    {
        LogisticRegression options = Options with { Solver = SolverKind.StochasticGradient };
        var refusal = Assert.Throws<LogRegException>(() => SharedRows.Run(Data.Value, 2, own => options.Fit(own)));
        Assert.Equal(
            "the fit in several processes does not offer batches of rows in random order, which the solver sgd needs", refusal.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_ByRandomBatches_InSeveralProcesses_IsRefusedBeforeTheReading(bool streams)
    {
        var options = new LogisticRegression
        {
            Target = "y",
            Solver = SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = streams },
        };

        // Reading would find no target.
        DataSource source = TextSource.Of("x\n1\n");
        var refusal = Assert.Throws<LogRegException>(
            () => ThreadCollective.Run(2, collective => options.Fit(source, collective, cancellationToken: CancellationToken.None)));
        Assert.StartsWith("the fit in several processes does not offer batches of rows", refusal.Message, StringComparison.Ordinal);
    }

    private static FitOutcome AssertSame(LogisticRegression options, Table table, params int[] sizes)
    {
        var stages = new SharedSolutions(options with { Threads = 2 }, table);
        FitOutcome whole = stages.FitWhole();
        string expected = SharedSolutions.Describe(whole);
        foreach (int size in sizes.Length > 0 ? sizes : Sizes)
        {
            Assert.All(
                stages.FitShared(size, size % 2 == 0 ? 0 : long.MaxValue),
                own => Assert.Equal(expected, SharedSolutions.Describe(own)));
        }

        return whole;
    }

    private static Table Create(int rowCount, int numbers = 4)
    {
        var random = new Random(20261130);
        double[][] numeric =
        [
            .. Enumerable.Range(0, numbers).Select(_ => Enumerable.Range(0, rowCount).Select(_ => random.NextDouble() - 0.5).ToArray()),
        ];
        int[] levels = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(6))];
        double[] logOdds =
        [
            .. levels.Select(
                (level, row) =>
                    numeric[0][row] - (2 * numeric[1][row]) + (0.2 * level) + (3 * (random.NextDouble() + random.NextDouble() - 1))),
        ];
        TableBuilder builder = new TableBuilder()
            .AddCategorical("group", [.. levels.Select(level => $"level {level}")])
            .AddCategorical("wide", [.. levels.Select(_ => $"place {random.Next(60)}")])
            .AddCategorical("id", [.. levels.Select(_ => $"id {random.Next(rowCount / 20)}")])
            .AddCategorical("y", [.. logOdds.Select(value => value > 0.4 ? "yes" : "no")])
            .AddCategorical("y3", [.. logOdds.Select(value => value > 1 ? "high" : value > 0 ? "middle" : "low")])
            .AddNumeric("w", [.. levels.Select(_ => 0.5 + random.NextDouble())])
            .AddNumeric("f", [.. levels.Select(_ => (double)random.Next(1, 4))])
            .AddNumeric("o", [.. levels.Select(_ => random.NextDouble())]);
        for (int column = 0; column < numeric.Length; column++)
        {
            builder.AddNumeric($"x{column}", numeric[column]);
        }

        return builder.Build();
    }

    private static Table Words()
    {
        var random = new Random(7);
        string[] words =
        [
            .. Enumerable.Range(0, 160).Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => $"w{random.Next(300)}"))),
        ];
        double[] shares = [.. words.Select(text => text.StartsWith("w1", StringComparison.Ordinal) ? 0.8 : 0.3)];
        return new TableBuilder()
            .AddCategorical("words", words)
            .AddNumeric("x", [.. words.Select(_ => random.NextDouble())])
            .AddCategorical("y", [.. shares.Select(share => random.NextDouble() < share ? "yes" : "no")])
            .Build();
    }

    private static Table Separated(string how)
    {
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, 400).Select(_ => Math.Round(4 * random.NextDouble()) - 2)];
        double[] second = [.. first.Select(_ => Math.Round(4 * random.NextDouble()) - 2)];
        string[] levels = [.. first.Select(_ => $"{(char)('a' + random.Next(4))}")];
        string[] outcomes =
        [
            .. first.Select((value, row) => how switch
            {
                "level" => levels[row] == "b" || random.NextDouble() < 0.4 ? "yes" : "no",
                "combination" => value + second[row] > 0 || (value + second[row] == 0 && random.NextDouble() < 0.5) ? "yes" : "no",
                _ => value + second[row] >= 0 ? "yes" : "no",
            }),
        ];
        return new TableBuilder()
            .AddNumeric("a", first)
            .AddNumeric("b", second)
            .AddCategorical("c", levels)
            .AddCategorical("y", outcomes)
            .AddCategorical("y3", [.. outcomes.Select(own => own == "no" || random.NextDouble() < 0.5 ? own : "perhaps")])
            .Build();
    }

    private static Table Dependent(double noise)
    {
        var random = new Random(6);
        double[] first = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        double[] second = [.. first.Select(_ => random.NextDouble())];
        double[] sum = [.. first.Zip(second, (one, two) => one + two + (noise * random.NextDouble()))];
        double[] other = [.. sum.Select(value => value + random.NextDouble())];
        return new TableBuilder()
            .AddNumeric("a", first)
            .AddNumeric("b", second)
            .AddNumeric("c", sum)
            .AddCategorical("d", [.. first.Select(_ => $"{(char)('a' + random.Next(3))}")])
            .AddCategorical("id", [.. first.Select(_ => $"id {random.Next(30)}")])
            .AddCategorical("y", [.. sum.Select(value => value + random.NextDouble() > 1.5 ? "yes" : "no")])
            .AddCategorical("y3", [.. other.Select(value => value > 1.8 ? "high" : value > 1.2 ? "middle" : "low")])
            .Build();
    }
}
