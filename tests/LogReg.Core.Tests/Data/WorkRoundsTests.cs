using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Data;

/// <summary>While one member works, the others come to meetings instead of waiting in a single operation.</summary>
public sealed class WorkRoundsTests
{
    private const int Steps = 5;

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
            var rounds = new WorkRounds(collective, TimeSpan.Zero);
            results[members.Rank] = rounds.Together(() =>
            {
                for (int step = 0; step < Steps && members.Rank == 1; step++)
                {
                    rounds.Advance();
                    met.Wait(CsvText.Token);
                }

                return 10 * members.Rank;
            });
        });

        Assert.Equal([0, 10, 20], results);

        // And one in which all are done, and one for errors.
        Assert.Equal([Steps + 2, Steps + 2, Steps + 2], meetings);
    }

    [Fact]
    public void Together_WorkWithoutProgress_ComesToNoMeeting()
    {
        int meetings = 0;

        ThreadCollective.Run(2, members =>
        {
            var collective = new WatchedCollective(members, () => Interlocked.Increment(ref meetings));
            Assert.Equal(0, new WorkRounds(collective, TimeSpan.Zero).Together(() => Volatile.Read(ref meetings)));
        });
    }

    [Fact]
    public void Together_AMemberFails_AllThrowItsError()
    {
        var thrown = new Exception?[3];

        ThreadCollective.Run(3, members => thrown[members.Rank] = Record.Exception(() => new WorkRounds(members).Together<int>(
            () => members.Rank == 0 ? 1 : throw new InvalidOperationException($"broken {members.Rank}"))));

        Assert.Equal("rank 1 has failed: broken 1", Assert.IsType<LogRegException>(thrown[0]).Message);
        Assert.Equal("broken 1", Assert.IsType<InvalidOperationException>(thrown[1]).Message);
        Assert.Equal("rank 1 has failed: broken 1", Assert.IsType<LogRegException>(thrown[2]).Message);
    }

    /// <summary>A file that must be unpacked from its beginning is read by one member after the other's share: those who wait meet it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_OneMemberReadsSlowly_TheOthersMeetItWhileItReads(bool isPacked)
    {
        byte[] text = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 40_000).Select(row => $"{row * 7919 % 10_007},{row % 3}\n")));
        text = isPacked ? CsvText.Gzip(text) : text;
        int most = 0;
        long[] rows = new long[2];

        ThreadCollective.Run(2, members =>
        {
            using var met = new SemaphoreSlim(0);
            Thread member = Thread.CurrentThread;
            int meetings = 0;
            var collective = new WatchedCollective(members, () => met.Release());
            var rounds = new WorkRounds(collective, TimeSpan.Zero);
            Stream Open() => new SlowStream(text, () =>
            {
                // Only the member that has all of a packed file counts it; it is the first.
                if (members.Rank == 0 && Thread.CurrentThread != member)
                {
                    while (met.Wait(0, CsvText.Token))
                    {
                    }

                    rounds.Advance();
                    met.Wait(CsvText.Token);
                    meetings++;
                }
            });
            using CsvSource source = CsvSource.FromStream(
                Open, "data.csv", new CsvOptions { Threads = 1 }, new CsvTuning { BlockBytes = 1 << 14, ChunkRows = 5000 });
            RowReader reader = ((IRowReaderSource)source).CreateReader();
            ColumnRequest[] requests = [.. reader.Names.Select(name => new ColumnRequest(name, ColumnKind.Numeric))];
            rows[members.Rank] = TableReader.Read(
                reader, requests, ColumnStorage.Heap, collective, null, CsvText.Token, rounds).RowCount;
            most = Math.Max(most, meetings);
        });

        Assert.Equal([40_000, 40_000], rows);
        Assert.True(most >= 10, $"{most} meetings");
    }

    // Gives few bytes at a time.
    private sealed class SlowStream(byte[] bytes, Action reading) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            reading();
            return base.Read(buffer, offset, Math.Min(count, 1 << 13));
        }
    }
}
