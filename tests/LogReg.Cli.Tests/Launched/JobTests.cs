using LogReg.Mpi.Tests;

namespace LogReg.Cli.Tests.Launched;

/// <summary>The command under the launchers of MPI that this machine has.</summary>
public sealed class JobTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Launchers { get; } = [.. MpiJob.Launchers];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Train_InOneProcess_IsTheModelAndTheReportOfNoLauncher(string launcher)
    {
        string[] train = ["train", TestFolder.Data("titanic.csv"), "--reproducible", "-o"];
        CommandRun alone = CommandRun.Of([.. train, _folder.Path("model.json")]).Succeeds();
        (int exitCode, string output, string error) = await Run(launcher, 1, [.. train, _folder.Path("launched.json")]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(alone.Output.Replace("model.json", "launched.json", StringComparison.Ordinal), output);
        Assert.Equal(
            await File.ReadAllBytesAsync(_folder.Path("model.json"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_folder.Path("launched.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task PredictAndEvaluate_WriteWhatNoLauncherWrites(string launcher)
    {
        string rows = _folder.Write("rows.csv", GeneratedRows.Noise(40_000, 3));
        string model = _folder.Train(rows, "--target", "y");
        string[] predict = ["predict", model, rows, "--append", "-o"];
        CommandRun alone = CommandRun.Of([.. predict, _folder.Path("one.csv")]).Succeeds();
        (int exitCode, string output, string error) = await Run(launcher, 3, [.. predict, _folder.Path("three.csv")]);
        Assert.True(exitCode == 0, error);
        Assert.Equal((alone.Output, alone.Error), (output, error));
        Assert.Equal(
            await File.ReadAllBytesAsync(_folder.Path("one.csv"), TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_folder.Path("three.csv"), TestContext.Current.CancellationToken));

        (exitCode, output, error) = await Run(launcher, 3, "predict", model, rows);
        Assert.Equal((0, CommandRun.Of("predict", model, rows).Succeeds().Output), (exitCode, output));
        (exitCode, output, error) = await Run(launcher, 2, "evaluate", model, rows);
        Assert.Equal((0, CommandRun.Of("evaluate", model, rows).Succeeds().Output, ""), (exitCode, output, error));
        Assert.Equal(["model.json", "one.csv", "rows.csv", "three.csv"], _folder.Files);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Check_PrintsWhatNoLauncherPrints(string launcher)
    {
        string rows = _folder.Write("rows.csv", GeneratedRows.Noise(40_000, 3));
        string[][] checks =
        [
            ["check", rows, "--propose-terms"],
            ["check", rows, "--strict", "--json", "--target", "x0"],
            ["check", TestFolder.Data("titanic.csv"), "--strict"],
        ];
        foreach (string[] check in checks)
        {
            CommandRun alone = CommandRun.Of(check);
            (int exitCode, string output, _) = await Run(launcher, 2, check);
            Assert.Equal((alone.ExitCode, alone.Output), (exitCode, output));
        }
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task WhatIsRefused_IsToldOnceWithoutTheLibrarysWords(string launcher)
    {
        (int exitCode, string output, string error) = await Run(launcher, 3, "diagnose", "model.json", "data.csv");
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith(
            "error: 'logreg diagnose' runs in one process, but 3 were started\nhint: run it without the launcher: logreg diagnose …\n",
            error,
            StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error:", StringComparison.Ordinal));
        Assert.DoesNotContain("abort was invoked", error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Abort(", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task AFailureOfOneProcess_NamesItAndEndsAll(string launcher)
    {
        // Rank 1 alone is to keep its rows in a folder that is not there; the others wait for it.
        (int exitCode, string output, string error) =
            await RunWithMoreOfRank1(launcher, $"--memory 1GB --cache-dir {_folder.Path("none")}");
        Assert.Equal(ExitCode.Usage, exitCode);

        // A launcher may print a notice of its own.
        Assert.DoesNotContain("Logistic regression", output, StringComparison.Ordinal);
        Assert.Contains($"rank 1 on {Environment.MachineName}: error: ", error, StringComparison.Ordinal);
        Assert.Contains("there is no folder", error, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task OtherArgumentsOfOneProcess_AreToldOnce(string launcher)
    {
        (int exitCode, string output, string error) = await RunWithMoreOfRank1(launcher, "--lambda 1");
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.DoesNotContain("Logistic regression", output, StringComparison.Ordinal);
        string host = Environment.MachineName;
        Assert.StartsWith(
            $"error: rank 1 on {host} was started with --lambda 1, but rank 0 on {host} without it\n"
                + "hint: start all processes with the same",
            error,
            StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.Contains("error:", StringComparison.Ordinal));
        Assert.Empty(_folder.Files);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "logreg.dll");

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Predict_WithoutAFolderForItsRows_FailsBeforeItReads(string launcher)
    {
        (int exitCode, string output, string error) = await MpiJob.EndOf(MpiJob.StartCommand(
            launcher, 2, null, "env", $"TMPDIR={_folder.Path("none")}", "dotnet", Program, "predict", _folder.Path("m.json"), "data.csv"));
        Assert.Equal((ExitCode.Failure, ""), (exitCode, output));
        Assert.StartsWith(
            $"error: the rows of rank 0 on {Environment.MachineName} cannot be kept in {_folder.Path("none")}",
            error,
            StringComparison.Ordinal);
        Assert.Contains("until all are written: there is no such folder\nhint: create this folder", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task ARootThatHangsInAFile_EndsTheJob(string launcher)
    {
        // Rank 0 alone opens the model, a pipe to which nobody writes, as one opens a file of a server that does not answer.
        string model = await MakePipe("model.json");
        AssertTimedOut(launcher, await Run(launcher, 2, "evaluate", model, TestFolder.Data("titanic.csv"), "--timeout", "2"));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task ARootThatHangsWithinAFile_EndsTheJobOverANetwork(string launcher)
    {
        // The server stops in the middle of the model; what the processes send each other meanwhile is no work.
        byte[] model = await File.ReadAllBytesAsync(
            _folder.Train(TestFolder.Data("titanic.csv"), "--target", "survived"), TestContext.Current.CancellationToken);
        string pipe = await MakePipe("pipe.json");
        Task<(int ExitCode, string Output, string Error)> job = MpiJob.RunProgram(
            "logreg.dll", launcher, 2, Network, "evaluate", pipe, TestFolder.Data("titanic.csv"), "--timeout", "2");
        await using FileStream server = await Task.Run(
            () => new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite), TestContext.Current.CancellationToken);
        await server.WriteAsync(model.AsMemory(0, model.Length / 2), TestContext.Current.CancellationToken);
        await server.FlushAsync(TestContext.Current.CancellationToken);
        AssertTimedOut(launcher, await job);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task ARootWhoseOutputHangs_EndsTheJobOverANetwork(string launcher)
    {
        // Rank 0 writes to a pipe that takes some 64 KB and is not read.
        string rows = _folder.Write("rows.csv", GeneratedRows.Noise(40_000, 3));
        string model = _folder.Train(rows, "--target", "y");
        string pipe = await MakePipe("output");
        Task<(int ExitCode, string Output, string Error)> job = MpiJob.EndOf(MpiJob.StartCommand(
            launcher,
            2,
            Network,
            "/bin/sh",
            "-c",
            $"if [ ${{OMPI_COMM_WORLD_RANK:-$PMI_RANK}} = 0 ]; then exec >{pipe}; fi; exec dotnet \"$@\"",
            "sh",
            Program,
            "predict",
            model,
            rows,
            "--timeout",
            "2"));
        await using FileStream reader = await Task.Run(
            () => new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), TestContext.Current.CancellationToken);
        Assert.Equal(1, await reader.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        AssertTimedOut(launcher, await job);
    }

    // Processes of one machine share memory unless they are told not to.
    private static Dictionary<string, string> Network { get; } = new()
    {
        ["OMPI_MCA_btl"] = "tcp,self",
        ["OMPI_MCA_pml"] = "ob1",
        ["MPIR_CVAR_NOLOCAL"] = "1",
        ["UCX_TLS"] = "tcp,self",
        ["FI_PROVIDER"] = "tcp",
    };

    private static void AssertTimedOut(string launcher, (int ExitCode, string Output, string Error) end)
    {
        // MPICH's launcher may have to kill the process that hangs, and answers its signal.
        Assert.True(end.ExitCode == 75 || (launcher == "mpiexec.mpich" && end.ExitCode == 9), $"{end.ExitCode}: {end.Error}");
        Assert.Equal("", end.Output);
        Assert.Contains($"error: rank 1 on {Environment.MachineName} has waited ", end.Error, StringComparison.Ordinal);
    }

    private async Task<string> MakePipe(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such pipes.");
        string pipe = _folder.Path(name);
        using var make = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        return pipe;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunWithMoreOfRank1(string launcher, string arguments)
    {
        string shell =
            $"if [ ${{OMPI_COMM_WORLD_RANK:-$PMI_RANK}} = 1 ]; then set -- \"$@\" {arguments}; fi; exec dotnet \"$@\"";
        return await MpiJob.EndOf(
            MpiJob.StartCommand(
                launcher,
                3,
                null,
                "/bin/sh",
                "-c",
                shell,
                "sh",
                Program,
                "train",
                TestFolder.Data("titanic.csv"),
                "-o",
                _folder.Path("model.json")));
    }

    private static Task<(int ExitCode, string Output, string Error)> Run(string launcher, int size, params string[] arguments) =>
        MpiJob.RunProgram("logreg.dll", launcher, size, null, arguments);
}
