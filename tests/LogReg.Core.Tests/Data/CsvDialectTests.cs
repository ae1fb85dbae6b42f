using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Lines to skip, comments, blanks as delimiter, backslashes and encodings that options name.</summary>
public class CsvDialectTests
{
    private static readonly int[] BlockSizes = [1, 3, 17, 1 << 16];

    private static void AssertCells(string[][] expected, byte[] bytes, CsvOptions options)
    {
        foreach (int blockBytes in BlockSizes)
        {
            CsvOptions threaded = options with { Threads = 1 + (blockBytes % 3) };
            Assert.Equal(expected, CsvText.Cells(CsvText.Source(bytes, threaded, blockBytes, sampleBytes: Math.Max(blockBytes, 64))));
            Assert.Equal(expected, FromPipe(bytes, threaded));
        }
    }

    private static void AssertCells(string[][] expected, string text, CsvOptions options) =>
        AssertCells(expected, Encoding.UTF8.GetBytes(text), options);

    private static string[][] FromPipe(byte[] bytes, CsvOptions options)
    {
        using CsvSource source = CsvSource.FromPipe(new MemoryStream(bytes), "pipe", options);
        return CsvText.Cells(source.ReadChunks([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Text))]));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void SkipLines_LeavesOutThatManyLines(string lineBreak)
    {
        string text = string.Join(lineBreak, "Report, 2024", "a \"quote", "", "a,b", "1,2", "3,4", "");

        AssertCells([["1", "2"], ["3", "4"]], text, new CsvOptions { SkipLines = 3 });
        Assert.Equal(6, CsvText.Source(text, new CsvOptions { SkipLines = 3 }).FindLineOfRow(1));
    }

    [Fact]
    public void SkipLines_WithoutHeader_LeavesOutLinesAboveTheRows() =>
        AssertCells([["1", "2"], ["3", "4"]], "title\n1,2\n3,4\n", new CsvOptions { SkipLines = 1, HasHeader = false });

    [Fact]
    public void SkipLines_MoreThanThereAre_SaysThatAllAreSkipped() => Assert.Contains(
        "the file has nothing but skipped and blank lines",
        CsvText.Error("a,b\n1,2\n", new CsvOptions { SkipLines = 9 }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Comment_LeavesOutLinesOutsideQuotes()
    {
        const string Text = "# \"a\n#x\na,b\n1,#2\n# 3,4\n  # 5\n\"x\n# no comment\n\",6\n7,\"8\"\n#";
        string[][] expected = [["1", "#2"], ["x\n# no comment\n", "6"], ["7", "8"]];

        AssertCells(expected, Text, new CsvOptions { Comment = '#' });
        AssertCells(expected, Text, new CsvOptions { Comment = '#', Delimiter = ',' });
        Assert.Equal(10, CsvText.Source(Text, new CsvOptions { Comment = '#' }).FindLineOfRow(2));
    }

    [Fact]
    public void Comment_FaultBelow_NamesTheLineOfTheFile()
    {
        DataException error = CsvText.Error("a,b\n# c\n1,2\n# d\n3\n", new CsvOptions { Comment = '#' });

        Assert.Equal(5, error.Line);
    }

    [Fact]
    public void Delimiter_Space_IsOneOrMoreBlanks()
    {
        AssertCells(
            [["1", "x y", "2,5"], ["3", "z", "\"4"], ["5", "", "é"]],
            "  a \t b  c  \n1   \"x y\"\t2,5\n\n \t \n\t3 z  \t 5\"4 \n5 \"\" é\n".Replace("5\"4", "\"\"\"4\"", StringComparison.Ordinal),
            new CsvOptions { Delimiter = ' ' });
        Assert.Equal(' ', CsvText.Source("a b\n1 2\n", new CsvOptions { Delimiter = ' ' }).ReadHeader().Delimiter);
    }

    [Theory]
    [InlineData("report, of 2024\nby the lab\n", null, 2L, false)]
    [InlineData("# a comment, with a comma\n# another\n", '#', 0L, false)]
    [InlineData("", '#', 0L, false)]
    [InlineData("", null, 0L, true)]
    [InlineData("report\n# made by the lab\n", '#', 1L, true)]
    [InlineData("# one\nA table of ages\n", '#', 0L, false)]
    public void Delimiter_BlanksBesideOtherOptions_IsFound(string above, char? comment, long skipped, bool hasBackslashes)
    {
        string text = above + CleanTable.Text.Replace(',', ' ');
        var options = new CsvOptions
        {
            Comment = comment,
            SkipLines = skipped,
            Escape = hasBackslashes ? CsvEscape.Backslash : CsvEscape.Quote,
        };

        LogisticFit fit = CleanTable.AssertSame(CleanTable.Fit(text, options));

        Assert.Contains(fit.Warnings, warning => warning.Message.Contains("separated by blanks", StringComparison.Ordinal));
    }

    [Fact]
    public void Delimiter_DecimalCommasBelowATitleAndAComment_IsTheSemicolon() => CleanTable.AssertSame(CleanTable.Fit(
        "# made in 2024\nKundenliste\n" + CleanTable.Text.Replace(',', ';').Replace('.', ','), new CsvOptions { Comment = '#' }));

    [Fact]
    public void Delimiter_SpaceWithComments_LeavesThemOut() =>
        AssertCells([["1", "2"]], "  # one\na b\n # two\n1 2\n", new CsvOptions { Delimiter = ' ', Comment = '#' });

    [Fact]
    public void Delimiter_Space_FaultNamesTheLine()
    {
        DataException error = CsvText.Error("a b\n1 2\n\n1 2 3\n", new CsvOptions { Delimiter = ' ' });

        Assert.Equal("data.csv, line 4: expected 2 cells as in the first line, but found 3", error.Message);
        Assert.StartsWith("the delimiter is assumed to be one or more blanks;", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Escape_Backslash_IsThatOfMySql()
    {
        const string Text = """"
            a,b
            "say \"hi, you\"",1
            "back \\",2
            "two ""quotes""",3
            "other \t \N",4
            C:\dir "x",\N
            "a\
            b",5
            """";

        AssertCells(
            [
                ["say \"hi, you\"", "1"], ["back \\", "2"], ["two \"quotes\"", "3"], [@"other \t \N", "4"],
                ["C:\\dir \"x\"", @"\N"], ["a\nb", "5"],
            ],
            Text.ReplaceLineEndings("\n"),
            new CsvOptions { Escape = CsvEscape.Backslash });
    }

    [Theory]
    [InlineData("a,b\n\"x \\\"y\\\" z\",1\n")]
    [InlineData("a,b\n\"x\\\"\",1\n\"y\\\"\",2\n")]
    public void Escape_NotGiven_IsNamedByTheError(string text)
    {
        DataException error = CsvText.Error(text);

        Assert.NotNull(error.Line);
        Assert.Contains("CsvOptions.Escape = Backslash", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("latin1")]
    [InlineData("ISO-8859-15")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("macintosh")]
    public void Encoding_OfAnyName_IsRead(string name)
    {
        byte[] bytes = TextEncoding.Get(name).GetBytes("größe,b\nÄ,1\né,2\n");

        AssertCells([["Ä", "1"], ["é", "2"]], bytes, new CsvOptions { Encoding = name });
        Assert.Equal(["größe", "b"], CsvText.Source(bytes, new CsvOptions { Encoding = name }).ReadColumnNames());
    }

    [Theory]
    [InlineData("windows-1252", "UTF-8", "UTF-16BE")]
    [InlineData("utf-8", null, "UTF-16BE")]
    [InlineData("utf-16", "UTF-8", null)]
    [InlineData("utf-16le", "UTF-8", null)]
    public void Encoding_OtherThanTheByteOrderMark_IsRefused(string name, string? ofFirst, string? ofSecond)
    {
        byte[] utf8 = [0xef, 0xbb, 0xbf, .. "ä,b\n1,2\n"u8];
        byte[] utf16 = [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes("ä,b\n1,2\n")];
        foreach ((byte[] bytes, string? mark) in new[] { (utf8, ofFirst), (utf16, ofSecond) })
        {
            CsvSource source = CsvText.Source(bytes, new CsvOptions { Encoding = name });
            if (mark is null)
            {
                Assert.Equal(["ä", "b"], source.ReadColumnNames());
                continue;
            }

            DataException error = Assert.Throws<DataException>(() => source.ReadColumnNames());
            Assert.Equal(
                $"data.csv: the file begins with the byte order mark of {mark}, but was to be read as {name}", error.Message);
            Assert.StartsWith("leave CsvOptions.Encoding out: the mark says", error.Hint?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Encoding_OfSeveralFiles_CountsForEachAndNamesTheOneItContradicts()
    {
        var older = new CsvOptions { Encoding = "windows-1252" };
        CsvSource Part(string name, byte[] bytes) => CsvSource.FromStream(() => new MemoryStream(bytes), name, older);
        byte[] rows = TextEncoding.Get("windows-1252").GetBytes("x,g\n1,süd\n2,nörd\n");
        using var parts = new PartsSource("parts", [Part("one.csv", rows), Part("two.csv", rows)]);
        Assert.Equal(
            ["nörd", "süd"], parts.ReadTable([new ColumnRequest("g", ColumnKind.Inferred)]).Columns[0].Levels!.ToArray());

        using var mixed = new PartsSource("parts", [Part("one.csv", rows), Part("two.csv", [0xef, 0xbb, 0xbf, .. "x,g\n1,süd\n"u8])]);
        DataException error =
            Assert.Throws<DataException>(() => mixed.ReadTable([new ColumnRequest("g", ColumnKind.Inferred)]));
        Assert.Equal("two.csv", error.File);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { SkipLines = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsvOptions { Escape = (CsvEscape)7 });
        Assert.Throws<ArgumentException>(() => new CsvOptions { Encoding = "utf-99" });
        Assert.All("\"a1 .+-\n\0é", character => Assert.Throws<ArgumentException>(() => new CsvOptions { Comment = character }));
        Assert.Throws<ArgumentException>(() => new CsvOptions { Comment = ';', Delimiter = ';' });
        Assert.Throws<ArgumentException>(() => new CsvOptions { Delimiter = ';', Comment = ';' });
    }
}
