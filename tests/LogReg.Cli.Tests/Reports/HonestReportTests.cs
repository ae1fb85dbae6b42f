using System.Globalization;
using System.Text.Json;

namespace LogReg.Cli.Tests.Reports;

/// <summary>Every number of a page says which rows it is of, and the first ones are the honest ones.</summary>
public sealed class HonestReportTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainReport_HeldOutRows_ComeBeforeTrainingRows()
    {
        (HtmlPage page, JsonElement fit) = Train("titanic.csv", "--test-size", "0.2", "--seed", "3");
        JsonElement test = fit.GetProperty("test");
        JsonElement training = fit.GetProperty("training");
        Assert.Equal(test.GetProperty("logLoss").GetDouble(), page.Measures["logLoss"], 1e-12);
        Assert.Equal(training.GetProperty("logLoss").GetDouble(), page.Measures["training rows: logLoss"], 1e-12);
        Assert.Equal(test.GetProperty("rocAuc").GetDouble(), page.Measures["rocAuc"], 1e-12);
        Assert.Contains("Held-out rows", Captions(page));
        Assert.Contains(
            "1,309 read: 209 held out, 837 used for training, 263 with a missing cell, not used",
            page.Section("data").Value,
            StringComparison.Ordinal);
        Assert.Contains("209 held-out rows of titanic.csv", page.Words, StringComparison.Ordinal);
        Assert.Contains("Performance at other thresholds: 209 held-out rows", page.Words, StringComparison.Ordinal);
        Assert.Contains("Confusion matrix at a threshold of 0.5: 209 held-out rows", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainReport_RowsWithMissingCells_AreNotCalledTrainingRows()
    {
        (HtmlPage page, JsonElement fit) = Train("titanic.csv");
        Assert.Equal(1046, fit.GetProperty("training").GetProperty("rows").GetInt64());
        Assert.Equal(fit.GetProperty("training").GetProperty("logLoss").GetDouble(), page.Measures["logLoss"], 1e-12);
        Assert.Contains(
            "263 rows of 1,309 with a missing cell took no part in training", page.Section("summary").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("None, neither", page.Section("summary").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_RowsWithMissingCellsThatTrainingLeftOut_AreNotCalledTrainingRows()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun.Of("report", model, TestFolder.Data("titanic.csv"), "-o", _folder.Path("r.html")).Succeeds();
        var page = HtmlPage.Load(_folder.Path("r.html"));
        Assert.Contains(
            "All numbers and pictures are for 1,309 rows of titanic.csv. Some have missing cells, which are filled in here; training "
                + "left out rows with missing cells.",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains("It was trained on 1,046 rows.", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_TrainingRows_AreCalledThat()
    {
        (HtmlPage page, _) = Train("birthwt.csv");
        Assert.Contains("Training rows (the model was fitted to these)", Captions(page));
        Assert.DoesNotContain("a little worse", page.Words, StringComparison.Ordinal);
        Assert.Contains(
            "72.49% of the 189 training rows are classified correctly, at a threshold of 0.5: 89.23% of 0, 35.59% of 1 (baseline: 68.78%).",
            page.Words,
            StringComparison.Ordinal);
        Assert.Contains("13.0% below the baseline of 0.6208", page.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_CrossValidation_GivesTheTiles()
    {
        (HtmlPage page, JsonElement fit) = Train("birthwt.csv", "--cv", "5");
        double loss = fit.GetProperty("validation").GetProperty("points")[0].GetProperty("logLoss").GetProperty("mean").GetDouble();
        Assert.Equal(["Cross-validated (5 folds): mean over the folds"], Captions(page));
        Assert.Contains(loss.ToString("F4", CultureInfo.InvariantCulture), Tiles(page));
    }

    [Theory]
    [InlineData("breast-cancer.csv")]
    [InlineData("iris.csv")]
    [InlineData("birthwt.csv", "--max-iterations", "2", "--solver", "gd")]
    public void Report_ModelThatIsNotToBeTrusted_SaysSoFirstAndHasNoTiles(string data, params string[] options)
    {
        (HtmlPage page, _) = Train(data, options);
        Assert.Empty(Captions(page));
        Assert.StartsWith(
            "Summary Do not trust this model.",
            string.Join(' ', page.Section("summary").Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.DoesNotContain("importance", page.Figures);
    }

    [Fact]
    public void Report_SeparatedAndCrossValidated_SaysWhatCrossValidationFound()
    {
        (HtmlPage page, _) = Train("breast-cancer.csv", "--cv", "10");
        Assert.Matches(
            @"In 10-fold cross-validation, log loss is 0\.\d+ ± 0\.\d+, \d+\.\d% above the baseline of 0\.6603\.",
            page.Section("summary").Value);
    }

    [Fact]
    public void Report_RareLevel_DoesNotMakeAFeatureImportant()
    {
        IEnumerable<string> rows =
            Enumerable.Range(0, 600).Select(
                row =>
                    $"{row % 10},{(row % 200 == 0 ? "rare" : row % 3 == 0 ? "a" : "b")},{(row % 200 == 0 ? row % 400 == 0 ? 1 : 0 : row % 10 + row % 7 > 7 ? 1 : 0)}");
        string data = _folder.Write("rare.csv", $"x,g,y\n{string.Join('\n', rows)}\n");
        _folder.Train(data, "--report", _folder.Path("r.html"));
        var page = HtmlPage.Load(_folder.Path("r.html"));
        Assert.StartsWith(
            "x:",
            page.Root.Descendants("figure").Single(figure => (string?)figure.Attribute("id") == "figure-importance").Element("p")!.Value,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "x", page.Root.Descendants("ul").Single(list => (string?)list.Attribute("class") == "effects").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_LongAndTurningNames_StayReadable()
    {
        string name = "n\u202Eame" + new string('x', 70_000);
        string data = _folder.Write("long.csv", $"{name},y\n1,a\n2,b\n3,a\n4,b\n2.5,b\n3.5,a\n");
        _folder.Train(data, "--report", _folder.Path("r.html"));
        var page = HtmlPage.Load(_folder.Path("r.html"));
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.True(page.Text.Length < 1_000_000, $"{page.Text.Length} characters");
    }

    private (HtmlPage Page, JsonElement Fit) Train(string data, params string[] options)
    {
        string copy = _folder.Copy(data);
        CommandRun run =
            CommandRun.Of(["train", copy, "-o", _folder.Path("model.json"), "--report", _folder.Path("r.html"), "--json", .. options]);
        Assert.True(run.ExitCode is 0 or 3, run.Error);
        return (HtmlPage.Load(_folder.Path("r.html")), JsonDocument.Parse(run.Output).RootElement);
    }

    private static IReadOnlyList<string> Captions(HtmlPage page) =>
        [.. page.Root.Descendants("p").Where(text => (string?)text.Attribute("class") == "tiles-caption").Select(text => text.Value)];

    private static string Tiles(HtmlPage page) =>
        string.Join(' ', page.Root.Descendants("dl").Where(list => (string?)list.Attribute("class") == "tiles").Select(list => list.Value));
}
