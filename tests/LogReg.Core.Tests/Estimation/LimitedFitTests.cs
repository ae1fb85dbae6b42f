using LogReg.Data;
using LogReg.Estimation;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Objectives;

namespace LogReg.Tests.Estimation;

/// <summary>A fit by passes that cannot do everything is refused by name where it asks for more.</summary>
public class LimitedFitTests
{
    // Four chunks and a part of a fifth.
    private const int ManyRows = 70_001;

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

    private static readonly Lazy<Table> Data = new(() => Create(ManyRows));

    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "coordinate descent", "working sets of columns, which the solver cd needs" },
        { "lasso", "working sets of columns, which the solver cd needs" },
        { "lasso, cross-validated", "working sets of columns, which the solver cd needs" },
        { "path", "working sets of columns, which the solver cd needs" },
        { "sgd", "batches of rows in random order, which the solver sgd needs" },
        { "sgd, cross-validated", "batches of rows in random order, which the solver sgd needs" },
        { "firth", "leverages, which Firth's method needs" },
        { "firth, cross-validated", "leverages, which Firth's method needs" },
        { "robust", "scores of rows, which a robust covariance matrix needs" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Fit_ThatAsksForMoreThanPasses_IsRefusedByNameBeforeItBegins(string name, string message)
    {
        LogisticRegression plain = Cases["categorical"] with { SkipInference = true };
        LogisticRegression options = name.Split(',')[0] switch
        {
            "coordinate descent" => plain with { Solver = SolverKind.CoordinateDescent },
            "lasso" => plain with { Penalty = PenaltyKind.Lasso, Lambda = 0.01 },
            "path" => plain with { Penalty = PenaltyKind.Ridge, LambdaChoice = LambdaChoice.Path },
            "sgd" => plain with { Solver = SolverKind.StochasticGradient },
            "firth" => plain with { Firth = true },
            _ => plain with { SkipInference = false, StandardErrors = StandardErrorKind.Hc1 },
        };
        if (name.EndsWith("cross-validated", StringComparison.Ordinal))
        {
            options = options with { CrossValidation = new CrossValidationOptions { Folds = 3 } };
            options = options.Penalty == PenaltyKind.Lasso
                ? options with { Lambda = 0, LambdaChoice = LambdaChoice.CrossValidation }
                : options;
        }

        var factory = new LimitedRowPassFactory();
        var progress = new CountedProgress();
        var refusal = Assert.Throws<LogRegException>(() => Fit(Create(200), options, factory, progress));
        Assert.Equal($"the fit of a test does not offer {message}", refusal.Message);
        Assert.NotEmpty(refusal.Hint!.Remedies);
        Assert.Equal(0, factory.Made);
        Assert.Equal(0, progress.Count);
    }

    [Theory]
    [InlineData(SolverKind.Newton, "the Hessian")]
    [InlineData(SolverKind.NewtonConjugateGradient, "products with the Hessian")]
    public void Fit_BySolverWithoutWhatItNeeds_IsRefused(SolverKind solver, string missing)
    {
        var gradientsOnly = new LimitedRowPassFactory() { Capabilities = PassCapabilities.None };
        var refusal = Assert.Throws<LogRegException>(
            () => Fit(Create(200), Cases["dense"] with { SkipInference = true, Solver = solver }, gradientsOnly));
        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SolverKind.Auto, SolverKind.Lbfgs)]
    [InlineData(SolverKind.Lbfgs, SolverKind.Lbfgs)]
    [InlineData(SolverKind.GradientDescent, SolverKind.GradientDescent)]
    public void Fit_WithGradientsAlone_FindsTheMaximum(SolverKind solver, SolverKind used)
    {
        LogisticRegression options = Cases["categorical"] with { SkipInference = true, Solver = solver };
        Table table = Create(2000);
        FitOutcome exact = Fit(table, options, LocalRowPassFactory.Instance);
        FitOutcome outcome = Fit(table, options, new LimitedRowPassFactory() { Capabilities = PassCapabilities.None });
        Assert.Equal(used, outcome.Solver);
        Assert.Equal(exact.LogLikelihood, outcome.LogLikelihood, 1e-6);
    }

    [Fact]
    public void Fit_WithGradientsAlone_IsRefusedInference()
    {
        var gradientsOnly = new LimitedRowPassFactory() { Capabilities = PassCapabilities.None };
        var refusal = Assert.Throws<LogRegException>(() => Fit(Create(200), Cases["dense"], gradientsOnly));
        Assert.Equal("the fit of a test does not offer the Hessian, which inference needs", refusal.Message);
    }

    [Theory]
    [InlineData("categorical")]
    [InlineData("weights")]
    [InlineData("offset")]
    [InlineData("several classes")]
    public void Inference_WithoutTheSearchForSeparation_HasAnOpenVerdict(string name)
    {
        FitOutcome whole = Fit(Data.Value, Cases[name], LocalRowPassFactory.Instance);
        FitOutcome joined = Fit(Data.Value, Cases[name], new LimitedRowPassFactory());
        Assert.Null(joined.InferenceNote);
        Assert.Equal(SeparationKind.None, whole.Inference!.Separation.Kind);
        Assert.Equal(SeparationKind.Undetermined, joined.Inference!.Separation.Kind);
        Assert.Equal(StandardErrors(whole), StandardErrors(joined));
        Assert.Equal(whole.Inference.LikelihoodRatio, joined.Inference.LikelihoodRatio);
    }

    [Fact]
    public void Inference_OfSeparatedRows_IsWithheldAndWarnsOfWhatIsStillOnTheMove()
    {
        var random = new Random(3);
        double[] flags = [.. Enumerable.Range(0, 400).Select(row => row % 8 == 0 ? 1.0 : 0)];
        Table table = new TableBuilder()
            .AddNumeric("flag", flags)
            .AddNumeric("x", [.. flags.Select(_ => random.NextDouble())])
            .AddCategorical("y", [.. flags.Select(flag => flag == 1 || random.NextDouble() > 0.5 ? "yes" : "no")])
            .Build();
        FitOutcome outcome = Fit(table, new LogisticRegression(), new LimitedRowPassFactory());
        Assert.Null(outcome.Inference);
        Assert.Contains("does not offer the search for separation", outcome.InferenceNote!.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            outcome.Warnings,
            warning => warning.Kind == FitWarningKind.QuasiSeparation && warning.Message.Contains("flag", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_OfNearlyDependentColumns_IsRefusedOnceItIsKnown()
    {
        var refusal = Assert.Throws<LogRegException>(() => Fit(NearlyDependent(), new LogisticRegression(), new LimitedRowPassFactory()));
        Assert.Contains("extended precision, which a fit of nearly dependent columns needs", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Hint!.Remedies);
    }

    [Fact]
    public void Fit_OfNearlyDependentColumnsWithoutInference_IsTheOrdinarySolution()
    {
        FitOutcome outcome = Fit(NearlyDependent(), new LogisticRegression { SkipInference = true }, new LimitedRowPassFactory());
        Assert.True(double.IsFinite(outcome.LogLikelihood));
        Assert.True(outcome.LogLikelihood > outcome.NullLogLikelihood);
    }

    [Fact]
    public void Stream_AsksForItsCapabilities()
    {
        var refusal = Assert.Throws<LogRegException>(() => FitStream(new LimitedRowPassFactory()));
        Assert.Contains("batches of rows in random order, which the solver sgd needs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stream_HasThePassesOfThePlan()
    {
        var factory = new LimitedRowPassFactory() { Capabilities = PassCapabilities.Hessian | PassCapabilities.RowBatches };
        FitOutcome outcome = FitStream(factory);
        Assert.True(factory.Made > 0);
        Assert.Equal(Bits(FitStream(LocalRowPassFactory.Instance).Result.Parameters), Bits(outcome.Result.Parameters));
    }

    private static FitOutcome FitStream(IRowPassFactory passes)
    {
        var random = new Random(11);
        string rows = string.Concat(Enumerable.Range(0, 500).Select(_ =>
        {
            double x = random.NextDouble();
            return FormattableString.Invariant($"{x:R},{(x + random.NextDouble() > 1 ? "yes" : "no")}\n");
        }));
        byte[] text = System.Text.Encoding.UTF8.GetBytes("x,y\n" + rows);
        var source = CsvSource.FromStream(() => new MemoryStream(text), "rows");
        FitPlan plan = new LogisticRegression
        {
            Target = "y",
            Solver = SolverKind.StochasticGradient,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        }.ToPlan() with
        { Passes = passes };
        var roles = ColumnRoles.Resolve(source.ReadColumnNames(), plan, source.Name, source.Description);
        return new StreamFitRunner(plan, roles, source, null).Run(TestContext.Current.CancellationToken);
    }

    private static Table NearlyDependent()
    {
        var random = new Random(5);
        double[] first = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
        return new TableBuilder()
            .AddNumeric("first", first)
            .AddNumeric("second", [.. first.Select(value => value + (1e-5 * random.NextDouble()))])
            .AddCategorical("y", [.. first.Select(value => value + random.NextDouble() > 1 ? "yes" : "no")])
            .Build();
    }

    private static double[] StandardErrors(FitOutcome outcome) =>
        [.. outcome.Inference!.StandardErrorValues.SelectMany(equation => equation.Value)];

    private static FitOutcome Fit(
        Table table, LogisticRegression options, IRowPassFactory passes, IProgress<TrainingProgress>? progress = null)
    {
        FitPlan plan = (options.Target is null ? options with { Target = "y" } : options).ToPlan() with { Passes = passes };
        var roles = ColumnRoles.Resolve([.. table.Columns.Select(column => column.Name)], plan, source: null, SourceDescription.Table);
        return new FitRunner(plan, new TrainingInput(table, roles)).Run(progress, TestContext.Current.CancellationToken);
    }

    private static long[] Bits(double[] values) => Array.ConvertAll(values, BitConverter.DoubleToInt64Bits);

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

    private sealed class CountedProgress : IProgress<TrainingProgress>
    {
        public int Count { get; private set; }

        public void Report(TrainingProgress value) => Count++;
    }
}
