namespace LogReg.Cli.Tests.BadInput;

public sealed class ModelErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_NoSuchModel_SaysSo() =>
        Inspect(_folder.Path("none.json")).Fails(1, "none.json: there is no such file", "logreg train");

    [Fact]
    public void Inspect_ADirectory_SaysSo() => Inspect(_folder.Path(".")).Fails(1, "this is a folder, not a model file", "logreg train");

    [Fact]
    public void Inspect_ACsvFile_IsNoModel() =>
        Inspect(TestFolder.Data("titanic.csv")).Fails(
            1,
            "titanic.csv: this looks like a CSV file, not a model file",
            "train a model on it with 'logreg train', and use the model file");

    [Fact]
    public void Inspect_ATruncatedModel_SaysSo()
    {
        string text = Model();
        for (int length = 0; length < text.Length - 2; length += 97)
        {
            Inspect(_folder.Write("cut.json", text[..length])).Fails(1, "cut.json", "train");
        }
    }

    [Theory]
    [InlineData("\"format\": \"logreg\"", "\"format\": \"other\"", "")]
    [InlineData("\"formatVersion\": 1", "\"formatVersion\": 99", "99")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": NaN", "")]
    [InlineData("\"threshold\": 0.5", "\"threshold\": 1e999", "")]
    [InlineData("\"threshold\": 0.5,", "", "")]
    [InlineData("\"coefficients\"", "\"coeficients\"", "")]
    [InlineData("\"age\":", "\"agee\":", "")]
    [InlineData("\"reference\": \"female\"", "\"reference\": \"nobody\"", "")]
    public void Inspect_AChangedModel_IsRefused(string old, string changed, string errorPart)
    {
        string text = Model();
        Assert.Contains(old, text, StringComparison.Ordinal);
        Inspect(_folder.Write("changed.json", text.Replace(old, changed, StringComparison.Ordinal))).Fails(1, errorPart, "");
    }

    [Theory]
    [InlineData("\"iterations\": ", "\"iterations\": -", "'training.iterations' is negative")]
    [InlineData("\"accuracy\": 0.", "\"accuracy\": 7.", "'training.accuracy' must be a number from 0 to 1")]
    [InlineData("\"feature\": \"age\"", "\"feature\": \"sex\"", "has the same name twice")]
    [InlineData("\"feature\": \"age\"", "\"feature\": \"agee\"", "names a feature that is not there")]
    [InlineData("\"degreesOfFreedom\": ", "\"degreesOfFreedom\": -", "is negative")]
    public void Inspect_AnImpossibleValue_IsRefused(string old, string changed, string errorPart)
    {
        string text = Model();
        Assert.Contains(old, text, StringComparison.Ordinal);
        CommandRun.Of("inspect", _folder.Write("changed.json", text.Replace(old, changed, StringComparison.Ordinal)), "--json").Fails(
            1, errorPart, "");
    }

    [Fact]
    public void Plot_CrossValidationAtLambdaZeroAlone_SaysSo()
    {
        string model = Given("cv-empty.json");
        CommandRun.Of("plot", "cv", model, "-o", _folder.Path("cv.svg")).Fails(1, "tried λ = 0 only", "--lambda cv");
        string page = _folder.Path("page.html");
        CommandRun.Of("report", model, TestFolder.Data("titanic.csv"), "-o", page).Succeeds();
        Assert.True(File.Exists(page));
    }

    [Theory]
    [InlineData("nan-diagnose.json")]
    [InlineData("nan-effect.json")]
    public void Run_ModelsOfAbsurdNumbers_DrawNoNaN(string name)
    {
        string model = Given(name);
        string data = TestFolder.Data("spector.csv");
        foreach (string feature in new[] { "GPA", "TUCE", "PSI" })
        {
            string picture = _folder.Path("effect.svg");
            CommandRun run = CommandRun.Of("plot", "effect", feature, model, "-o", picture);
            Assert.True(run.ExitCode == 1 || !File.ReadAllText(picture).Contains("NaN", StringComparison.Ordinal));
        }

        string page = _folder.Path("page.html");
        CommandRun.Of("report", model, data, "-o", page).Succeeds();
        Assert.DoesNotContain("NaN", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "NaN", CommandRun.Of("diagnose", model, data, "-o", _folder.Path("rows.csv")).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_DeeplyNestedArrays_AreRefused() =>
        Inspect(_folder.Write("deep.json", new string('[', 5_000_000))).Fails(1, "deep.json", "train");

    [Fact]
    public void Predict_ABrokenModel_PrintsNothing() =>
        CommandRun.Of("predict", _folder.Write("m.json", "{}"), TestFolder.Data("titanic.csv")).Fails(1, "m.json", "train");

    [Fact]
    public void Predict_TheModelFromStandardInput_IsRefused() =>
        CommandRun.Of("predict", "-", TestFolder.Data("titanic.csv")).Fails(2, "MODEL.json must be a file, not '-'", "logreg train");

    // Models that a person changed by hand.
    private static string Given(string name) => Repository.Path("tests", "LogReg.Cli.Tests", "BadInput", "Models", name);

    private static CommandRun Inspect(string path) => CommandRun.Of("inspect", path);

    private string Model() => File.ReadAllText(_folder.Train(TestFolder.Data("titanic.csv")));
}
