using System.Text;
using CsCheck;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Storage;
using LogReg.Tests.Collectives;

namespace LogReg.Tests.Data;

/// <summary>However many processes read a text, each a part of its bytes, they know what one process knows that reads all of it.</summary>
public class SharedCsvTests
{
    private static readonly CsvTuning Small = new() { BlockBytes = 16, ChunkRows = 3 };

    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "numbers", "a,b\n" + Lines(20, row => $"{row}.5,{row % 3}\n") },
        { "no final newline", "a,b\n1,2\n3,4\n5,6\n7,8\n9,10" },
        { "one row", "a,b\n1,2\n" },
        { "no rows", "a,b\n" },
        { "line breaks in quotes", "a,b\n" + Lines(12, row => $"{row},\"x\n\"\"{row % 2}\n\"\n") },
        { "blanks before quotes", "a,b\n" + Lines(12, row => $"{row}, \t\"x,\n{row % 2}\" \n") },
        { "quotes in texts", "a,b\n" + Lines(12, row => $"{row},5'10\" {row % 2}\n") },
        { "carriage returns", "a,b\r" + Lines(12, row => $"{row},x{row % 2}\r") },
        { "carriage returns and line feeds", "a,b\r\n" + Lines(12, row => $"{row},x{row % 2}\r\n") },
        { "empty lines", "a,b\n\n\n" + Lines(12, row => $"{row},x{row % 2}\n  \n\n") + "\n\n" },
        { "repeated headers", "a,b\n" + Lines(12, row => row % 3 == 1 ? "a,b\n" : $"{row},{row % 2}\n") },
        { "repeated headers in quotes", "a,b\n" + Lines(12, row => row % 3 == 1 ? "\"a\", b\n" : $"{row},\"{row % 2}\"\n") },
        { "missing cells and errors", "a,b\n" + Lines(15, row => $"{(row % 4 == 0 ? "NA" : row)},{(row % 5 == 3 ? "#DIV/0!" : "7")}\n") },
        { "more kinds of errors than are told", "a\n" + Lines(20, row => $"{(row % 2 == 0 ? row : $"Err:{500 + (row % 9)}")}\n") },
        { "stray texts", "a,b\n" + Lines(20, row => $"{(row % 9 == 7 ? "x" + (row % 2) : row)},1\n") },
        { "a text late", "a,b\n" + Lines(20, row => $"{(row < 19 ? "00" + row : "text")},{(row == 18 ? "y" : "1")}\n") },
        { "texts, most different", "a,b\n" + Lines(15, row => $"t{row * 7 % 15},{(row % 2 == 0 ? "TRUE" : row % 3 == 0 ? "True" : "false")}\n") },
        { "decimal commas", "a;b\n" + Lines(15, row => $"{row},25;1.{row:000}\n") },
        { "thousands", "a;b\n" + Lines(15, row => $"{1 + row % 9}.{row * 7 % 10}00;{row % 5}\n") },
        { "doubtful points", "a,b\n" + Lines(15, row => $"{(row % 3 == 0 ? "2" : $"1.2{row:00}")},{row % 2}\n") },
        { "currencies", "a,b\n" + Lines(15, row => $"$ {row}.50,{row}%\n") },
        { "dates", "a,b\n" + Lines(15, row => $"2024-01-{1 + row:00},{row}\n") },
        { "rounded numbers", "a,b\n" + Lines(15, row => $"{(row > 8 ? "12345678901234567891" : row)},{row}\n") },
        { "None", "a,b\n" + Lines(15, row => $"{(row % 3 == 0 ? "None" : "x")},{row}\n") },
        { "too large a number", "a,b\n" + Lines(15, row => $"{(row is 4 or 9 ? "1e999" : row)},{row}\n") },
        { "a row that is too long", "a,b\n" + Lines(15, row => row is 7 or 12 ? "1,2,3\n" : $"{row},1\n") },
        { "a text after a quote", "a,b\n" + Lines(15, row => row is 7 ? "1,\"x\"y\n" : $"{row},1\n") },
        { "a quote that is not closed", "a,b\n" + Lines(15, row => row is 7 ? "1,\"x\n" : $"{row},1\n") },
        { "a zero byte", "a,b\n" + Lines(15, row => row is 7 ? "1,\0\n" : $"{row},1\n") },
        { "a byte order mark", "\uFEFFa,b\n" + Lines(15, row => $"{row},é\n") },
        { "title", "A report\n\na,b\n" + Lines(15, row => $"{row},{row % 2}\n") },
        { "a separator line", "sep=;\na;b\n" + Lines(15, row => $"{row};{row % 2}\n") },
        { "tabs", "a\tb\n" + Lines(15, row => row % 4 == 1 ? "\t\n" : $"{row}\t \"x\n{row % 2}\"\n") },
        { "one column", "a\n" + Lines(15, row => row % 4 == 1 ? "\n" : $"{row % 2}\na\n") },
        { "repeated headers after an empty column", "\u003Ba;b\n" + Lines(12, row => row % 4 == 1 ? ";a;b\n" : $";{row};{row % 2}\n") },
        { "repeated headers after byte order marks", "a,b\n" + Lines(12, row => row % 4 == 1 ? "\uFEFFa,b\r\n" : $"{row},{row % 2}\r\n") },
        { "other alphabets", "ä,b\n" + Lines(12, row => row % 4 == 1 ? "\u00A0ä,b\n\u3000\n"[..5] : $"ä{row},{row % 2}\n") },
        { "carriage returns among line feeds", "a,b\n" + Lines(12, row => $"{row},{row % 2}" + (row % 3) switch { 0 => "\n", 1 => "\r", _ => "\r\n\n\r" }) },
        { "lines like the header", "a,b\n" + Lines(12, row => $"a{row},{row % 2}\n") },
        { "blanks between cells", "a b\n" + Lines(15, row => $"{row}  {row % 2}\n") },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ReadShare_AnyText_IsThatOfOneProcess(string name, string text)
    {
        Assert.NotEmpty(name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        SharedReading.AssertSame(() => Source(bytes), null, 1, 2, 3, 4, 5, 9);
        SharedReading.AssertSame(() => Source(CsvText.Gzip(bytes)), null, 2, 3);
        SharedReading.AssertSame(() => Source(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()), null, 2);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void ReadShare_PartsOfAnyText_AreThoseOfOneProcess(string name, string text)
    {
        Assert.NotEmpty(name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        DataSource Open() => new PartsSource(
            "parts", [Source(bytes, "1.csv"), Source(CsvText.Gzip(bytes), "2.csv.gz"), Source(bytes, "3.csv")], "file");
        SharedReading.AssertSame(Open, null, 1, 2, 4, 7);
    }

    /// <summary>Quotes that no one closes, texts after quotes, rows that are too long: the first fault is the same.</summary>
    [Fact]
    public void ReadShare_RandomBytes_IsThatOfOneProcess() =>
        Gen.OneOf("a", "1", "2", "\"", ",", ",", " ", "\n", "\n", "\n", "\r\n", "\r", "\"\"", "\",\"", "é", "\"\n\"", "p,q\n", "1,2\n", "1,2\n")
            .Array[0, 40].Select(string.Concat)
            .Sample(
                body =>
                {
                    byte[] bytes = Encoding.UTF8.GetBytes("p,q\n" + body);
                    var options = new CsvOptions { Delimiter = ',', Threads = 1 + (bytes.Length % 2) };
                    SharedReading.AssertSame(() => Source(bytes, options: options), null, 2, 3, 1 + (bytes.Length % 9));
                },
                iter: 400,
                threads: 1);

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void ReadShare_PiecesForSeveralThreads_IsThatOfOneProcess(int threads)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a,b\n" + Lines(120, row => row % 17 == 3 ? $"\"x\n{row}\",1\n" : $"{row},{row % 2}\n"));
        SharedReading.AssertSame(() => Source(bytes, options: new CsvOptions { Threads = threads }), null, 2, 3);
    }

    public static TheoryData<Exception> Faults { get; } =
        [new IOException("gone"), new UnauthorizedAccessException("not yours"), new InvalidOperationException("a fault of the program")];

    /// <summary>Wherever one member's reading fails, all members end with an exception.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void ReadShare_AnyReadingOfOneMemberFails_AllEnd(Exception fault)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a,b\n" + Lines(60, row => $"{row},{(row == 50 ? "x" : row)}\n"));
        int failed = 0;
        for (int failing = 0; failing == failed; failing++)
        {
            // Each time one reading later, as long as there is one.
            var thrown = new Exception?[3];
            int readings = 0;
            void Read()
            {
                if (Interlocked.Increment(ref readings) == failing + 1)
                {
                    throw fault;
                }
            }

            ThreadCollective.Run(3, collective => thrown[collective.Rank] = Record.Exception(() =>
            {
                using CsvSource source = CsvSource.FromStream(
                    () => new FailingStream(bytes, collective.Rank == 1 ? Read : () => { }),
                    "data.csv",
                    new CsvOptions { Threads = 1 },
                    Small);
                ColumnRequest[] requests = [new("a", ColumnKind.Inferred), new("b", ColumnKind.Inferred)];
                source.ReadShare(requests, ColumnStorage.Heap, collective, null, CsvText.Token);
            }));
            if (readings > failing)
            {
                failed++;
                Assert.All(thrown, one => Assert.NotNull(one));
                Assert.All(thrown, one => Assert.DoesNotContain("wait for it", one!.Message, StringComparison.Ordinal));
                Assert.All([thrown[0], thrown[2]], one => Assert.IsAssignableFrom<LogRegException>(one));
            }
            else
            {
                Assert.All(thrown, Assert.Null);
            }
        }

        Assert.True(failed >= 10, $"{failed} readings");
    }

    private static CsvSource Source(byte[] bytes, string name = "data.csv", CsvOptions? options = null) =>
        CsvSource.FromStream(() => new MemoryStream(bytes, writable: false), name, options ?? new CsvOptions { Threads = 1 }, Small);

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    private sealed class FailingStream(byte[] bytes, Action reading) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            reading();
            return base.Read(buffer, offset, count);
        }
    }
}
