namespace LogReg.Cli.Tests.Processes;

/// <summary>Standard streams that are closed or full.</summary>
public sealed class ClosedStreamTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train", "-")]
    [InlineData("check", "-")]
    [InlineData("predict", "MODEL", "-")]
    [InlineData("evaluate", "MODEL", "-")]
    public async Task InputIsClosed_EndsAtOnce(params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell on Windows.");
        string[] files = [.. _folder.Files];
        CommandRun run = await RealProcess.Run("<&-", Arguments(arguments));
        run.Fails(1, "standard input is closed", "name a file instead of '-'");
        Assert.DoesNotContain(_folder.Files.Except(files), file => file != "model.json");
    }

    [Theory]
    [InlineData(">&-", "standard output is closed", "to /dev/null")]
    [InlineData(">/dev/full", "standard output cannot be written: No space left on device", "name another place")]
    public async Task OutputIsClosedOrFull_SaysSo(string redirection, string error, string hint)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        string[] arguments = Arguments(["predict", "MODEL", TestFolder.Data("titanic.csv")]);
        (await RealProcess.Run(redirection, arguments)).Fails(1, error, hint);
        (await RealProcess.Run(redirection, "inspect", arguments[1])).Fails(1, error, hint);
        (await RealProcess.Run(redirection, "--help")).Fails(1, error, hint);
    }

    [Fact]
    public async Task InputIsNotRead_ClosedStreamsDoNotMatter()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell on Windows.");
        string model = _folder.Path("model.json");
        CommandRun run = await RealProcess.Run("<&- 2>&-", "train", TestFolder.Data("titanic.csv"), "-o", model);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1046, LogisticModel.Load(model).Training.Rows);
    }

    private string[] Arguments(string[] arguments)
    {
        if (!arguments.Contains("MODEL"))
        {
            return arguments;
        }

        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        return [.. arguments.Select(argument => argument == "MODEL" ? model : argument)];
    }
}
