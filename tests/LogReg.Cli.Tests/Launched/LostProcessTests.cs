using System.Diagnostics;
using LogReg.Mpi.Tests;

namespace LogReg.Cli.Tests.Launched;

/// <summary>A job that loses a process ends by itself, and leaves what was there before.</summary>
public sealed class LostProcessTests : IDisposable
{
    private const int Size = 3;

    // By then all processes are in the midst of the fit.
    private const double WorkSeconds = 4;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestFolder _folder = new();

    public static TheoryData<string, int> Ranks { get; } = new(
        MpiJob.Launchers.SelectMany(launcher => new[] { (launcher, 0), (launcher, 2) }));

    public static TheoryData<string> Launchers { get; } = [.. MpiJob.Launchers];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ranks))]
    public async Task AKilledProcess_EndsTheJob(string launcher, int rank)
    {
        using Process job = await StartJob(launcher);
        await JobProcesses.Signal(JobProcesses.Of(job, rank), "KILL");
        (int exitCode, _, string error) = await MpiJob.EndOf(job);
        Assert.True(exitCode != 0, error);
        AssertUntouched();
    }

    [Theory]
    [MemberData(nameof(Ranks))]
    public async Task AStoppedProcess_IsNamedAndEndsTheJob(string launcher, int rank)
    {
        using Process job = await StartJob(launcher);
        int stopped = JobProcesses.Of(job, rank);
        await JobProcesses.Signal(stopped, "STOP");
        (int exitCode, _, string error) = await MpiJob.EndOf(job);
        Assert.True(exitCode != 0, error);
        Assert.Contains("s for the other processes (in MPI_", error, StringComparison.Ordinal);
        Assert.Contains(
            $"rank {rank} (process {stopped} on {Environment.MachineName}) is stopped", error, StringComparison.Ordinal);
        AssertUntouched();
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task ATerminatedLauncher_EndsAllProcesses(string launcher)
    {
        using Process job = await StartJob(launcher);
        int[] processes = [.. Enumerable.Range(0, Size).Select(rank => JobProcesses.Of(job, rank))];
        await JobProcesses.Signal(job.Id, "TERM");
        (int exitCode, _, string error) = await MpiJob.EndOf(job);
        Assert.True(exitCode != 0, error);
        Assert.True(error.Split("interrupted").Length <= 2, error);
        AssertUntouched();
        var clock = Stopwatch.StartNew();
        while (processes.Any(process => Directory.Exists($"/proc/{process}")))
        {
            Assert.True(clock.Elapsed < Soon, "A process goes on without its launcher.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    // A fit that would take for ever.
    private async Task<Process> StartJob(string launcher)
    {
        _folder.Write("model.json", "the old model");
        _folder.Write("data.csv", GeneratedRows.Noise(rows: 4000, columns: 20));
        string[] endless = ["--solver", "gd", "--max-iterations", "1000000000", "--tolerance", "1e-300", "--timeout", "5"];
        string[] train = ["train", _folder.Path("data.csv"), "--target", "y", "-o", _folder.Path("model.json"), .. endless];
        Process job = MpiJob.Start("logreg.dll", launcher, Size, null, train);
        await JobProcesses.HaveWorked(job, Size, WorkSeconds);
        Assert.False(job.HasExited);
        return job;
    }

    private void AssertUntouched()
    {
        Assert.Equal("the old model", File.ReadAllText(_folder.Path("model.json")));
        Assert.Equal(["data.csv", "model.json"], _folder.Files);
    }
}
