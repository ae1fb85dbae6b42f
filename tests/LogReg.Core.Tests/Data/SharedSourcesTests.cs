using System.Globalization;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Data;

/// <summary>However many processes read a source of any kind, each knows what one process knows that reads all of it.</summary>
public sealed class SharedSourcesTests
{
    private const int RowCount = (2 * Table.ChunkRows) + 1234;

    private static readonly string[] Lines =
    [
        "x,g,t",
        .. Enumerable.Range(0, RowCount).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row % 1000 == 999 ? "" : row * 7919 % 1009 / 8.0)},{"abcde"[row * 31 % 5]}{(row > 30_000 ? "!" : "")},{(row == 33_000 ? "late" : "1")}")),
    ];

    private static byte[] Csv { get; } = Encoding.UTF8.GetBytes(string.Join('\n', Lines));

    private static readonly ColumnRequest[] Requests =
    [
        new("x", ColumnKind.Numeric),
        new("g", ColumnKind.Inferred),
        new("t", ColumnKind.Categorical) { KnownLevels = LevelTable.Of(["1", "2"]) },
    ];

    [Fact]
    public void ReadShare_File_IsThatOfOneProcess()
    {
        SharedReading.AssertSame(() => CsvText.Source(Csv, blockBytes: 1 << 16));
        SharedReading.AssertSame(() => CsvText.Source(Csv, blockBytes: 1 << 16), Requests, 2, 5);
        SharedReading.AssertSame(() => CsvText.Source(CsvText.Gzip(Csv), blockBytes: 1 << 16), null, 3);
    }

    [Fact]
    public void ReadShare_Rows_IsThatOfOneProcess()
    {
        SharedReading.AssertSame(() => CellRows.OfLines(Lines), null, 2, 3);
        SharedReading.AssertSame(() => CellRows.OfLines([.. Lines, "1,2,3,4"[..5], "wrong,a,1"]), Requests, 2);
    }

    [Fact]
    public void ReadShare_TableOfAProgram_IsThatOfOneProcess()
    {
        Table table = CsvText.Source(Csv).ReadTable(Requests, cancellationToken: CsvText.Token);

        SharedReading.AssertSame(() => new TableSource(table), null, 2, 3);
    }

    [Fact]
    public void ReadShare_PartsOfEveryKind_AreThoseOfOneProcess()
    {
        string[] late = [Lines[0], .. Lines[20_000..]];
        DataSource Open() => new PartsSource(
            "parts",
            [
                CellRows.OfLines(Lines[..5000]),
                CsvText.Source("x,g,t\n", blockBytes: 64),
                CsvText.Source(Csv, blockBytes: 1 << 14),
                CsvText.Source(CsvText.Gzip(Encoding.UTF8.GetBytes(string.Join('\n', late)))),
                CsvText.Source("g,t,x\nb,1,2\n"),
            ],
            "part",
            ["1", "2", "3", "4", "5"]);

        SharedReading.AssertSame(Open, null, 2, 3, 7);
    }

    [Fact]
    public void ReadShare_PartsWithAFault_HaveTheFirst()
    {
        DataSource Open(string one, string other) => new PartsSource(
            "parts",
            [
                CellRows.OfLines(["x,g", "1,a", one]),
                CsvText.Source("x,g\n1,a\n2,b\n" + other + "\n3,c\n", blockBytes: 4),
                CsvText.Source(CsvText.Gzip("x,g\n1,a\n1,a,a\n"u8.ToArray())),
            ]);
        ColumnRequest[] requests = [new("x", ColumnKind.Numeric), new("g", ColumnKind.Categorical)];

        SharedReading.AssertSame(() => Open("2,b", "5,b"), requests, 2, 3, 4);
        SharedReading.AssertSame(() => Open("2,b", "5,b,c"), requests, 2, 3, 4);
        SharedReading.AssertSame(() => Open("2,b", "wrong,b"), requests, 2, 3, 4);
        SharedReading.AssertSame(() => Open("wrong,b", "5,b,c"), requests, 2, 3, 4);
        SharedReading.AssertSame(() => Open("wrong,b", "5,b"), requests, 2, 3, 4);
    }

    [Fact]
    public void ReadShare_OlderEncodingThatShowsLate_IsThatOfOneProcess()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,x\n", 50)) + "2,ü\n" + string.Concat(Enumerable.Repeat("1,x\n", 9)));
        CsvSource Source(string name) => CsvSource.FromStream(
            () => new MemoryStream(bytes, writable: false), name, null, new CsvTuning { SampleBytes = 64, BlockBytes = 32, ChunkRows = 7 });

        SharedReading.AssertSame(() => Source("data.csv"));
        SharedReading.AssertSame(() => new PartsSource("parts", [CsvText.Source("a,b\n1,x\n"), Source("2.csv")]));
    }

    [Fact]
    public void ReadShare_Libsvm_IsThatOfOneProcess()
    {
        string text = "# none\n" + string.Concat(Enumerable.Range(0, 50).Select(
            row => $"{row % 2} {(row == 40 ? "qid:3 " : "")}{row % 7}:0.5 {8 + row}:{row} # \"\n{(row % 9 == 0 ? "\r\n" : "")}"));
        LibsvmSource Source(string added) => LibsvmSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes(text + added), writable: false),
            "data.svm",
            new CsvOptions { Threads = 1 },
            new CsvTuning { BlockBytes = 32, ChunkRows = 5 });

        SharedReading.AssertSame(() => Source(""));
        SharedReading.AssertSame(() => Source("1 2:x\n1 3:1\n"));
        SharedReading.AssertSame(() => new PartsSource("parts", [Source("1 9:9\n"), Source("")]));
    }

    [Fact]
    public void ReadShare_Cache_IsThatOfOneProcess()
    {
        string path = Path.GetTempFileName();
        try
        {
            CacheSource.Write(CsvText.Source(Csv), path, new CacheOptions { CategoricalColumns = ["g", "t"] });

            SharedReading.AssertSame(() => CsvSource.FromFile(path));
            SharedReading.AssertSame(
                () => CsvSource.FromFile(path), [new("x", ColumnKind.Categorical), new("g", ColumnKind.Categorical)], 2, 7);

            // A byte of the second chunk.
            byte[] bytes = File.ReadAllBytes(path);
            bytes[^(((RowCount - Table.ChunkRows) * 16) - 999)] ^= 1;
            File.WriteAllBytes(path, bytes);
            Assert.Contains("damaged", SharedReading.OfOne(() => CsvSource.FromFile(path)), StringComparison.Ordinal);
            SharedReading.AssertSame(() => CsvSource.FromFile(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Only one process gets what comes through a pipe, and each would run a query by itself.</summary>
    [Fact]
    public void ReadShare_PipeOrQuery_IsRefused()
    {
        using System.Data.DataTable rows = new();
        rows.Columns.Add("x", typeof(double));
        rows.Rows.Add(1.0);
        Func<DataSource>[] sources =
        [
            () => CsvSource.FromOneTimeStream(new MemoryStream("a\n1\n"u8.ToArray()), "stdin"),
            () => CsvSource.FromPipe(new MemoryStream("a\n1\n"u8.ToArray()), "stdin"),
            () => LibsvmSource.FromOneTimeStream(new MemoryStream("1 1:1\n"u8.ToArray()), "stdin"),
            () => TableSource.From(rows.CreateDataReader(), "stdin"),
            () => new PartsSource("parts", [CsvText.Source("a\n1\n"), CsvSource.FromOneTimeStream(new MemoryStream("a\n1\n"u8.ToArray()), "stdin")]),
        ];
        Assert.All(sources, open =>
        {
            var errors = new string[2];
            ThreadCollective.Run(2, collective =>
            {
                using DataSource source = open();
                Assert.False(source.CanShare);
                errors[collective.Rank] = Assert.Throws<DataException>(() => source.ReadShare(
                    [], ColumnStorage.Heap, collective, null, CancellationToken.None)).Message;
            });
            Assert.All(errors, error => Assert.StartsWith(
                "stdin: several processes cannot read these data, each a part of them", error, StringComparison.Ordinal));
        });
    }
}
