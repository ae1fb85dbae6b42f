namespace LogReg.Mpi.Tests;

public class WatchdogTests
{
    [Fact]
    public void Check_OfAnOperationThatDoesNotEnd_EndsTheProcess()
    {
        var clock = new ManualClock();
        var ends = new List<string>();
        var watchdog = new Watchdog(clock, (operation, waited) => ends.Add($"{operation} {waited.TotalSeconds}"))
        {
            Limit = TimeSpan.FromSeconds(10),
        };
        clock.Seconds = 100;
        watchdog.Check();
        using (watchdog.Enter("MPI_Bcast"))
        {
            clock.Seconds = 110;
            watchdog.Check();
        }

        // The time of several operations does not add up.
        using (watchdog.Enter("MPI_Allreduce"))
        {
            clock.Seconds = 115;
            watchdog.Check();
            Assert.Empty(ends);
            clock.Seconds = 121;
            watchdog.Check();
        }

        clock.Seconds = 500;
        watchdog.Check();
        Assert.Equal(["MPI_Allreduce 11"], ends);
        Assert.Equal(TimeSpan.FromSeconds(21), watchdog.Waited);
    }

    [Fact]
    public void Describe_NamesWhatIsStopped()
    {
        var places = new ProcessPlaces(
            [new("a", 10, "", 1, 1, "1.0"), new("a", 11, "", 1, 1, "1.0"), new("b", 12, "", 1, 1, "1.0")]);
        var waited = TimeSpan.FromSeconds(600.2);
        string Text(int rank, params int[] stopped) => StuckJob.Describe(
            rank, places, "MPI_Bcast", waited, "--timeout", process => stopped.Contains(process) ? 'T' : 'R').Split('\n')[0];
        Assert.Equal(
            "error: rank 0 on a has waited 600 s for the other processes (in MPI_Bcast); rank 1 (process 11 on a) is stopped", Text(0, 11));

        // The number of a process means nothing on another machine.
        Assert.Equal(
            "error: rank 0 on a has waited 600 s for the other processes (in MPI_Bcast); none of those on its own machine is stopped by a signal",
            Text(0, 12));
        Assert.Equal(
            "error: rank 2 on b has waited 600 s for the other processes (in MPI_Bcast); none of those on its own machine is stopped by a signal",
            Text(2, 11));
    }

    [Fact]
    public void DescribeStart_NamesTheProcessThatWaits()
    {
        string text = StuckJob.DescribeStart(new("a", 10, "", 1, 1, "1.0"), "MPI_Init_thread", TimeSpan.FromSeconds(30.4), "--timeout");
        string[] lines = text.Split('\n');
        Assert.Equal("error: process 10 on a has waited 30 s for the other processes to start (in MPI_Init_thread)", lines[0]);
        Assert.Contains("no process is stopped", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("use a larger --timeout", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void StateOf_AProcess_IsALetter()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        Assert.True(StuckJob.StateOf(Environment.ProcessId) is 'R' or 'S');
        Assert.Null(StuckJob.StateOf(int.MaxValue));
    }

    private sealed class ManualClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => (long)(Seconds * TimestampFrequency);
    }
}
