namespace LogReg.Cli.Tests.BadInput;

public sealed class ModelErrorTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_NoSuchModel_SaysSo() => Inspect(_folder.Path("none.json")).Fails(1, "none.json: there is no such file", "logreg train");

    [Fact]
    public void Inspect_ADirectory_SaysSo() => Inspect(_folder.Path(".")).Fails(1, "this is a folder, not a model file", "logreg train");

    [Fact]
    public void Inspect_ACsvFile_IsNoModel() => Inspect(TestFolder.Data("titanic.csv")).Fails(1, "this is not a model file", "logreg train");

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

    [Fact]
    public void Inspect_DeeplyNestedArrays_AreRefused() => Inspect(_folder.Write("deep.json", new string('[', 5_000_000))).Fails(1, "deep.json", "train");

    [Fact]
    public void Predict_ABrokenModel_PrintsNothing() =>
        CommandRun.Of("predict", _folder.Write("m.json", "{}"), TestFolder.Data("titanic.csv")).Fails(1, "m.json", "train");

    [Fact]
    public void Predict_TheModelFromStandardInput_IsRefused() => CommandRun.Of("predict", "-", TestFolder.Data("titanic.csv")).Fails(2, "MODEL.json must be a file, not '-'", "logreg train");

    private static CommandRun Inspect(string path) => CommandRun.Of("inspect", path);

    private string Model() => File.ReadAllText(_folder.Train(TestFolder.Data("titanic.csv")));
}
