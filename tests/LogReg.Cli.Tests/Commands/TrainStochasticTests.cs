namespace LogReg.Cli.Tests.Commands;

public sealed class TrainStochasticTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--stream", "--stream needs --solver sgd")]
    [InlineData("--epochs 3", "--epochs needs --solver sgd")]
    [InlineData("--batch-size 3 --solver gd", "--batch-size needs --solver sgd")]
    [InlineData("--solver sgd --batch-size 0", "--batch-size must be a whole number from 1 to 2048, not '0'")]
    [InlineData("--solver sgd --epochs 0", "--epochs must be a whole number of 1 or more, not '0'")]
    [InlineData("--solver sgd --max-iterations 3", "--max-iterations cannot be used with --solver sgd")]
    [InlineData("--solver sgd --stream --test-size 0.2", "--stream cannot be used with --test-size")]
    [InlineData("--solver sgd --stream --drop1", "--stream cannot be used with --drop1")]
    [InlineData("--early-stopping 0.2", "--early-stopping needs --solver gd")]
    [InlineData("--solver gd --early-stopping 1", "--early-stopping must be a number between 0 and 1 (exclusive), not '1'")]
    public void Train_Contradiction_EndsWith2(string options, string error) =>
        CommandRun.Of(["train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json"), .. options.Split(' ')]).Fails(
            2, error, "");

    [Fact]
    public void Train_StreamOfStandardInput_EndsWith2() =>
        CommandRun.Of(["train", "-", "-o", _folder.Path("model.json"), "--solver", "sgd", "--stream"])
            .Fails(2, "--stream reads the data several times, but standard input can be read only once", "save the data to a file first");

    [Fact]
    public void Train_Stream_WritesAModelThatPredicts()
    {
        CommandRun run =
            CommandRun.Of(["train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json"), "--solver", "sgd", "--stream"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("twentieth of its standard error", run.Words, StringComparison.Ordinal);
        Assert.Equal("sgd", LogisticModel.Load(_folder.Path("model.json")).Training.Solver);
        Assert.Equal(0, CommandRun.Of(["evaluate", _folder.Path("model.json"), TestFolder.Data("titanic.csv")]).ExitCode);
    }

    [Fact]
    public void Train_EarlyStopping_SaysHowManyRowsWereSetAside()
    {
        CommandRun run = CommandRun.Of(
            ["train", TestFolder.Data(
                "breast-cancer.csv"), "-o", _folder.Path("model.json"), "--solver", "gd", "--early-stopping", "0.25", "--seed", "3"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("142 set aside for early stopping (seed 3)", run.Words, StringComparison.Ordinal);
        Assert.Contains("stopped early after", run.Words, StringComparison.Ordinal);
    }
}
