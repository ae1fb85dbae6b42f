using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests;

/// <summary>The number of threads leaves no trace: the same bits.</summary>
public class DeterminismTests
{
    // Blocks of 2,048 rows in chunks of 16,384: less than a block, an odd number of blocks, more than 64 leaves of the tree.
    [Theory]
    [InlineData(2, 1_999, SolverKind.Newton)]
    [InlineData(2, 6_500, SolverKind.Newton)]
    [InlineData(2, 6_500, SolverKind.Lbfgs)]
    [InlineData(2, 6_500, SolverKind.NewtonConjugateGradient)]
    [InlineData(3, 6_500, SolverKind.NewtonConjugateGradient)]
    [InlineData(2, 6_500, SolverKind.GradientDescent)]
    [InlineData(2, 137_217, SolverKind.Newton)]
    [InlineData(3, 17_000, SolverKind.Newton)]
    public void Fit_AnyNumberOfThreads_GivesIdenticalModels(int classCount, int rowCount, SolverKind solver)
    {
        Table table = CreateTable(rowCount, classCount);
        LogisticFit? single = null;
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            LogisticFit fit =
                new LogisticRegression
                {
                    Target = "y",
                    WeightColumn = "w",
                    Solver = solver,
                    Threads = threads,
                    MaxIterations = rowCount > 10_000 ? 2 : 4,
                }.Fit(table);
            single ??= fit;
            DigitAssert.IdenticalCoefficients(single.Model, fit.Model);
            DigitAssert.SameBits(single.LogLikelihood, fit.LogLikelihood, "log-likelihood");
            DigitAssert.SameBits(single.Training.LogLoss, fit.Training.LogLoss, "loss");
            Assert.Equal(
                single.History.Select(entry => (entry.Objective, entry.GradientNorm, entry.StepSize, entry.SaturatedShare)),
                fit.History.Select(entry => (entry.Objective, entry.GradientNorm, entry.StepSize, entry.SaturatedShare)));
            Assert.Equal(Saved(single.Model), Saved(fit.Model));
        }
    }

    public static TheoryData<string> Inferences { get; } = ["hc1", "cluster", "profile", "firth", "separated"];

    [Theory]
    [MemberData(nameof(Inferences))]
    public void Fit_InferenceOnAnyNumberOfThreads_GivesIdenticalModels(string kind)
    {
        Table table = CreateTable(6_500, 2, withSeparatedLevel: kind == "separated");
        LogisticRegression estimator = new LogisticRegression { Target = "y", TestFeatures = true };
        estimator = kind switch
        {
            "hc1" => estimator with { StandardErrors = StandardErrorKind.Hc1, WeightColumn = "w" },
            "cluster" => estimator with { StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "w" },
            "profile" => estimator with { Intervals = IntervalKind.Profile },
            "firth" => estimator with { Firth = true, CorrectIntercept = true },
            _ => estimator,
        };
        byte[]? single = null;
        foreach (int threads in (int[])[1, 2, 5])
        {
            LogisticModel model = (estimator with { Threads = threads }).Fit(table).Model;
            Assert.Equal(
                kind == "separated" ? SeparationKind.Quasi : kind == "firth" ? SeparationKind.Undetermined : SeparationKind.None,
                model.Inference!.Separation.Kind);
            single ??= Saved(model);
            Assert.Equal(single, Saved(model));
        }
    }

    [Fact]
    public void Fit_Again_GivesTheSameBytes()
    {
        var estimator = new LogisticRegression { Target = "survived" };
        Assert.Equal(
            Saved(estimator.Fit(TextSource.File("titanic.csv")).Model), Saved(estimator.Fit(TextSource.File("titanic.csv")).Model));
    }

    [Fact]
    public void Fit_Table_LeavesTheTableAsItIs()
    {
        Table table = CreateTable(500, 2);
        byte[] first = Saved(new LogisticRegression { Target = "y" }.Fit(table).Model);
        Assert.Equal(first, Saved(new LogisticRegression { Target = "y" }.Fit(table).Model));
    }

    private static byte[] Saved(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static Table CreateTable(int rowCount, int classCount, bool withSeparatedLevel = false)
    {
        double[] first = new double[rowCount];
        double[] second = new double[rowCount];
        double[] weights = new double[rowCount];
        string[] category = new string[rowCount];
        string[] classes = new string[rowCount];
        var random = new Random(20240607);
        for (int row = 0; row < rowCount; row++)
        {
            first[row] = random.NextDouble() - 0.5;
            second[row] = random.Next(20) == 0 ? double.NaN : 100 * random.NextDouble();
            weights[row] = 0.5 + random.NextDouble();
            int level = random.Next(5);
            int code = (int)(classCount * Math.Clamp(0.5 + (0.5 * first[row]) + (0.6 * (random.NextDouble() - 0.5)), 0, 0.999));
            category[row] = withSeparatedLevel && code == 1 && row % 100 == 0 ? "separated" : $"level {level}";
            classes[row] = $"class {code}";
        }

        return new TableBuilder().AddNumeric("first", first).AddCategorical("category", category).AddNumeric("second", second)
            .AddCategorical("y", classes).AddNumeric("w", weights).Build();
    }
}
