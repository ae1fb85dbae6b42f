namespace LogReg.Cli.Tests.BadInput;

public sealed class InterruptionTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_InterruptedBeforeItStarts_KeepsTheOldModel() => AssertInterrupted(new CancellationToken(canceled: true));

    [Fact]
    public void Train_InterruptedWhileTraining_KeepsTheOldModel()
    {
        // So small a step takes hours: whenever the interruption comes, it comes before the end.
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        AssertInterrupted(source.Token, "--solver", "gd", "--learning-rate", "1e-12", "--max-iterations", "2000000000");
    }

    [Fact]
    public void Predict_InterruptedIntoAFile_KeepsTheOldFile()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string output = _folder.Write("p.csv", "old");
        CommandRun run = CommandRun.Of(
            new Surroundings { CancellationToken = new CancellationToken(canceled: true) },
            "predict",
            model,
            TestFolder.Data("titanic.csv"),
            "-o",
            output);
        Assert.Equal((130, "", "interrupted\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal("old", File.ReadAllText(output));
        Assert.Equal(["model.json", "p.csv"], _folder.Files);
    }

    private void AssertInterrupted(CancellationToken token, params string[] options)
    {
        string model = _folder.Write("model.json", "the old model");
        CommandRun run =
            CommandRun.Of(
                new Surroundings { CancellationToken = token }, ["train", TestFolder.Data("titanic.csv"), "-o", model, .. options]);
        Assert.Equal((130, "", "interrupted\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal("the old model", File.ReadAllText(model));
        Assert.Equal(["model.json"], _folder.Files);
    }
}
