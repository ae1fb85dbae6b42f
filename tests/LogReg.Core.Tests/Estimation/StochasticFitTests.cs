using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

/// <summary>Stochastic gradient descent, in memory and over a stream: within a tenth of a standard error of Newton's
/// coefficients.</summary>
public class StochasticFitTests
{
    private static readonly LogisticRegression InMemory = new() { Solver = SolverKind.StochasticGradient };

    private static readonly LogisticRegression Streaming =
        InMemory with { StochasticGradient = new StochasticGradientOptions { Stream = true } };

    [Theory]
    [InlineData("titanic.csv", false)]
    [InlineData("titanic.csv", true)]
    [InlineData("birthwt.csv", false)]
    [InlineData("birthwt.csv", true)]
    public void Fit_Unpenalised_IsWithinATenthOfAStandardError(string file, bool stream)
    {
        LogisticFit exact = new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(TextSource.File(file));
        LogisticFit fit = (stream ? Streaming : InMemory).Fit(TextSource.File(file));
        Assert.Equal(TerminationReason.Statistical, fit.Termination);
        Assert.True(fit.Converged);
        Assert.Null(fit.Inference);
        Assert.Equal(fit.Iterations + 1, fit.History.Count);
        IsWithinATenthOfAStandardError(exact, fit);
        Assert.Equal(exact.Data.ClassCounts, fit.Data.ClassCounts);
        Assert.Equal(exact.Data.MissingCells, fit.Data.MissingCells);
        Assert.Equal(exact.Model.Features, fit.Model.Features);
        DigitAssert.Near(1e-4, exact.LogLikelihood / fit.LogLikelihood, 1);
        DigitAssert.Near(1e-12, exact.NullLogLikelihood / fit.NullLogLikelihood, 1);
    }

    [Fact]
    public void Fit_StreamOfManyEpochs_ReachesTheToleranceAndNewtonsDigits()
    {
        // Ridge, three classes: the same objective, solved further than the sampling error asks for by data of many copies.
        LogisticRegression ridge = new() { Penalty = PenaltyKind.Ridge, Lambda = 0.05 };
        string[] lines = File.ReadAllLines(Golden.TestData.PathOf("iris.csv"));
        CsvSource source = TextSource.Of(lines[0], Enumerable.Repeat(lines.Skip(1), 40).SelectMany(rows => rows));
        LogisticFit exact = ridge.Fit(source);
        LogisticFit fit =
            (ridge with { Solver = SolverKind.StochasticGradient, StochasticGradient = Streaming.StochasticGradient }).Fit(source);
        Assert.True(fit.Converged);
        DigitAssert.Near(1e-6, exact.Objective, fit.Objective);
        DigitAssert.Near(
            1e-3, exact.Model.CoefficientsOf("virginica")["petal_width"], fit.Model.CoefficientsOf("virginica")["petal_width"]);
        DigitAssert.Near(1e-3, exact.Training.RocAuc, fit.Training.RocAuc);
    }

    [Fact]
    public void Fit_Stream_GivesTheSameBitsForAnyNumberOfThreads()
    {
        LogisticFit one = (Streaming with { Threads = 1 }).Fit(TextSource.File("titanic.csv"));
        LogisticFit four = (Streaming with { Threads = 4 }).Fit(TextSource.File("titanic.csv"));
        Assert.Equal(one.Model.Coefficients, four.Model.Coefficients);
        Assert.Equal(one.LogLikelihood, four.LogLikelihood);
        LogisticFit memoryOne = (InMemory with { Threads = 1 }).Fit(TextSource.File("titanic.csv"));
        LogisticFit memoryFour = (InMemory with { Threads = 4 }).Fit(TextSource.File("titanic.csv"));
        Assert.Equal(memoryOne.Model.Coefficients, memoryFour.Model.Coefficients);
    }

    [Fact]
    public void Fit_Stream_MetricsAreThoseOfTheModel()
    {
        LogisticFit fit = Streaming.Fit(TextSource.File("titanic.csv"));
        LogReg.Evaluation.ClassificationMetrics exact = fit.Model.Evaluate(TextSource.File("titanic.csv")).Metrics;
        DigitAssert.Near(1e-12, exact.LogLoss, fit.Training.LogLoss);
        DigitAssert.Near(1e-12, exact.Binary!.BrierScore, fit.Training.Binary!.BrierScore);
        DigitAssert.Near(1e-5, exact.RocAuc, fit.Training.RocAuc);
        Assert.Equal(exact.Accuracy, fit.Training.Accuracy);
    }

    [Fact]
    public void Fit_StreamSortedByClass_Converges()
    {
        string[] lines = File.ReadAllLines(Golden.TestData.PathOf("birthwt.csv"));
        LogisticFit fit = Streaming.Fit(TextSource.Of(lines[0], lines.Skip(1).OrderBy(line => line[^1])));
        Assert.Equal(TerminationReason.Statistical, fit.Termination);
    }

    [Fact]
    public void Fit_StreamWithWeightsOffsetAndDroppedRows_AgreesWithMemory()
    {
        string[] rows = [.. Enumerable.Range(0, 400).Select(row =>
            $"{(row % 17 == 0 ? "" : ((row * 37 % 101) / 10.0).ToString(System.Globalization.CultureInfo.InvariantCulture))},{(row % 3 == 0 ? "u" : "v")},{row % 4},{(row % 5) / 10.0:F1},{(row * 7919 % 13 > 5 + (row % 3) ? 1 : 0)}")];
        CsvSource source = TextSource.Of("a,b,w,o,y", rows);
        LogisticRegression options = new() { WeightColumn = "w", OffsetColumn = "o", MissingHandling = MissingHandling.Drop };
        LogisticFit exact = options.Fit(source);
        LogisticFit fit =
            (options with { Solver = SolverKind.StochasticGradient, StochasticGradient = Streaming.StochasticGradient }).Fit(source);
        Assert.True(fit.Converged);
        Assert.Equal(exact.Data.RowsOfWeightZero, fit.Data.RowsOfWeightZero);
        Assert.Equal(exact.Data.RowsWithMissingCells, fit.Data.RowsWithMissingCells);
        DigitAssert.Near(1e-9, exact.NullLogLikelihood, fit.NullLogLikelihood);
        IsWithinATenthOfAStandardError(exact, fit);
    }

    [Fact]
    public void Fit_StreamWithALateText_MakesTheColumnCategorical()
    {
        IEnumerable<string> rows =
            Enumerable.Range(0, 30_000).Select(
                row =>
                    $"{(row > 20_000 ? "z" : (row % 2).ToString(System.Globalization.CultureInfo.InvariantCulture))},{row * 7919 % 5 % 2}");
        LogisticFit fit = Streaming.Fit(TextSource.Of("a,y", rows));
        var feature = Assert.IsType<LogReg.Terms.CategoricalFeature>(Assert.Single(fit.Model.Features));
        Assert.Equal(["0", "1", "z"], feature.Levels);
    }

    [Fact]
    public void Fit_StreamWithAnIdentifierOfTooManyTexts_LeavesItOut()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 70_000).Select(row => $"k{row},{row % 7},{row * 7919 % 5 % 2}");
        LogisticFit fit = Streaming.Fit(TextSource.Of("id,a,y", rows));
        Assert.Equal("a", Assert.Single(fit.Model.Features).Name);
        Assert.Equal(LogReg.Terms.LeftOutReason.Identifier, Assert.Single(fit.Data.LeftOut).Reason);
        DataException forced =
            Assert.Throws<DataException>(() => (Streaming with { Features = ["id"] }).Fit(TextSource.Of("id,a,y", rows)));
        Assert.Equal("id", forced.Column);
    }

    [Fact]
    public void Fit_TooFewEpochs_HasNotConverged()
    {
        LogisticFit fit =
            (InMemory with { StochasticGradient = new StochasticGradientOptions { Epochs = 1 } }).Fit(TextSource.File("birthwt.csv"));
        Assert.Equal(TerminationReason.MaximumIterations, fit.Termination);
        Assert.Contains("StochasticGradient.Epochs", Assert.Single(fit.Warnings).Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_SeparableStream_SaysSo()
    {
        LogisticFit fit = Streaming.Fit(TextSource.Of("x,y", Enumerable.Range(0, 60).Select(row => $"{row},{(row < 30 ? "a" : "b")}")));
        Assert.Equal(TerminationReason.Separation, fit.Termination);
        Assert.Equal(FitWarningKind.Separation, Assert.Single(fit.Warnings).Kind);
    }

    [Fact]
    public void Fit_OptionsThatNeedTheTable_AreRefusedForAStream()
    {
        LogisticRegression[] contradictions =
        [
            Streaming with { TestSize = 0.2 },
            Streaming with { TestFeatures = true },
            Streaming with { StandardErrors = StandardErrorKind.Hc1 },
            Streaming with { MaxIterations = 5 },
            Streaming with { Solver = SolverKind.Newton },
            InMemory with { MaxIterations = 5 },
        ];
        Assert.All(contradictions, options => Assert.Throws<ArgumentException>(() => options.Fit(TextSource.File("titanic.csv"))));
        CsvSource pipe = CsvSource.FromPipe(new MemoryStream("a,y\n1,0\n2,1\n"u8.ToArray()), "pipe");
        Assert.Throws<InvalidOperationException>(() => Streaming.Fit(pipe));
    }

    private static void IsWithinATenthOfAStandardError(LogisticFit exact, LogisticFit fit)
    {
        double[] errors = [.. exact.Inference!.StandardErrorValues.Values.Single()];
        string[] names = [.. exact.Model.Coefficients.Keys];
        Assert.Equal(names, fit.Model.Coefficients.Keys);
        Assert.All(names.Zip(errors), coefficient => Assert.InRange(
            fit.Model.Coefficients[coefficient.First] - exact.Model.Coefficients[coefficient.First],
            -0.1 * coefficient.Second,
            0.1 * coefficient.Second));
    }
}
