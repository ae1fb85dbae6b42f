using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Data;

/// <summary>While one member works, the others come to meetings instead of waiting in a single operation.</summary>
public sealed class SharedWorkTests
{
    private const int Steps = 5;
    private const int FirstReads = 3;

    // A meeting that does not come is told rather than waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Together_OneMemberWorksLonger_AllMeetAfterEachOfItsSteps()
    {
        int[] meetings = new int[3];
        int[] results = new int[3];

        ThreadCollective.Run(3, members =>
        {
            using var met = new SemaphoreSlim(0);
            var collective = new WatchedCollective(members, () =>
            {
                meetings[members.Rank]++;
                met.Release();
            });
            var work = new SharedWork(collective, TimeSpan.Zero);
            results[members.Rank] = work.Together(
                stop =>
                {
                    for (int step = 0; step < Steps && members.Rank == 1; step++)
                    {
                        work.Advance();
                        met.Wait(stop);
                    }

                    return 10 * members.Rank;
                },
                CsvText.Token);
        });

        Assert.Equal([0, 10, 20], results);

        // And one in which all are done.
        Assert.Equal([Steps + 1, Steps + 1, Steps + 1], meetings);
    }

    [Fact]
    public void Together_WorkWithoutProgress_ComesToNoMeeting()
    {
        int meetings = 0;

        ThreadCollective.Run(2, members =>
        {
            var collective = new WatchedCollective(members, () => Interlocked.Increment(ref meetings));
            Assert.Equal(0, new SharedWork(collective, TimeSpan.Zero).Together(_ => Volatile.Read(ref meetings), CsvText.Token));
        });
    }

    [Fact]
    public void Together_AMemberFails_AllThrowItsError()
    {
        var thrown = new Exception?[3];

        ThreadCollective.Run(3, members => thrown[members.Rank] = Record.Exception(() => new SharedWork(members).Together<int>(
            _ => members.Rank == 0 ? 1 : throw new InvalidOperationException($"broken {members.Rank}"), CsvText.Token)));

        Assert.Equal("rank 1 has failed: broken 1", Assert.IsType<CollectiveException>(thrown[0]).Message);
        Assert.Equal("broken 1", Assert.IsType<InvalidOperationException>(thrown[1]).Message);
        Assert.Equal("rank 1 has failed: broken 1", Assert.IsType<CollectiveException>(thrown[2]).Message);
    }

    /// <summary>One of lower rank may find an earlier fault; one of higher rank is told to stop.</summary>
    [Fact]
    public void Run_AMemberFails_ThoseOfHigherRanksStopAndTheOthersGoOn()
    {
        using var stopped = new ManualResetEventSlim();
        var thrown = new Exception?[3];
        int[] faulty = new int[3];

        ThreadCollective.Run(3, members =>
        {
            var work = new SharedWork(members, TimeSpan.Zero);
            work.Run(
                stop =>
                {
                    switch (members.Rank)
                    {
                        case 0:
                            // Goes on after another has been stopped.
                            while (!stopped.Wait(1, stop))
                            {
                                work.Advance();
                            }

                            break;
                        case 1:
                            throw new LogRegException("a fault");
                        default:
                            while (!stop.WaitHandle.WaitOne(1))
                            {
                                work.Advance();
                            }

                            stopped.Set();
                            stop.ThrowIfCancellationRequested();
                            break;
                    }
                },
                CsvText.Token);
            faulty[members.Rank] = work.FaultyRank;
            thrown[members.Rank] = Record.Exception(work.ThrowIfFailed);
        });

        Assert.Equal([1, 1, 1], faulty);
        Assert.All(thrown, error => Assert.Equal("a fault", Assert.IsType<LogRegException>(error).Message));
    }

    [Fact]
    public void Run_Again_KnowsNothingOfTheFaultBefore()
    {
        ThreadCollective.Run(2, members =>
        {
            var work = new SharedWork(members);
            work.Run(_ => throw new LogRegException("a fault"), CsvText.Token);
            Assert.Equal(0, work.FaultyRank);
            Assert.Equal(members.Rank, work.Together(_ => members.Rank, CsvText.Token));
        });
    }

    /// <summary>A member that waits for its own work, which gets on no further, still notices that all are cancelled.</summary>
    [Fact]
    public void Run_Cancelled_EndsWithoutAMeeting()
    {
        int meetings = 0;

        ThreadCollective.Run(2, members =>
        {
            using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(CsvText.Token);
            var collective = new WatchedCollective(members, () => Interlocked.Increment(ref meetings));
            Assert.ThrowsAny<OperationCanceledException>(() => new SharedWork(collective, TimeSpan.Zero).Run(
                stop =>
                {
                    cancelled.Cancel();
                    stop.WaitHandle.WaitOne();
                    stop.ThrowIfCancellationRequested();
                },
                cancelled.Token));
        });

        Assert.Equal(0, meetings);
    }

    /// <summary>One member counts all of a file that must be unpacked from its beginning, and any member may be slow: after each of its
    /// reads the others meet it.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Read_OneMemberReadsSlowly_TheOthersMeetItAfterEachRead(bool isPacked, bool inChunks)
    {
        IEnumerable<string> lines = Enumerable.Range(0, 40_000).Select(row => $"{row * 7919 % 10_007},{row % 3}\n");
        byte[] text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(lines));
        text = isPacked ? CsvText.Gzip(text) : text;
        int meetings = 0;
        int missed = 0;
        long[] rows = new long[2];

        ThreadCollective.Run(2, members =>
        {
            using var met = new SemaphoreSlim(0);
            Thread member = Thread.CurrentThread;
            var work = new SharedWork(new WatchedCollective(members, () => met.Release()), TimeSpan.Zero);
            Stream Open() => new SlowStream(text, reads =>
            {
                // Only the member that has all of a packed file counts it; it is the first.
                if (members.Rank != 0 || Thread.CurrentThread == member)
                {
                    return;
                }

                // The first reads of a stream look at its start.
                if (reads < FirstReads)
                {
                    while (met.Wait(0, CsvText.Token))
                    {
                    }
                }
                else if (missed == 0 && met.Wait(Patience, CsvText.Token))
                {
                    meetings++;
                }
                else
                {
                    missed++;
                }
            });
            using CsvSource source = CsvSource.FromStream(
                Open, "data.csv", new CsvOptions { Threads = 1 }, new CsvTuning { BlockBytes = 1 << 14, ChunkRows = 5000 });
            ColumnRequest[] requests = [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Numeric))];
            rows[members.Rank] = inChunks ? ReadChunks(source, requests, work) : TableReader.Read(
                ((IRowReaderSource)source).CreateReader(),
                requests,
                ColumnStorage.Heap,
                work.Collective,
                null,
                CsvText.Token,
                work).RowCount;
        });

        Assert.Equal(40_000, inChunks ? rows.Sum() : rows[0]);
        Assert.Equal(0, missed);
        Assert.True(meetings >= 10, $"{meetings} meetings");
    }

    /// <summary>Rows that other processes have are read as well, and may be many.</summary>
    [Fact]
    public void Read_RowsOfOthersComeFirst_GetsOnWhileTheyArePassedOver()
    {
        var source = new CellRows(
            [new SourceColumn("a", ColumnKind.Numeric)], Enumerable.Range(0, 10_000).Select(row => (DataCell[])[DataCell.Of(row)]));
        int steps = 0;
        int stepsBefore = 0;
        var reader = new RowSourceReader(source) { Advanced = () => steps++ };
        var plan = ReadPlan.Create(reader, [new("a", ColumnKind.Numeric)]);

        long rows = reader.Run(
            plan,
            new RowShare(new RowBorder(0, new RowMark(9_990)), new RowBorder(0, RowMark.End)),
            threads: 1,
            () => new NoWorker(plan),
            new AdvancingProgress(() => stepsBefore = Math.Max(stepsBefore, steps), null),
            CsvText.Token);

        Assert.Equal(10, rows);
        Assert.Equal(3, stepsBefore);
    }

    private static long ReadChunks(CsvSource source, ColumnRequest[] requests, SharedWork work)
    {
        IChunkShare share = source.ShareChunks(requests, new ChunkRules(SkipsRepeatedHeaders: false), work, CsvText.Token);
        return work.Together(stop => share.Read(null, stop).Sum(chunk => chunk.RowCount), CsvText.Token);
    }

    // Gives few bytes at a time.
    private sealed class SlowStream(byte[] bytes, Action<int> reading) : MemoryStream(bytes, writable: false)
    {
        private int _reads;

        public override int Read(byte[] buffer, int offset, int count)
        {
            reading(_reads++);
            return base.Read(buffer, offset, Math.Min(count, 1 << 13));
        }
    }
}
