using System.Text;
using LogReg.Data;
using LogReg.Shared;

namespace LogReg.Tests.Data;

public class ReadChunksTests
{
    private static readonly LevelTable Known = LevelTable.Of(["red", "green"]);

    private static readonly ColumnRequest[] Requests =
    [
        new("a", ColumnKind.Numeric), new("b", ColumnKind.Categorical, Known), new("a", ColumnKind.Text),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ReadChunks_AllChunks_AreTheTable(int threads)
    {
        string[] colors = ["red", "NA", "blue"];
        string text = "a,b\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{colors[i % 3]}\n"));
        CsvSource source = CsvText.Source(text, new CsvOptions { Threads = threads }, blockBytes: 700);
        Table table = source.ReadTable(Requests, null, CsvText.Token);
        var numbers = new List<double>();
        var codes = new List<int>();
        long unseen = 0;
        foreach (TableChunk chunk in source.ReadChunks(Requests, null, CsvText.Token))
        {
            Assert.Equal(numbers.Count, chunk.FirstRow);
            numbers.AddRange(((NumericColumn)chunk.Columns[0]).Values);
            var categorical = (CategoricalColumn)chunk.Columns[1];
            codes.AddRange(categorical.Codes);
            unseen += categorical.UnseenCount;
            Assert.Equal(["blue"], categorical.UnseenExamples);
            Assert.Equal(Encoding.UTF8.GetBytes($"{chunk.FirstRow}"), ((TextColumn)chunk.Columns[2])[0]);
        }

        Assert.Equal(CsvText.Numbers(table, "a"), numbers);
        Assert.Equal(CsvText.Codes(table, "b"), codes);
        Assert.Equal(codes.Count(code => code == CategoricalColumn.Unseen), unseen);
    }

    [Fact]
    public void ReadChunks_HeaderOnly_HasNoChunks() => Assert.Empty(CsvText.Source("a,b\n").ReadChunks(Requests, null, CsvText.Token));

    [Fact]
    public void ReadChunks_AbandonedEarly_StopsReading()
    {
        var stream = new TrackedStream("a,b\n" + string.Concat(Enumerable.Repeat("1,red\n", 100_000)));
        var tuning = new CsvTuning { BlockBytes = 100, SampleBytes = 100 };
        CsvSource source = CsvSource.FromStream(() => stream.Rewound(), "data.csv", new CsvOptions { Threads = 2 }, tuning);

        foreach (TableChunk chunk in source.ReadChunks(Requests, null, CsvText.Token))
        {
            Assert.Equal(0, chunk.FirstRow);
            break;
        }

        Assert.True(stream.WasDisposed);
        Assert.InRange(stream.Position, 1, 5000);
    }

    [Fact]
    public void ReadChunks_ErrorLater_ComesAfterTheRowsBefore()
    {
        CsvSource source = CsvText.Source("a,b\n1,red\n2,red\n3,red\nx,red\n", new CsvOptions { Threads = 3 }, blockBytes: 7);
        long rows = 0;

        DataException error = Assert.Throws<DataException>(() =>
        {
            foreach (TableChunk chunk in source.ReadChunks(Requests, null, CsvText.Token))
            {
                rows += chunk.RowCount;
            }
        });

        Assert.Equal(5, error.Line);
        Assert.Equal(3, rows);
    }

    [Fact]
    public void ReadChunks_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        CsvSource source = CsvText.Source("a,b\n" + string.Concat(Enumerable.Repeat("1,red\n", 1000)), blockBytes: 16);

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (TableChunk _ in source.ReadChunks(Requests, null, cancellation.Token))
            {
                cancellation.Cancel();
            }
        });
    }

    /// <summary>A stream that knows how far it was read and whether it was closed.</summary>
    private sealed class TrackedStream(string text) : ForwardStream
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

        public bool WasDisposed { get; private set; }

        public override long Position { get; set; }

        public TrackedStream Rewound()
        {
            Position = 0;
            WasDisposed = false;
            return this;
        }

        public override int Read(Span<byte> buffer)
        {
            ReadOnlySpan<byte> rest = _bytes.AsSpan((int)Position);
            int length = Math.Min(rest.Length, buffer.Length);
            rest[..length].CopyTo(buffer);
            Position += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            WasDisposed = true;
            base.Dispose(disposing);
        }
    }
}
