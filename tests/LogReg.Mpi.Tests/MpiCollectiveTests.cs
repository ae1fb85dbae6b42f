using System.Diagnostics;

namespace LogReg.Mpi.Tests;

/// <summary>Jobs of several processes under the launchers that this machine has.</summary>
public class MpiCollectiveTests
{
    public static TheoryData<string, int> Jobs { get; } =
        new(MpiJob.Launchers.SelectMany(launcher => new[] { (launcher, 1), (launcher, 2), (launcher, 4) }));

    public static TheoryData<string> Launchers { get; } = [.. MpiJob.Launchers];

    [Theory]
    [MemberData(nameof(Jobs))]
    public async Task Operations_GiveWhatTheyPromise(string launcher, int size)
    {
        (int exitCode, string output, string error) = await MpiJob.Run(launcher, size);
        Assert.True(exitCode == 0, error);
        Assert.Equal(string.Concat(Enumerable.Range(0, size).Select(rank => Expected(rank, size))), output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Abort_OfOneProcess_EndsAll(string launcher)
    {
        (int exitCode, _, _) = await MpiJob.Run(launcher, 3, null, "fail");
        Assert.Equal(7, exitCode);
    }

    /// <summary>The library would read and write memory that was not given.</summary>
    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Operations_WithLengthsThatDoNotFit_AreRefused(string launcher)
    {
        (int exitCode, string output, string error) = await MpiJob.Run(launcher, 2, null, "wrong");
        Assert.True(exitCode == 0, error);
        Assert.Equal("0: 8 of 8\n1: 8 of 8\n", output.ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Exception_ThatNothingCatches_EndsAll(string launcher)
    {
        (int exitCode, _, string error) = await MpiJob.Run(launcher, 3, null, "crash");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("this process alone fails", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task TryMeet_WhereAllCome_GivesTheLargest(string launcher)
    {
        (int exitCode, string output, string error) = await MpiJob.Run(launcher, 3, null, "meet");
        Assert.True(exitCode == 0, error);
        Assert.Equal(["0: True 2,0", "1: True 2,0", "2: True 2,0"], output.ReplaceLineEndings("\n").Trim().Split('\n').Order());
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task TryMeet_WhereOthersDoSomethingElse_EndsWithoutThem(string launcher)
    {
        (int exitCode, string output, _) = await MpiJob.Run(launcher, 3, null, "miss");
        Assert.Equal(9, exitCode);

        // MPICH's launcher prints a notice after it, if it has to end processes.
        Assert.StartsWith("1: False\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Timeout_OfAnOperationThatOneNeverCalls_EndsTheJob(string launcher)
    {
        (int exitCode, _, string error) = await MpiJob.Run(launcher, 3, null, "wait");
        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "has waited 1 s for the other processes (in MPI_Iallreduce); none of them is stopped by a signal",
            error,
            StringComparison.Ordinal);
        Assert.Contains("use a larger MpiCollective.Timeout", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Start_WithTheLibraryOfAnotherLauncher_IsRefused(string launcher)
    {
        string other = launcher == "mpirun.openmpi" ? "libmpich.so.12" : "libmpi.so.40";
        (int exitCode, _, string error) = await MpiJob.Run(
            launcher, 2, new Dictionary<string, string> { ["LOGREG_MPI_LIBRARY"] = other });
        Assert.NotEqual(0, exitCode);
        Assert.True(
            error.Contains("has started 2 processes, but", StringComparison.Ordinal)
                || error.Contains("no library of MPI is found", StringComparison.Ordinal),
            error);
        Assert.Contains("LOGREG_MPI_LIBRARY", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Launchers))]
    public async Task Start_WithALibraryThatIsNotOfMpi_IsRefused(string launcher)
    {
        (int exitCode, _, string error) = await MpiJob.Run(
            launcher, 1, new Dictionary<string, string> { ["LOGREG_MPI_LIBRARY"] = "libc.so.6" });
        Assert.NotEqual(0, exitCode);
        Assert.Contains("the library is not one of MPI", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutALauncher_LooksForNoLibrary()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LogReg.Mpi.Worker.dll")])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["LOGREG_MPI_LIBRARY"] = "/there/is/none.so";
        using var process = Process.Start(start)!;
        Assert.Equal("alone", (await process.StandardOutput.ReadToEndAsync()).Trim());
    }

    // What the worker prints: sums and maxima, bits, and bytes that name the ranks they came from.
    private static string Expected(int rank, int size)
    {
        long[] sums = [size * (size + 1) / 2, 10 * size * (size - 1) / 2, unchecked(size * long.MaxValue)];
        string Bytes(IEnumerable<int> values) => Convert.ToHexString([.. values.Select(value => (byte)value)]);
        string all = Bytes(Enumerable.Range(0, size).SelectMany(other => Enumerable.Repeat(other, other)));
        string received = Bytes(Enumerable.Range(0, size).SelectMany(other => Enumerable.Repeat(other, rank)));
        return $"{rank} of {size}: {string.Join(',', sums)} {size - 1},0 3fb999999999999a,8000000000000000,fff8000000000000,1 "
            + $"{all} {(rank == 0 ? all : "")} {received} caught\n";
    }
}
