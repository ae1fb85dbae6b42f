using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg.Tests.Collectives;

/// <summary>Cross-validation of rows that several members share chooses, on every member, what it chooses in one process.</summary>
public class SharedValidationTests
{
    private static readonly LogisticRegression Options = new() { Target = "y", ExcludedColumns = ["y3"], Threads = 2 };
    private static readonly LogisticRegression Several = Options with { Target = "y3", ExcludedColumns = ["y"] };

    private static readonly Dictionary<string, LogisticRegression> Cases = new()
    {
        ["lasso"] = Options with { Penalty = PenaltyKind.Lasso, LambdaChoice = LambdaChoice.CrossValidation },
        ["ridge"] = Options with { Penalty = PenaltyKind.Ridge, LambdaChoice = LambdaChoice.CrossValidation },
        ["elastic net"] = Options with
        {
            Penalty = PenaltyKind.ElasticNet,
            LambdaChoice = LambdaChoice.CrossValidation,
            CrossValidation = new CrossValidationOptions { Folds = 3, Alphas = [0.3, 0.9] },
            Path = new PathOptions { Count = 10 },
        },
        ["folds"] = Options with { CrossValidation = new CrossValidationOptions { Folds = 4 } },
        ["threshold"] = Options with { ThresholdRule = ThresholdRule.Youden, TestSize = 0.2 },
        ["class weights"] = Options with { BalanceClasses = true, ThresholdRule = ThresholdRule.F1 },
        ["several classes"] = Several with { CrossValidation = new CrossValidationOptions { Folds = 3 } },
        ["several classes, lasso"] = Several with
        {
            Penalty = PenaltyKind.Lasso,
            LambdaChoice = LambdaChoice.CrossValidation,
            Path = new PathOptions { Count = 10 },
        },
    };

    private static readonly Lazy<Table> Data = new(() => SharedRows.Rechunk(Create(1_200), 150));

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_OfSharedRows_ChoosesAsOneProcess(string name)
    {
        string whole = Describe(Cases[name].Fit(Data.Value));
        foreach (int size in (int[])[1, 3, 11])
        {
            Assert.All(SharedRows.Run(Data.Value, size, own => Describe(Cases[name].Fit(own))), own => Assert.Equal(whole, own));
        }
    }

    [Fact]
    public void Fit_WhereAnotherMemberFailsInAFold_EndsWithTheErrorOfACollective()
    {
        Exception? met = null;
        Assert.Throws<InvalidOperationException>(() => SharedRows.Run(Data.Value, 2, own =>
        {
            bool fails = own.Shares!.Collective.Rank == 1;
            try
            {
                return Cases["folds"].Fit(own, fails ? new FailingProgress() : null, TestContext.Current.CancellationToken);
            }
            catch (LogRegException exception) when (!fails)
            {
                met = exception;
                throw;
            }
        }));
        Assert.Equal("rank 1 has failed, and the others wait for it", Assert.IsType<CollectiveException>(met).Message);
    }

    private static string Describe(LogisticFit fit)
    {
        Assert.NotNull(fit.CrossValidation);
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return string.Join('\n', [Encoding.UTF8.GetString(stream.ToArray()), .. fit.Warnings.Select(warning => warning.Message)]);
    }

    private static Table Create(int rowCount)
    {
        var random = new Random(20261201);
        double[][] numeric =
        [
            .. Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, rowCount).Select(_ => random.NextDouble() - 0.5).ToArray()),
        ];
        int[] levels = [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(4))];
        double[] logOdds =
        [
            .. levels.Select((level, row) => numeric[0][row] - numeric[1][row] + (0.3 * level) + (2 * (random.NextDouble() - 0.5))),
        ];
        TableBuilder builder = new TableBuilder()
            .AddCategorical("group", [.. levels.Select(level => $"level {level}")])
            .AddCategorical("y", [.. logOdds.Select(value => value > 0.4 ? "yes" : "no")])
            .AddCategorical("y3", [.. logOdds.Select(value => value > 0.9 ? "high" : value > 0 ? "middle" : "low")]);
        for (int column = 0; column < numeric.Length; column++)
        {
            builder.AddNumeric($"x{column}", numeric[column]);
        }

        return builder.Build();
    }

    private sealed class FailingProgress : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => throw new InvalidOperationException("A fold has ended.");
    }
}
