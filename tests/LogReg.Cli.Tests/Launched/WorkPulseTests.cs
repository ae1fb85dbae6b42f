using System.Diagnostics;
using LogReg.Collectives;

namespace LogReg.Cli.Tests.Launched;

/// <summary>How a process sees that it gets on, and how a root that does not keeps quiet. It counts the work of the whole process, so no
/// other test runs meanwhile.</summary>
[Collection(nameof(WorkPulseTests))]
[CollectionDefinition(nameof(WorkPulseTests), DisableParallelization = true)]
public sealed class WorkPulseTests : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HasProgressed_IsSoAfterWorkAlone()
    {
        string file = _folder.Write("file.txt", "text");
        using var pulse = new WorkPulse();
        AssertQuietAtLast(pulse);

        Burn(TimeSpan.FromMilliseconds(20));
        Assert.True(pulse.HasProgressed());
        AssertQuietAtLast(pulse);

        Burn(TimeSpan.FromMilliseconds(20));
        pulse.Restart();
        AssertQuietAtLast(pulse);

        Assert.SkipUnless(File.Exists("/proc/self/io"), "This system does not count what a process reads.");
        File.ReadAllText(file);
        Assert.True(pulse.HasProgressed());
        AssertQuietAtLast(pulse);

        File.ReadAllText(file);
        pulse.Restart();
        AssertQuietAtLast(pulse);
    }

    [Fact]
    public void AtRoot_WorkThatStandsStill_IsNotToldOf()
    {
        // Each time the root tells that it works, bytes move and time is taken, as over a network.
        using var processes = new WatchedRoot(_folder.Write("message.txt", "2"));
        processes.AtRoot(() => Thread.Sleep(20 * Look));

        // The runtime may do something of its own once or twice.
        Assert.InRange(processes.Told, 0, 9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AtRoot_WorkThatGetsOn_IsToldOf(bool reads)
    {
        Assert.SkipUnless(!reads || File.Exists("/proc/self/io"), "This system does not count what a process reads.");
        string file = _folder.Write("message.txt", "2");
        using var processes = new WatchedRoot(file);
        processes.AtRoot(() =>
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < 10 * Look;)
            {
                if (reads)
                {
                    File.ReadAllText(file);
                    Thread.Sleep(Look / 10);
                }
                else
                {
                    Burn(Look / 4);
                }
            }
        });
        Assert.InRange(processes.Told, 4, 11);
    }

    // The runtime itself compiles, and collects garbage, for a while.
    private static void AssertQuietAtLast(WorkPulse pulse)
    {
        for (int look = 0; look < 30; look++)
        {
            Thread.Sleep(Look / 2);
            if (!pulse.HasProgressed())
            {
                return;
            }
        }

        Assert.Fail("The process gets on although it does nothing.");
    }

    private static void Burn(TimeSpan time)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - start < time)
        {
            Thread.SpinWait(100);
        }
    }

    // Rank 0 of two processes, whose messages are read and written as those over a network are.
    private sealed class WatchedRoot(string message) : ProcessGroup, ICollective
    {
        // How often the other process has heard of work.
        public int Told { get; private set; } = -1;

        public int Rank => 0;

        public int Size => 2;

        public override ICollective Collective => this;

        public override bool IsLaunched => true;

        public override int Threads => 1;

        public override TimeSpan Timeout { get; set; }

        public override TimeSpan Waited => TimeSpan.Zero;

        public override IReadOnlyList<string> Versions => ["1.0", "1.0"];

        public void Max(Span<long> values)
        {
            // The last call says that the work is over.
            Told++;
            File.WriteAllText(message, File.ReadAllText(message));
            Burn(TimeSpan.FromMilliseconds(10));
        }

        public override string NameOf(int rank) => $"rank {rank}";

        public override int? FindBound() => null;

        public override bool TryMeet(Span<long> maxima, TimeSpan patience) => throw new NotSupportedException();

        public override void Abort(int exitCode) => throw new NotSupportedException();

        public override void Dispose()
        {
        }

        public void Broadcast(Span<byte> data) => throw new NotSupportedException();

        public void Gather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => throw new NotSupportedException();

        public void AllGather(ReadOnlySpan<byte> own, ReadOnlySpan<int> counts, Span<byte> all) => throw new NotSupportedException();

        public void Exchange(
            ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentCounts, Span<byte> received, ReadOnlySpan<int> receivedCounts) =>
            throw new NotSupportedException();

        public void Sum(Span<long> values) => throw new NotSupportedException();
    }
}
