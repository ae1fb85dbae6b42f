using System.Diagnostics;
using System.Globalization;
using LogReg.Mpi.Tests;

namespace LogReg.Cli.Tests.Launched;

/// <summary>A job that loses a process ends by itself, and leaves what was there before.</summary>
public sealed class LostProcessTests : IDisposable
{
    private const int Size = 3;

    // Until all processes have found each other, and wait for one of them.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(4);

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
        await Signal(ProcessOf(job, rank), "KILL");
        (int exitCode, _, string error) = await MpiJob.EndOf(job);
        Assert.True(exitCode != 0, error);
        AssertUntouched();
    }

    [Theory]
    [MemberData(nameof(Ranks))]
    public async Task AStoppedProcess_IsNamedAndEndsTheJob(string launcher, int rank)
    {
        using Process job = await StartJob(launcher);
        int stopped = ProcessOf(job, rank);
        await Signal(stopped, "STOP");
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
        int[] processes = [.. Enumerable.Range(0, Size).Select(rank => ProcessOf(job, rank))];
        await Signal(job.Id, "TERM");
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

    // The root waits for somebody to write into the pipe, which nobody does, and the others wait for it.
    private async Task<Process> StartJob(string launcher)
    {
        _folder.Write("model.json", "the old model");
        await MakePipe(_folder.Path("rows"));
        Process job = MpiJob.Start(
            "logreg.dll", launcher, Size, null, "train", _folder.Path("rows"), "--timeout", "5", "-o", _folder.Path("model.json"));
        await Task.Delay(Start, TestContext.Current.CancellationToken);
        Assert.False(job.HasExited);
        return job;
    }

    private void AssertUntouched()
    {
        Assert.Equal("the old model", File.ReadAllText(_folder.Path("model.json")));
        Assert.Equal(["model.json", "rows"], _folder.Files);
    }

    private static async Task MakePipe(string path)
    {
        using Process make = Process.Start("mkfifo", [path]);
        await make.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Signal(int process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The process of a rank, among the descendants of the launcher.</summary>
    private static int ProcessOf(Process launcher, int rank)
    {
        int[] all = [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(
            name => int.Parse(name!, CultureInfo.InvariantCulture))];
        string[] variables = [$"OMPI_COMM_WORLD_RANK={rank}", $"PMI_RANK={rank}"];
        return Assert.Single(
            all, process => IsDescendant(process, launcher.Id) && Read(process, "environ").Split('\0').Intersect(variables).Any());
    }

    private static bool IsDescendant(int process, int ancestor)
    {
        while (process > 1 && Read(process, "stat") is { Length: > 0 } text)
        {
            process = int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            if (process == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
