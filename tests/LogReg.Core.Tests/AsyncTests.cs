using System.Text;
using LogReg.Data;

namespace LogReg.Tests;

public class AsyncTests
{
    private const string Text = "x,y\n1,no\n2,yes\n3,no\n4,yes\n5,yes\n2.5,no\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DataSource Source() => CsvSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(Text)), "data.csv");

    [Fact]
    public async Task FitScoreEvaluate_Async_AreTheSynchronousResults()
    {
        var regression = new LogisticRegression { Target = "y" };
        LogisticFit fit = await regression.FitAsync(Source(), cancellationToken: Token);
        LogisticFit same = regression.Fit(Source(), cancellationToken: Token);
        Assert.Equal(same.Model.Coefficients.Values, fit.Model.Coefficients.Values);
        var logOdds = new List<double>();
        await foreach (ScoredChunk chunk in fit.Model.ScoreAsync(Source(), cancellationToken: Token))
        {
            logOdds.AddRange(chunk.LogOdds);
        }

        Assert.Equal(same.Model.Score(Source(), cancellationToken: Token).SelectMany(chunk => chunk.LogOdds.ToArray()), logOdds);
        ModelEvaluation evaluation = await fit.Model.EvaluateAsync(Source(), cancellationToken: Token);
        Assert.Equal(same.Model.Evaluate(Source(), null, null, Token).Metrics.LogLoss, evaluation.Metrics.LogLoss);
    }

    [Fact]
    public async Task SaveLoad_Async_KeepTheModel()
    {
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(Source(), cancellationToken: Token).Model;
        using var written = new MemoryStream();
        await model.SaveAsync(written, Token);
        using var expected = new MemoryStream();
        model.Save(expected);
        Assert.Equal(expected.ToArray(), written.ToArray());
        written.Position = 0;
        Assert.Equal(model.Coefficients.Values, (await LogisticModel.LoadAsync(written, Token)).Coefficients.Values);
        string path = Path.Combine(Path.GetTempPath(), $"logreg-async-{Path.GetRandomFileName()}.json");
        try
        {
            await model.SaveAsync(path, Token);
            Assert.Equal(model.Coefficients.Values, (await LogisticModel.LoadAsync(path, Token)).Coefficients.Values);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task LoadAsync_NoModel_SaysSo()
    {
        var missing = await Assert.ThrowsAsync<LogRegException>(() => LogisticModel.LoadAsync("no-such-model.json", Token));
        Assert.Equal("no-such-model.json: there is no such file", missing.Message);
        using var broken = new MemoryStream("{"u8.ToArray());
        var invalid = await Assert.ThrowsAsync<LogRegException>(() => LogisticModel.LoadAsync(broken, Token));
        Assert.StartsWith("the model, line 1: this is not a model file", invalid.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Async_Cancelled_Throws()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new LogisticRegression { Target = "y" }.FitAsync(Source(), cancellationToken: cancelled));
        using var stream = new MemoryStream("{}"u8.ToArray());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LogisticModel.LoadAsync(stream, cancelled));
    }
}
