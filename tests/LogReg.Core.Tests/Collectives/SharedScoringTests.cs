using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Tests.Data;

namespace LogReg.Tests.Collectives;

/// <summary>However many members score a source, each a part of its rows, the predictions, counts, warnings and errors are those of one
/// process.</summary>
public class SharedScoringTests
{
    private static readonly CsvTuning Small = new() { BlockBytes = 48, ChunkRows = 3 };

    private static readonly Lazy<LogisticModel> OfNumber = new(
        () => Train("a,y\n", row => $"{row * 7 % 11},{(row * 5 % 7 > 3 ? "1" : "0")}\n"));

    private static readonly Lazy<LogisticModel> OfLevels = new(
        () => Train("a,b,y\n", row => $"{(row % 5 == 0 ? "NA" : row * 7 % 11)},x{row % 2},{"ynn"[row * 5 % 3]}\n"));

    private static readonly Lazy<LogisticModel> OfDates = new(
        () => Train(
            "day,o,y\n",
            row => $"2024-{1 + (row % 12):00}-{1 + (row * 7 % 28):00},{row % 3},{"yn"[row * 5 % 7 / 4]}\n",
            "o",
            "month(day)"));

    private static readonly Lazy<LogisticModel> OfThreeClasses = new(
        () => Train("a,y\n", row => $"{row * 7 % 11},{"pqr"[row * 5 % 8 % 3]}\n"));

    private static readonly Lazy<LogisticModel> OfProduct = new(
        () => Train(
            "a,b,g,y\n",
            row => $"{row % 7},{(row % 3 == 2 ? "q" : "p")},{(row % 3 == 1 ? "s" : "r")},{"yn"[row * 5 % 7 / 4]}\n",
            formula: "a + b:g"));

    public static TheoryData<string, string> Texts => SharedCsvTests.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void Score_AnyText_IsThatOfOneProcess(string name, string text)
    {
        Assert.NotEmpty(name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (LogisticModel model in (LogisticModel[])[OfNumber.Value, OfLevels.Value])
        {
            SharedScoring.AssertSame(model, () => Source(bytes), new ScoringOptions { Interval = 0.9, Contributions = 2 }, 2, 3, 7);
            SharedScoring.AssertSame(model, () => Source(bytes), new ScoringOptions { ForComparison = true, KeptColumns = ["a"] }, 2, 4);
            SharedScoring.AssertSame(model, () => Source(CsvText.Gzip(bytes)), null, 3);
            SharedScoring.AssertSame(model, () => Parts(bytes), new ScoringOptions { KeptColumns = ["file", "a"] }, 1, 2, 5);
        }
    }

    [Fact]
    public void Score_ClassesOffsetsDatesAndProducts_AreThoseOfOneProcess()
    {
        byte[] dates = Lines("day,o,y\n", 40, row => $"2024-01-{1 + (row % 28):00},{row % 4}.5,{(row % 9 == 8 ? "?" : "yn"[row % 2])}\n");
        byte[] numbers = Lines("a,y\n", 40, row => $"{row * 3 % 13}.25,{"pqrs"[row % 4]}\n");
        byte[] products = Lines("a,b,g,y\n", 40, row => $"1,{"pq"[row % 2]},{"rs"[row / 3 % 2]},y\n");

        Assert.Contains("\n39: ", SharedScoring.AssertSame(OfDates.Value, () => Source(dates)), StringComparison.Ordinal);
        Assert.Contains("s:10", SharedScoring.AssertSame(OfThreeClasses.Value, () => Source(numbers)), StringComparison.Ordinal);
        Assert.Contains("b:g:", SharedScoring.AssertSame(OfProduct.Value, () => Source(products)), StringComparison.Ordinal);
    }

    /// <summary>What only scoring finds, before or after what reading or the counting of rows finds.</summary>
    [Theory]
    [InlineData(5, "?.13.2024,1,y", 30, "2024-01-01,1,y,4")]
    [InlineData(30, "?.13.2024,1,y", 5, "2024-01-01,1,y,4")]
    [InlineData(5, "2024-01-01,,y", 30, "2024-01-01,1,y,4")]
    [InlineData(5, "2024-01-01,,y", 30, "2024-01-01,\"1,y")]
    [InlineData(20, "2024-01-01,x,y", 21, "2024-01-01,,y")]
    [InlineData(38, "2024-01-01,,y", 39, "13.13.2024,1,y")]
    [InlineData(20, "2024-01-01,1e308,y", 21, "2024-01-01,1e999,y")]
    public void Score_SeveralFaults_TheFirstIsThatOfOneProcess(int first, string fault, int second, string other)
    {
        byte[] bytes = Lines("day,o,y\n", 40, row => (row == first ? fault : row == second ? other : "2024-01-05,1,n") + "\n");

        string outcome = SharedScoring.AssertSame(OfDates.Value, () => Source(bytes), null, 2, 3, 5, 7, 20);
        Assert.StartsWith("DataException\n", outcome, StringComparison.Ordinal);
        SharedScoring.AssertSame(OfDates.Value, () => Parts(bytes), null, 2, 5);
        SharedScoring.AssertSameEvaluation(OfDates.Value, () => Source(bytes), null, 2, 5);
    }

    /// <summary>One process may have both in a chunk, of which it checks dates before offsets.</summary>
    [Fact]
    public void Score_FaultsOfTwoKindsInAChunk_TheFirstRowIsThatOfOneProcess()
    {
        byte[] bytes = Lines(
            "day,o,y\n", 40, row => (row == 19 ? "2024-01-01,,y" : row == 22 ? "13.13.2024,1,y" : "2024-01-05,1,n") + "\n");
        CsvSource Open() => CsvSource.FromStream(
            () => new MemoryStream(bytes, writable: false),
            "data.csv",
            new CsvOptions { Threads = 1 },
            new CsvTuning { BlockBytes = 1 << 12, ChunkRows = 3 });

        Assert.StartsWith(
            "DataException\ndata.csv, line 21, column 'o': the offset is missing",
            SharedScoring.AssertSame(OfDates.Value, Open, null, 2, 3, 5),
            StringComparison.Ordinal);
    }

    /// <summary>What only scoring finds stands before what reading finds, or after it, wherever the text is cut.</summary>
    [Theory]
    [InlineData(20, "2024-01-01,,y", 21, "2024-01-01,x,y", "line 22, column 'o': the offset is missing")]
    [InlineData(21, "2024-01-01,,y", 20, "2024-01-01,x,y", "line 22, column 'o': the value 'x' is not a number")]
    [InlineData(20, "13.13.2024,1,y", 24, "2024-01-01,1,y,4", "line 22, column 'day': '13.13.2024'")]
    [InlineData(20, "2024-01-01,,y", 30, "2024-01-01,\"1,y", "line 22, column 'o': the offset is missing")]
    public void Score_SeveralFaultsInABatch_TheFirstRowIsTold(int row, string fault, int other, string another, string expected)
    {
        string[] lines =
            ["day,o,y", .. Enumerable.Range(0, 40).Select(own => own == row ? fault : own == other ? another : "2024-01-05,1,n")];
        byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        foreach (int blockBytes in (int[])[20, 48, 400, 1 << 20])
        {
            foreach (int threads in (int[])[1, 3])
            {
                CsvSource Open() => CsvSource.FromStream(
                    () => new MemoryStream(bytes, writable: false),
                    "data.csv",
                    new CsvOptions { Threads = threads },
                    new CsvTuning { BlockBytes = blockBytes, ChunkRows = 3 });
                string outcome = SharedScoring.AssertSame(OfDates.Value, Open, null, 2, 5);
                Assert.StartsWith($"DataException\ndata.csv, {expected}", outcome, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Rows of texts in memory are read in batches as well: few on the caller's thread, and many ahead of it.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(5000)]
    public void Score_SeveralFaultsInABatchOfCells_TheFirstRowIsTold(int rows)
    {
        string[] lines =
        [
            "day,o,y",
            .. Enumerable.Range(0, rows).Select(row => row == 20 ? "2024-01-01,,y" : row == 21 ? "2024-01-01,x,y" : "2024-01-05,1,n"),
        ];
        Assert.Contains(
            "column 'o': the offset is missing",
            SharedScoring.AssertSame(OfDates.Value, () => CellRows.OfLines(lines), null, 2),
            StringComparison.Ordinal);
    }

    /// <summary>No scoring finds an earlier fault than one that no row has.</summary>
    [Fact]
    public void Score_AMemberSeesAnotherFile_IsToldAtOnce()
    {
        byte[] bytes = Lines("day,o,y\n", 40, row => (row == 30 ? "13.13.2024,1,y" : "2024-01-05,1,n") + "\n");

        ThreadCollective.Run(3, collective =>
        {
            using CsvSource source = Source(collective.Rank == 2 ? bytes[..^15] : bytes);
            Assert.StartsWith(
                "data.csv: rank 2 sees a file of another size",
                Assert.Throws<DataException>(() => OfDates.Value.Score(source, collective, _ => { })).Message,
                StringComparison.Ordinal);
        });
    }

    /// <summary>Each process counts classes that may not be among the first thousand of its own rows.</summary>
    [Fact]
    public void Score_MoreUnknownClassesThanAreKept_AreThoseOfOneProcess()
    {
        const int Names = 2000;
        byte[] bytes = Lines("a,y\n", 2 * Names, row => $"1,u{(row < Names ? row : (2 * Names) - 1 - row)}\n");

        string outcome = SharedScoring.AssertSame(
            OfNumber.Value,
            () => CsvSource.FromStream(
                () => new MemoryStream(bytes, writable: false),
                "data.csv",
                new CsvOptions { Threads = 1 },
                new CsvTuning { BlockBytes = 1 << 14, ChunkRows = 250 }),
            new ScoringOptions { ForComparison = true },
            2,
            3,
            7);

        Assert.Contains(" u999:2\n", outcome, StringComparison.Ordinal);
        Assert.DoesNotContain("u1000:", outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(37, "2.5", 38, "7")]
    [InlineData(25, "7.5", 37, "3.500")]
    public void Score_NotationsThatContradictAcrossMembers_AreTheErrorOfOneProcess(int first, string point, int second, string other)
    {
        LogisticModel model = Train("a;y\n", row => $"{1 + (row % 9)}.{row * 7 % 10}00,{row % 10};{(row * 5 % 7 > 3 ? "p" : "q")}\n");
        byte[] bytes = Lines("a;y\n", 40, row => (row == 3 ? "2.500" : row == first ? point : row == second ? other : "7") + ";p\n");

        Assert.Contains(
            "the value '2.500' may be", SharedScoring.AssertSame(model, () => Source(bytes), null, 2, 3, 7), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_SourcesOfEveryKind_IsThatOfOneProcess()
    {
        string[] lines =
        [
            "a,b,y", .. Enumerable.Range(0, (2 * Table.ChunkRows) + 99).Select(row => $"{row % 13},x{row % 3},{"yn?"[row % 3]}"),
        ];
        byte[] csv = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        Table table = CsvText.Source(csv).ReadTable(
            [new("a", ColumnKind.Numeric), new("b", ColumnKind.Categorical), new("y", ColumnKind.Categorical)],
            cancellationToken: CsvText.Token);

        SharedScoring.AssertSame(OfLevels.Value, () => CsvText.Source(csv, blockBytes: 1 << 14));
        SharedScoring.AssertSame(OfLevels.Value, () => CellRows.OfLines(lines), null, 2, 3);
        SharedScoring.AssertSame(OfLevels.Value, () => new TableSource(table), null, 2);
        SharedScoring.AssertSameEvaluation(OfLevels.Value, () => CsvText.Source(csv, blockBytes: 1 << 14));
        SharedScoring.AssertSame(OfLevels.Value, () => CsvSource.FromPipe(new MemoryStream(csv), "stdin"), null, 1);
    }

    [Fact]
    public void Score_Libsvm_IsThatOfOneProcess()
    {
        string text = string.Concat(Enumerable.Range(0, 50).Select(
            row => $"{row * 5 % 7 / 4} {1 + (row % 7)}:0.5 {8 + (row % 5)}:{row}\n"));
        LibsvmSource Source(string added) => LibsvmSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes(text + added), writable: false),
            "data.svm",
            new CsvOptions { Threads = 1 },
            new CsvTuning { BlockBytes = 32, ChunkRows = 5 });
        LogisticModel model = new LogisticRegression { Target = "label", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }.Fit(Source("")).Model;

        SharedScoring.AssertSame(model, () => Source("1 2:1 99:3\n"));
        SharedScoring.AssertSame(model, () => Source("1 2:1 2:x\n1 1:1\n"));
        SharedScoring.AssertSameEvaluation(model, () => Source("7 2:1\n"));
    }

    /// <summary>Rows whose indices start elsewhere are refused or not, whoever has them and wherever the text is cut.</summary>
    [Theory]
    [InlineData(0, 60, "line 1, ")]
    [InlineData(24, 60, "line 25, ")]
    [InlineData(26, 28, "line 27, ")]
    [InlineData(53, 60, "line 54, ")]
    [InlineData(30, 31, null)]
    [InlineData(59, 60, null)]
    public void Score_ShiftedIndices_AreThoseOfOneProcess(int from, int to, string? expected)
    {
        LibsvmSource Source(string text, int blockBytes, int threads) => LibsvmSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false),
            "data.svm",
            new CsvOptions { Threads = threads },
            new CsvTuning { BlockBytes = blockBytes, ChunkRows = 24 });
        string Rows(int first, int last) => string.Concat(Enumerable.Range(0, 60).Select(
            row => $"{row * 5 % 7 / 4} {(row >= first && row < last ? $"0:{row + 1} " : "")}{1 + (row % 7)}:0.5 {8 + (row % 5)}:{row}\n"));
        LogisticModel model = new LogisticRegression { Target = "label", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }
            .Fit(Source(Rows(0, 0), 32, 1)).Model;
        string text = Rows(from, to);
        foreach (int blockBytes in (int[])[32, 300, 1 << 20])
        {
            foreach (int threads in (int[])[1, 3])
            {
                string outcome = SharedScoring.AssertSame(model, () => Source(text, blockBytes, threads), null, 2, 3, 5);
                Assert.StartsWith(
                    expected is null ? "60 rows" : $"DataException\ndata.svm, {expected}column 'features': the row has the index 0",
                    outcome,
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("w")]
    public void Evaluate_IsThatOfOneProcess(string? weight)
    {
        byte[] two = Lines("a,b,w,y\n", 60, row => $"{row % 13},x{row % 3},{row % 4},{"yn?"[row * 7 % 11 % 3]}\n");
        byte[] three = Lines("a,w,y\n", 60, row => $"{row * 3 % 13}.25,{(row % 5) + 0.25},{"pqrs"[row * 7 % 11 % 4]}\n");
        byte[] dates = Lines(
            "day,o,w,y\n",
            40,
            row => $"2024-01-{1 + (row % 28):00},{(row % 9 == 8 ? $",{row % 4},?" : $"{row % 4}.5,{row % 4},{"yn"[row % 2]}")}\n");

        SharedScoring.AssertSameEvaluation(OfLevels.Value, () => Source(two), weight);
        SharedScoring.AssertSameEvaluation(OfThreeClasses.Value, () => Source(three), weight);
        SharedScoring.AssertSameEvaluation(OfDates.Value, () => Source(dates), weight);
        SharedScoring.AssertSameEvaluation(OfDates.Value, () => Parts(dates), weight, 2, 5);
    }

    [Theory]
    [InlineData("a,b\n1,x0\n")]
    [InlineData("a,b,y\n")]
    [InlineData("a,b,y\n1,x0,?\n2,x1,new\n3,x1,other\n4,x0,new\n")]
    [InlineData("a,y\n1,y\n")]
    public void Evaluate_WithNothingToCompare_IsTheErrorOfOneProcess(string text) => Assert.StartsWith(
        "DataException\n",
        SharedScoring.AssertSameEvaluation(OfLevels.Value, () => Source(Encoding.UTF8.GetBytes(text)), null, 2, 7),
        StringComparison.Ordinal);

    [Fact]
    public void Score_AFailureOfWhoeverTakesTheRows_IsThatOfEveryMember()
    {
        byte[] bytes = Lines("a,y\n", 40, row => $"{row},1\n");
        ThreadCollective.Run(3, collective =>
        {
            using CsvSource source = Source(bytes);
            var error = Assert.Throws<LogRegException>(() => OfNumber.Value.Score(
                source, collective, chunk => throw new LogRegException($"no room from row {chunk.FirstRow} on")));
            Assert.Equal("no room from row 0 on", error.Message);
        });
    }

    [Fact]
    public void Score_AnotherFailureOfOneMember_EndsAll()
    {
        byte[] bytes = Lines("a,y\n", 40, row => $"{row},1\n");
        ThreadCollective.Run(3, collective =>
        {
            using CsvSource source = Source(bytes);
            Exception error = Assert.ThrowsAny<Exception>(() => OfNumber.Value.Score(
                source, collective, _ =>
                {
                    if (collective.Rank == 1)
                    {
                        throw new NotSupportedException("broken");
                    }
                }));
            Assert.Equal(collective.Rank == 1 ? "broken" : "rank 1 has failed: broken", error.Message);
        });
    }

    [Fact]
    public void Score_PipeOrCache_IsRefused()
    {
        ThreadCollective.Run(2, collective =>
        {
            using CsvSource source = CsvSource.FromPipe(new MemoryStream("a\n1\n"u8.ToArray()), "stdin");
            Assert.StartsWith(
                "stdin: several processes cannot read these data",
                Assert.Throws<DataException>(() => OfNumber.Value.Score(source, collective, _ => { })).Message,
                StringComparison.Ordinal);
        });
    }

    private static LogisticModel Train(string header, Func<int, string> line, string? offset = null, string? formula = null) =>
        new LogisticRegression
        {
            Target = "y",
            OffsetColumn = offset,
            Formula = formula,
            MissingHandling = MissingHandling.Impute,
        }.Fit(CsvText.Source(Lines(header, 60, line))).Model;

    private static byte[] Lines(string header, int count, Func<int, string> line) =>
        Encoding.UTF8.GetBytes(header + string.Concat(Enumerable.Range(0, count).Select(line)));

    private static CsvSource Source(byte[] bytes, string name = "data.csv") =>
        CsvSource.FromStream(() => new MemoryStream(bytes, writable: false), name, new CsvOptions { Threads = 1 }, Small);

    private static PartsSource Parts(byte[] bytes) =>
        new("parts", [Source(bytes, "1.csv"), Source(CsvText.Gzip(bytes), "2.csv.gz"), Source(bytes, "3.csv")], "file");
}
