using System.Diagnostics;
using LogReg.Mpi.Tests;

namespace LogReg.Cli.Tests.Launched;

/// <summary>A job that was killed goes on from its checkpoint in another number of processes, under another launcher or none.</summary>
public sealed class ResumedJobTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string, string?> Launchers { get; } = new()
    {
        { "mpirun.openmpi", "mpiexec.mpich" },
        { "mpiexec.mpich", "mpirun.openmpi" },
        { "mpiexec.mpich", null },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Train_AfterALoss_GoesOnElsewhereToTheSameModel(string before, string? after)
    {
        string data = _folder.Write("data.csv", GeneratedRows.Noise(rows: 40_000, columns: 10));
        string[] train = ["train", data, "--solver", "gd", "--target", "y", "--reproducible", "--tolerance", "1e-12", "--quiet", "-o"];
        CommandRun.Of([.. train, _folder.Path("whole.json")]);
        string checkpoint = _folder.Path("fit.ck");
        train = [.. train, _folder.Path("model.json"), "--checkpoint", checkpoint, "--checkpoint-interval", "0"];
        using (Process job = MpiJob.Start("logreg.dll", before, 3, null, train))
        {
            while (!File.Exists(checkpoint) && !job.HasExited)
            {
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            await JobProcesses.Signal(JobProcesses.Of(job, 1), "KILL");
            (int exitCode, _, string error) = await MpiJob.EndOf(job);
            Assert.True(exitCode != 0, error);
        }

        Assert.True(File.Exists(checkpoint));
        Assert.False(File.Exists(_folder.Path("model.json")));
        (int code, _, string message) = after is null
            ? await Ended(CommandRun.Of(train))
            : await MpiJob.RunProgram("logreg.dll", after, 2, null, train);
        Assert.True(code == 0, message);
        Assert.Equal(
            await File.ReadAllTextAsync(_folder.Path("whole.json"), TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(_folder.Path("model.json"), TestContext.Current.CancellationToken));
        Assert.Equal(["data.csv", "model.json", "whole.json"], _folder.Files.Where(file => file != "fit.ck.tmp"));
    }

    private static Task<(int ExitCode, string Output, string Error)> Ended(CommandRun run) =>
        Task.FromResult((run.ExitCode, run.Output, run.Error));
}
