using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>What is wrong with the records and cells of a text.</summary>
public class CsvErrorTests
{
    private static string FixCell(string text) => $"correct it, or use CsvOptions.WithMissingValues(\"{text}\") if it means \"missing\"";

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\ufeff", "the file is empty")]
    [InlineData("\n\r\n\n", "the file has blank lines only")]
    [InlineData("\ufeff  \n \n", "the file has blank lines only")]
    public void ReadHeader_FileWithoutAHeader_IsAnError(string text, string expected) =>
        Assert.Equal($"data.csv: {expected}", Assert.Throws<DataException>(() => CsvText.Source(text).ReadHeader()).Message);

    [Fact]
    public void ReadHeader_CommentsOnly_IsAnError() => Assert.Equal(
        "data.csv: the file has nothing but blank lines and comments",
        Assert.Throws<DataException>(() => CsvText.Source("# one\n\n# two\n", new CsvOptions { Comment = '#' }).ReadHeader()).Message);

    [Theory]
    [InlineData("a,b")]
    [InlineData("a,b\n")]
    [InlineData("a,b\n\n  \n")]
    public void ReadTable_HeaderOnly_IsAnError(string text)
    {
        DataException error = CsvText.Error(text);

        Assert.Equal("data.csv: there are no data rows after the header", error.Message);
        Assert.Equal("use CsvOptions.HasHeader = false if the first line is data", error.Hint);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "data.csv, line 3: expected 2 cells as in the first line, but found 1")]
    [InlineData("a,b\n\n1,\"x\ny\"\n3,4,5\n", "data.csv, line 5: expected 2 cells as in the first line, but found 3")]
    [InlineData("a,b\r\n1,2\r\n3\r\n", "data.csv, line 3: expected 2 cells as in the first line, but found 1")]
    [InlineData("a,b\r1,2\r3\r", "data.csv, line 3: expected 2 cells as in the first line, but found 1")]
    public void ReadTable_RaggedRow_NamesLineAndCounts(string text, string message)
    {
        for (int blockBytes = 1; blockBytes < 30; blockBytes++)
        {
            DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(text, blockBytes: blockBytes)));

            Assert.Equal(message, error.Message);
            Assert.Equal(
                "the delimiter is assumed to be a comma; "
                    + (message.EndsWith('1')
                        ? "fill the line up to the same number of cells, or delete it if it is a title, a total or a note"
                        : "a cell that contains it, or a line break, must be quoted"),
                error.Hint);
        }
    }

    [Theory]
    [InlineData("a,b\n1,\"x\nz,4\n5,6\n", 2)]
    [InlineData("a,b\n1,2\n\n \"3,4", 4)]
    [InlineData("a,b\n1,\"x\ny\"\n1,\"\"\"\n", 4)]
    [InlineData("a,\"b\n1,2\n", 1)]
    public void ReadTable_UnclosedQuote_NamesTheLineWhereItOpens(string text, long line)
    {
        for (int blockBytes = 1; blockBytes < 30; blockBytes++)
        {
            DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(text, blockBytes: blockBytes)));

            Assert.Equal($"data.csv, line {line}: the quote that opens here is never closed", error.Message);
        }
    }

    [Fact]
    public void ReadTable_UnclosedQuoteInALongFile_StopsAtTheLimit()
    {
        string text = "a,b\n1,2\n3,\"x\n" + string.Concat(Enumerable.Repeat("5,6\n", 1_000_000));
        var source = CsvSource.FromStream(
            () => new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.csv", null, new CsvTuning { LongestRecordBytes = 1 << 20 });

        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(source));

        Assert.Equal("data.csv, line 3: the quote that opens here is not closed within 1 MB", error.Message);
        Assert.StartsWith("the closing quote is probably missing", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_NoLineBreaks_StopsAtTheLimit()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a\n" + new string('1', 3 << 20));
        var source = CsvSource.FromStream(() => new MemoryStream(bytes), "data.csv", null, new CsvTuning { LongestRecordBytes = 1 << 20 });

        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(source));

        Assert.Equal("data.csv, line 2: the line that starts here is longer than 1 MB", error.Message);
    }

    [Fact]
    public void ReadTable_TextAfterAClosingQuote_IsAnError()
    {
        DataException error = CsvText.Error("a,\"b\"\n1,\"he said \"hi\" to me\"\n");

        Assert.Equal("data.csv, line 2: text follows the closing quote of a quoted cell", error.Message);
        Assert.Equal(
            "a quote inside a quoted cell must be doubled (\"\"); if quotes are part of the texts, use CsvOptions.Quote = None", error.Hint);
    }

    [Fact]
    public void ReadHeader_DuplicateName_NamesBothColumns()
    {
        DataException error = CsvText.Error("a,b, a\n1,2,3\n");

        Assert.Equal("data.csv, line 1: columns 1 and 3 have the same name 'a'", error.Message);
        Assert.Equal("rename one of them, or use CsvOptions.HasHeader = false if the first line is data", error.Hint);
    }

    [Fact]
    public void ReadHeader_EmptyName_NamesTheColumn()
    {
        DataException error = CsvText.Error("\na, ,c\n1,2,3\n");

        Assert.Equal("data.csv, line 2: column 2 of 3 has no name", error.Message);
        Assert.Equal(
            "name it in the first line (pandas writes its index without a name: to_csv(index=False)), or use CsvOptions.HasHeader = "
                + "false if the first line is data",
            error.Hint);
    }

    [Fact]
    public void ReadTable_UnknownColumn_OffersTheNearestNames()
    {
        DataException error = Assert.Throws<DataException>(
            () => CsvText.Source("age,sex,survived\n1,2,3\n").ReadTable([new("surived", ColumnKind.Inferred)], null, CsvText.Token));

        Assert.Equal("data.csv: there is no column 'surived'", error.Message);
        Assert.Equal("did you mean 'survived'?", error.Hint);
    }

    [Fact]
    public void ReadTable_TextInNumericColumn_NamesLineColumnAndValue()
    {
        DataException error = CsvText.Error("id,age\n1,2\n1,NA\n2, abc \n3,def\n", kind: ColumnKind.Numeric);

        Assert.Equal("data.csv, line 4, column 'age': the value 'abc' is not a number", error.Message);
        Assert.Equal(FixCell("abc"), error.Hint);
        Assert.Equal(("data.csv", 4L, "age", "abc"), (error.File, error.Line, error.Column, error.Value));
    }

    [Fact]
    public void ReadTable_DecimalComma_IsExplained() => Assert.Equal(
        "write decimals with a point, or use CsvOptions.DecimalSeparator = \",\" if commas are decimal",
        CsvText.Error("a,b\n\"1,5\",2\n2,2\n", kind: ColumnKind.Numeric).Hint);

    [Fact]
    public void ReadTable_EmptyCellThatIsNotMissing_IsAnError() => Assert.Equal(
        "data.csv, line 2, column 'b': the cell is empty",
        CsvText.Error("a,b\n1,\n", new CsvOptions { MissingValues = ["NA"] }, ColumnKind.Numeric).Message);

    [Theory]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("-1e400")]
    [InlineData("-nan")]
    [InlineData("∞")]
    public void ReadTable_InfiniteNumber_IsAnErrorUnlessTheColumnIsText(string value)
    {
        foreach (ColumnKind kind in new[] { ColumnKind.Inferred, ColumnKind.Numeric })
        {
            DataException error = CsvText.Error($"a,b\n1,2\n3,{value}\n4,inf\n", kind: kind);
            Assert.Equal($"data.csv, line 3, column 'b': the value '{value}' is not a finite number", error.Message);
            Assert.Equal(
                FixCell(value) + (kind == ColumnKind.Inferred ? "; or read the column as categorical (CategoricalColumns)" : ""),
                error.Hint);
        }

        Table table = CsvText.ReadAll(CsvText.Source($"a,b\n1,2\n3,{value}\n4,text\n"));
        Assert.Equal(["2", value, "text"], CsvText.Levels(table, "b"));
    }

    [Fact]
    public void ReadTable_FaultsInOneSegment_TheFirstIsReported()
    {
        byte[] bytes = [.. "a,b\n1\n2,M"u8, 0xfc, .. "ller\n3,é\n"u8];

        Assert.Equal(2, Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(bytes))).Line);
        Assert.Equal(2, CsvText.Error("a,b\n1\n2,\"x").Line);
    }

    [Fact]
    public void ReadTable_Faults_AreInTheWordsOfTheDialect()
    {
        DataException Error(string text, CsvOptions options) =>
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(text, options)));
        DataException quote = Error("a,b\n1,'x'y\n", new CsvOptions { Quote = CsvQuote.Apostrophe });
        Assert.StartsWith("a quote inside a quoted cell must be doubled ('');", quote.Hint?.ToString(), StringComparison.Ordinal);
        DataException ragged = Error("a,b\n1,2,3\n", new CsvOptions { Quote = CsvQuote.None });
        Assert.EndsWith("without quotes, no cell can contain it", ragged.Hint?.ToString(), StringComparison.Ordinal);
        string rows = string.Concat(Enumerable.Repeat("1,2\n", 50_000));
        Assert.EndsWith(
            "expected 2 cells as in the header, but found 3",
            Error($"A title\n\na,b\n{rows}1,2,3\n", new CsvOptions()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+-----+--------+\n| age | bought |\n+-----+--------+\n| 1   | yes    |\n")]
    [InlineData(" age | bought \n-----+--------\n   1 | yes\n")]
    [InlineData("| age | bought |\n|---|---|\n| 1 | yes |\n")]
    [InlineData("Table: ZCUST\n\n|age|bought|\n------------\n|  1|yes   |\n")]
    public void ReadHeader_TablesDrawnWithLines_AreNamed(string text)
    {
        DataException error = Assert.Throws<DataException>(() => CsvText.Source(text).ReadHeader());

        Assert.Equal("data.csv: this is a table drawn with lines, not a CSV file", error.Message);
        Assert.StartsWith("export it as CSV instead (in psql with ", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Person,,Result\nage,region,bought\n1,north,yes\n")]
    [InlineData("demo,demo,out\nage,region,bought\n1,north,yes\n")]
    public void ReadHeader_MergedNamesAboveTheNames_SayHowManyLinesToSkip(string text)
    {
        DataException error = Assert.Throws<DataException>(() => CsvText.Source(text).ReadHeader());

        Assert.EndsWith("; CsvOptions.SkipLines = 1 takes the names of the next line", error.Hint!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["age", "region", "bought"], CsvText.Source(text, new CsvOptions { SkipLines = 1 }).ReadHeader().Names);
    }

    [Fact]
    public void ReadTable_ErrorWhileReading_IsADataError()
    {
        int opened = 0;
        var source = CsvSource.FromStream(
            () => opened++ == 0 ? new MemoryStream("a\n1\n"u8.ToArray()) : throw new IOException("the disk\nis gone"), "data.csv");

        DataException error = Assert.Throws<DataException>(() => CsvText.ReadAll(source));

        Assert.Equal("data.csv: the file cannot be read: the disk is gone", error.Message);
    }

    [Fact]
    public void ReadTable_ContradictoryRequests_AreTheCallersError()
    {
        CsvSource source = CsvText.Source("a\n1\n");

        Assert.Throws<ArgumentException>(() => source.ReadTable([new("a", ColumnKind.Numeric, LevelTable.Of(["1"]))], null, CsvText.Token));
        Assert.Throws<ArgumentException>(() => source.ReadChunks([new("a", ColumnKind.Inferred)], null, CsvText.Token));
        Assert.Throws<ArgumentException>(() => source.ReadChunks([new("a", ColumnKind.Categorical)], null, CsvText.Token));
    }

    [Fact]
    public void Message_LongValueWithLineBreaks_StaysOneShortLine()
    {
        DataException error = CsvText.Error("a\n\"x\n" + new string('y', 100) + "\"\n", kind: ColumnKind.Numeric);

        Assert.Equal($"data.csv, line 2, column 'a': the value 'x·{new string('y', 38)}…' is not a number", error.Message);
        Assert.Equal(102, error.Value!.Length);
    }
}
