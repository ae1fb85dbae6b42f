using LogReg.Cli.Streams;

namespace LogReg.Cli.Tests.Launched;

/// <summary>A command in several processes: one speaks, and all end with one exit code.</summary>
public sealed class ProcessesTests : IDisposable
{
    private static readonly string[][] Refused =
    [
        ["cache", "data.csv"],
        ["diagnose", "model.json", "data.csv"],
        ["export", "model.json", "-o", "model.py"],
        ["inspect", "model.json"],
        ["monitor", "model.json", "data.csv"],
        ["plot", "sigmoid"],
        ["report", "model.json", "data.csv"],
        ["runs", "runs.jsonl"],
        ["serve", "model.json"],
        ["update", "model.json", "data.csv"],
    ];

    private static readonly CliEnvironment Nowhere = new()
    {
        Input = Stream.Null,
        Output = new StandardOutput(Stream.Null),
        Error = TextWriter.Null,
    };

    private readonly TestFolder _folder = new();

    public static TheoryData<string[]> RefusedCommands { get; } = [.. Refused];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryCommand_RunsInSeveralProcessesOrIsRefused() => Assert.Equal(
        LogRegCommand.Create(Nowhere).Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal),
        Refused.Select(arguments => arguments[0]).Concat(["check", "train", "predict", "evaluate", "help"]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RefusedCommands))]
    public void OtherCommands_AreRefused(string[] arguments)
    {
        CommandRun[] runs = ThreadProcesses.Run(3, arguments);
        runs[0].Fails(
            ExitCode.Usage,
            $"'logreg {arguments[0]}' runs in one process, but 3 were started",
            $"run it without the launcher: logreg {arguments[0]} …");
        AssertSilent(runs, ExitCode.Usage);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("train", "--help")]
    [InlineData("help", "train")]
    [InlineData("check", "--help")]
    public void Help_IsShownOnce(params string[] arguments)
    {
        CommandRun[] runs = ThreadProcesses.Run(2, arguments);
        Assert.Equal(CommandRun.Of(arguments).Output, runs[0].Succeeds().Output);
        AssertSilent(runs, ExitCode.Success);
    }

    [Fact]
    public void AMistypedOption_IsToldOnce()
    {
        CommandRun[] runs = ThreadProcesses.Run(3, "train", "data.csv", "--targte", "y");
        runs[0].Fails(ExitCode.Usage, "unknown option '--targte'", "--target");
        AssertSilent(runs, ExitCode.Usage);
    }

    [Theory]
    [InlineData("standard input", "-")]
    [InlineData("a query", "--connection", "sqlite:data.db", "--query", "select 1")]
    [InlineData("--solver sgd goes", "data.csv", "--solver", "sgd")]
    [InlineData("--solver sgd goes", "data.csv", "--solver", "sgd", "--stream")]
    public void Train_WhatOneProcessMustDo_IsRefused(string expected, params string[] arguments)
    {
        CommandRun[] runs = ThreadProcesses.Run(2, ["train", .. arguments]);
        runs[0].Fails(ExitCode.Usage, expected, "without the launcher");
        Assert.Contains("in 2 processes", runs[0].Error, StringComparison.Ordinal);
        AssertSilent(runs, ExitCode.Usage);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Train_AnOutputThatCannotBeWritten_FailsEverywhereAndIsToldOnce()
    {
        CommandRun[] runs = ThreadProcesses.Run(3, "train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("none/model.json"));
        runs[0].Fails(ExitCode.Failure, "does not exist", "create it");
        AssertSilent(runs, ExitCode.Failure);
    }

    [Fact]
    public void Train_DataThatAreNotThere_AreToldOnce()
    {
        CommandRun[] runs = ThreadProcesses.Run(3, "train", _folder.Path("none.csv"), "-o", _folder.Path("model.json"));
        Assert.Equal(ExitCode.Failure, runs[0].ExitCode);
        Assert.Equal(CommandRun.Of("train", _folder.Path("none.csv"), "-o", _folder.Path("model.json")).Error, runs[0].Error);
        AssertSilent(runs, ExitCode.Failure);
    }

    [Fact]
    public void Train_WithAFailureOfOneProcessAlone_EndsAllAndNamesIt()
    {
        CommandRun[] runs = ThreadProcesses.Run(3, processes =>
        {
            // One process has no folder for its rows: the others wait for it.
            string folder = processes.Rank == 1 ? _folder.Path("none") : _folder.Path("");
            return CommandRun.Of(
                new Surroundings { Processes = processes },
                [
                    "train",
                    TestFolder.Data("titanic.csv"),
                    "-o",
                    _folder.Path("model.json"),
                    "--memory",
                    "1GB",
                    "--cache-dir",
                    folder,
                ]);
        });
        Assert.StartsWith("rank 1 on host1: error: ", runs[1].Error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", runs[1].Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, runs[1].ExitCode);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void AtRoot_WhatFailsThere_FailsEverywhere()
    {
        string[] seen = new string[3];
        ThreadProcesses.Run(3, processes =>
        {
            try
            {
                processes.AtRoot(() => throw new InvalidOperationException("the disk is full"));
            }
            catch (Exception exception)
            {
                seen[processes.Rank] = $"{exception.GetType().Name}: {exception.Message}";
            }

            return new CommandRun(0, "", "");
        });
        Assert.Equal(
            [
                "InvalidOperationException: the disk is full",
                "RootFailedException: Rank 0 has failed.",
                "RootFailedException: Rank 0 has failed.",
            ],
            seen);
    }

    [Fact]
    public void Train_InSeveralProcesses_SaysAndWritesWhatOneDoes()
    {
        string[] train =
        [
            "train",
            TestFolder.Data("titanic.csv"),
            "-o",
            _folder.Path("model.json"),
            "--penalty",
            "lasso",
            "--lambda",
            "path",
            "--path-output",
            _folder.Path("path.csv"),
            "--report",
            _folder.Path("page.html"),
            "--record",
            _folder.Path("runs.jsonl"),
        ];
        CommandRun alone = CommandRun.Of(train).Succeeds();
        string[] files = [.. _folder.Files];
        byte[][] contents = [.. files.Select(file => File.ReadAllBytes(_folder.Path(file)))];
        foreach (string file in files)
        {
            File.Delete(_folder.Path(file));
        }

        CommandRun[] runs = ThreadProcesses.Run(3, train);
        Assert.Equal(alone, runs[0]);
        AssertSilent(runs, ExitCode.Success);
        Assert.Equal(files, _folder.Files);
        Assert.All(files.Zip(contents), pair => Assert.Equal(pair.Second, File.ReadAllBytes(_folder.Path(pair.First))));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--quiet", "--strict", "--max-iterations", "2")]
    [InlineData("--trace", "trace.csv", "--quiet")]
    public void Train_WithOptionsOfOutput_AnswersAsOneProcess(params string[] options)
    {
        IEnumerable<string> own = options.Select(word => word == "trace.csv" ? _folder.Path(word) : word);
        string[] train = ["train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("m.json"), .. own];
        CommandRun alone = CommandRun.Of(train);
        CommandRun[] runs = ThreadProcesses.Run(2, train);
        Assert.Equal(alone.Error, runs[0].Error);
        Assert.Equal(alone.ExitCode, runs[0].ExitCode);
        AssertSilent(runs, alone.ExitCode);
    }

    [Fact]
    public void Train_OfABoundProcess_Warns()
    {
        CommandRun[] runs = ThreadProcesses.Run(2, processes => CommandRun.Of(
            new Surroundings { Processes = processes.WithBound(1) }, "train", _folder.Path("none.csv"), "-o", _folder.Path("model.json")));
        Assert.Contains("warning: rank 1 on host1 may use one core only", runs[0].Error, StringComparison.Ordinal);
        Assert.Contains("--bind-to none", runs[0].Error, StringComparison.Ordinal);
        AssertSilent(runs, ExitCode.Failure);
    }

    private static void AssertSilent(CommandRun[] runs, int exitCode) =>
        Assert.All(runs.Skip(1), run => Assert.Equal(new CommandRun(exitCode, "", ""), run));
}
