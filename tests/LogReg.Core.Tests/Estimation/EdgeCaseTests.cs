using LogReg.Data;
using LogReg.Solvers;
using MathNet.Numerics.LinearAlgebra;

namespace LogReg.Tests.Estimation;

/// <summary>Cases at the edges of the library's promises.</summary>
public class EdgeCaseTests
{
    private static readonly string[] Rows = ["1,a,0", "2,b,1", "3,a,0", "4,b,0", "5,a,1", "6,b,1", "7,a,1", "8,b,0"];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Fit_LevelInTestRowsOnly_ScoresThereAsTheModelDoes(double lambda)
    {
        // Each level but two occurs once: some are held out.
        string[] rows =
        [
            .. Enumerable.Range(0, 60).Select(
                row => $"{row % 7},{(row % 6 == 0 ? $"rare{row}" : row % 2 == 0 ? "a" : "b")},{row * 7 % 5 % 2}"),
        ];
        var estimator = new LogisticRegression
        {
            TestSize = 0.4,
            Lambda = lambda,
            Penalty = lambda > 0 ? PenaltyKind.Ridge : PenaltyKind.None,
            Features = ["x", "g"],
        };
        LogisticFit fit = estimator.Fit(TextSource.Of("x,g,y", rows));
        double logLikelihood = 0;
        foreach (ScoredChunk chunk in fit.Model.Score(TextSource.Of("x,g,y", rows)))
        {
            for (int row = 0; row < chunk.RowCount; row++)
            {
                logLikelihood += Math.Log(chunk.Classes[row] == 1 ? chunk.Probabilities[row] : 1 - chunk.Probabilities[row]);
            }
        }

        double expected = -((fit.Training.LogLoss * fit.Training.Rows) + (fit.Test!.LogLoss * fit.Test.Rows));
        Assert.Equal(expected, logLikelihood, 1e-9);
    }

    [Fact]
    public void Fit_Table_KindOtherThanAskedFor_IsRefused()
    {
        Table table = new TableBuilder().AddNumeric("x", [1, 2, 3]).AddNumeric("y", [0, 1, 0]).Build();
        Assert.Contains(
            "'x' is numeric",
            Assert.Throws<ArgumentException>(() => new LogisticRegression { CategoricalColumns = ["x"] }.Fit(table)).Message);
        Assert.Throws<ArgumentException>(() => new LogisticRegression().Fit(new double[0, 0], Array.Empty<string>()));
        Assert.Throws<ArgumentException>(() => new LogisticRegression().Fit(ReadOnlySpan<double>.Empty, [0, 1]));
    }

    [Fact]
    public void Fit_ReferenceUnderAPenalty_IsRefused() => Assert.Throws<ArgumentException>(
        () =>
            new LogisticRegression
            {
                Penalty = PenaltyKind.Ridge,
                Lambda = 1,
                References = new Dictionary<string, string> { ["g"] = "a" },
            }.Fit(TextSource.Of("x,g,y", Rows)));

    [Fact]
    public void Fit_ReferenceOfAnIdentifier_IsRefused()
    {
        string[] rows = [.. Enumerable.Range(0, 30).Select(row => $"{row}.5,{row % 2}")];
        LogRegException exception = Assert.Throws<LogRegException>(
            () => new LogisticRegression { References = new Dictionary<string, string> { ["x"] = "1.5" } }.Fit(TextSource.Of("x,y", rows)));
        Assert.Contains("was left out because nearly every value is different", exception.Message);
    }

    [Theory]
    [InlineData("Yes", "no", "Yes")]
    [InlineData("TRUE", "false", "TRUE")]
    [InlineData("a", "B", "B")]
    [InlineData("9", "10", "10")]
    public void Fit_ClassesOfMixedCase_TheLastIgnoringCaseIsPositive(string one, string other, string positive)
    {
        string[] rows = [.. Rows.Select((row, index) => row[..^1] + (row[^1] == '1' ? one : other))];
        Assert.Equal(positive, new LogisticRegression().Fit(TextSource.Of("x,g,y", rows)).Model.Target.Positive);
    }

    [Fact]
    public void Fit_ToleranceBelowRounding_EndsForPrecision()
    {
        LogisticFit fit = new LogisticRegression { Tolerance = 1e-300 }.Fit(TextSource.Of("x,g,y", Rows));
        Assert.Equal(TerminationReason.Precision, fit.Termination);
        Assert.True(fit.Converged);
        Assert.InRange(fit.Iterations, 2, 15);
    }

    [Fact]
    public void Predict_TextWithThousandsSeparator_IsNoNumber()
    {
        LogisticModel model = new LogisticRegression().Fit(TextSource.Of("x,g,y", Rows)).Model;
        Assert.Throws<ArgumentException>(() => model.PredictProbability(new Dictionary<string, object?> { ["x"] = "1,5", ["g"] = "a" }));
        Assert.Equal(-1, model.Target.IndexOf("1,0"));
        Assert.Throws<ArgumentException>(
            () => model.PredictProbability(new Dictionary<string, object?> { ["x"] = DateTime.UnixEpoch, ["g"] = "a" }));
        double missing = model.PredictProbability(new Dictionary<string, object?> { ["x"] = null, ["g"] = "a" });
        Assert.Equal(missing, model.PredictProbability(new Dictionary<string, object?> { ["x"] = DBNull.Value, ["g"] = "a" }));
    }

    [Fact]
    public void Score_LogOddsOutOfRange_NamesTheLine()
    {
        LogisticModel model =
            new LogisticRegression().Fit(
                TextSource.Of("x,z,y", ["1e-9,5,0", "2e-9,1,1", "3e-9,2,0", "4e-9,4,1", "5e-9,1,0", "6e-9,2,1"])).Model;
        DataException exception =
            Assert.Throws<DataException>(() => model.Score(TextSource.Of("x,z", ["1e-9,1", "1e308,1", "1e-9,2"])).Count());
        Assert.Equal(3, exception.Line);
    }

    [Fact]
    public void LogOdds_SparseMatrix_EqualsDense()
    {
        LogisticModel model = new LogisticRegression().Fit(new double[,] { { 1 }, { 2 }, { 3 }, { 4 } }, [0, 1, 0, 1]).Model;
        double[,] rows = { { 0 }, { 2 } };
        Assert.Equal(model.LogOdds(Matrix<double>.Build.DenseOfArray(rows)), model.LogOdds(Matrix<double>.Build.SparseOfArray(rows)));
    }

    [Fact]
    public void Fit_NewtonForcedOnTooMany_IsRefused()
    {
        string[] rows = [.. Enumerable.Range(0, 13_000).Select(row => $"l{row},{row % 2}")];
        LogRegException exception = Assert.Throws<LogRegException>(
            () =>
                new LogisticRegression { Solver = SolverKind.Newton, Features = ["g"], Penalty = PenaltyKind.Ridge, Lambda = 1 }.Fit(
                    TextSource.Of("g,y", rows)));
        Assert.Contains("NewtonConjugateGradient", exception.Hint?.ToString());
    }

    [Fact]
    public void Fit_WeightsWhoseSumOverflows_IsRefused() => Assert.Throws<DataException>(
        () => new LogisticRegression { WeightColumn = "w" }.Fit(TextSource.Of("x,w,y", ["1,1e308,0", "2,1e308,1", "3,1e308,0", "4,1,1"])));

    [Fact]
    public void Fit_LastColumnIsAMeasurementNobodyNamed_AsksForTheTarget()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(row => $"{row % 5},{row % 30}")];
        DataException exception = Assert.Throws<DataException>(() => new LogisticRegression().Fit(TextSource.Of("a,b", rows)));
        Assert.Contains("Target", exception.Hint?.ToString());
        Assert.Equal(
            30, new LogisticRegression { Target = "b", MaxIterations = 1 }.Fit(TextSource.Of("a,b", rows)).Model.Target.Classes.Count);
    }
}
