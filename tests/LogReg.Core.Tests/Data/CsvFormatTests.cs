using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class CsvFormatTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void ReadHeader_AnyUsualDelimiter_IsDetected(char delimiter)
    {
        CsvSource source = CsvText.Source($"a{delimiter}b{delimiter}c\n1{delimiter}2{delimiter}x\n");

        Assert.Equal(delimiter, source.ReadHeader().Delimiter);
        Assert.Equal(["a", "b", "c"], source.ReadColumnNames());
        Assert.Equal([["1", "2", "x"]], CsvText.Cells(source));
    }

    [Theory]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ';')]
    [InlineData("\"a;b;c\",d\n1,2\n", ',')]
    [InlineData("sep=;\na,x;b\n1;2\n", ';')]
    [InlineData("one\n1\n2\n", ',')]
    [InlineData("one\n\"Smith; J\"\n", ',')]
    [InlineData("one\nSmith; J\nDoe; A\n", ',')]
    [InlineData("a;b\n", ';')]
    public void ReadHeader_DelimiterAmongOthers_IsDetected(string text, char delimiter) =>
        Assert.Equal(delimiter, CsvText.Source(text).ReadHeader().Delimiter);

    [Fact]
    public void ReadHeader_SeparatorLine_IsNoHeader()
    {
        CsvSource source = CsvText.Source("sep=;\na;b\n1;2\n1;2;3\n");

        Assert.Equal(["a", "b"], source.ReadColumnNames());
        Assert.Equal(4, Assert.Throws<DataException>(() => CsvText.ReadAll(source)).Line);
    }

    [Fact]
    public void ReadHeader_GivenDelimiter_IsUsed()
    {
        CsvSource source = CsvText.Source("a,b:c\n1,2:3\n", new CsvOptions { Delimiter = ':' });

        Assert.Equal(["a,b", "c"], source.ReadColumnNames());
        Assert.Equal([["1,2", "3"]], CsvText.Cells(source));
    }

    [Fact]
    public void ReadHeader_WithoutHeader_NumbersTheColumns()
    {
        CsvSource source = CsvText.Source("\n1,2\n3,4\n", new CsvOptions { HasHeader = false });

        Assert.Equal(["x1", "x2"], source.ReadColumnNames());
        Assert.Equal([["1", "2"], ["3", "4"]], CsvText.Cells(source));
    }

    [Fact]
    public void ReadHeader_NamesWithSpacesAndQuotes_AreTrimmedAndUnquoted() =>
        Assert.Equal(
            ["first name", "b\"c", "d\ne"],
            CsvText.Source("\n\n first name , \" b\"\"c \" ,\"d\ne\"\n1,2,3\n").ReadColumnNames());

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    [InlineData("a,b\r1,2\r3,4")]
    [InlineData("\n\na,b\n\n1,2\n\r\n  \n\n3,4\n\n\n")]
    [InlineData(" a , b \n 1 ,\t2 \n\" 3 \" , \"4\" \n")]
    [InlineData(" a , b \n 1 ,\t2 \n3 , \t4\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"")]
    public void ReadTable_LineBreaksSpacesAndEmptyLines_ChangeNothing(string text)
    {
        for (int blockBytes = 1; blockBytes < 40; blockBytes++)
        {
            Assert.Equal([["1", "2"], ["3", "4"]], CsvText.Cells(CsvText.Source(text, blockBytes: blockBytes)));
        }
    }

    [Fact]
    public void ReadTable_QuotedCells_KeepDelimitersLineBreaksAndQuotes() => Assert.Equal(
        [["x,y", "two\nlines"], ["a \"b\" c", "5'10\""], ["", "q \"r\""]],
        CsvText.Cells(CsvText.Source("a,b\n\"x,y\",\"two\nlines\"\n\"a \"\"b\"\" c\", 5'10\" \n\"\",q \"r\"\n")));

    [Fact]
    public void ReadTable_LinesOfSpaces_AreEmptyLines() =>
        Assert.Equal([["1"], ["2"]], CsvText.Cells(CsvText.Source("  \n \na\n  \n1\n \t\n2\n   ")));

    [Fact]
    public void ReadTable_SingleColumn_KeepsQuotedEmptyCellsButNoEmptyLines() =>
        Assert.Equal([["1"], [""], ["2"]], CsvText.Cells(CsvText.Source("a\n1\n\"\"\n\n2\n")));

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "utf-32le", "utf-32be"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void ReadTable_AnyUnicodeEncoding_GivesTheSameText(string name)
    {
        Encoding encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16le" => new UnicodeEncoding(false, true),
            "utf-16be" => new UnicodeEncoding(true, true),
            "utf-32le" => new UTF32Encoding(false, true),
            _ => new UTF32Encoding(true, true),
        };
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("größe,名\n1,\"日\n本\"\n2,😀\n")];

        foreach (byte[] file in new[] { bytes, CsvText.Gzip(bytes) })
        {
            CsvSource source = CsvText.Source(file, blockBytes: 5);
            Assert.Equal(["größe", "名"], source.ReadColumnNames());
            Assert.Equal([["1", "日\n本"], ["2", "😀"]], CsvText.Cells(source));
        }
    }

    [Fact]
    public void ReadTable_GzipOfSeveralMembers_IsReadToTheEnd()
    {
        byte[] file = [.. CsvText.Gzip("a,b\n1,"u8.ToArray()), .. CsvText.Gzip("2\n3,4\n"u8.ToArray()), .. CsvText.Gzip([])];

        Assert.Equal([["1", "2"], ["3", "4"]], CsvText.Cells(CsvText.Source(file)));
    }

    [Fact]
    public void ReadTable_HeaderOfNumbers_IsAllowed() =>
        Assert.Equal([3.0], CsvText.Numbers(CsvText.ReadAll(CsvText.Source("1,2\n3,4\n")), "1"));

    [Fact]
    public void ReadTable_SomeColumnsInAnyOrder_AreReadInThatOrder()
    {
        CsvSource source = CsvText.Source("a,b,c,d\n1,x,bad,3\n2,y,worse,4\n");

        Table table = source.ReadTable(
            [new("d", ColumnKind.Numeric), new("b", ColumnKind.Categorical), new("d", ColumnKind.Text), new("a", ColumnKind.Inferred)],
            cancellationToken: CsvText.Token);

        Assert.Equal(["d", "b", "d", "a"], table.Columns.Select(column => column.Name));
        Assert.Equal(
            [ColumnKind.Numeric, ColumnKind.Categorical, ColumnKind.Text, ColumnKind.Numeric],
            table.Columns.Select(column => column.Kind));
        Assert.Equal([3, 4], CsvText.Numbers(table, "d"));
        Assert.Equal(["x", "y"], CsvText.Levels(table, "b"));
        Assert.Equal("4"u8, ((TextColumn)table.Chunks[0].Columns[2])[1]);
        Assert.Equal(-1, table.IndexOf("c"));
    }

    [Fact]
    public void FindLineOfRow_MultilineCellsAndEmptyLines_CountsThemAll()
    {
        const string Text = "a,b\n\n1,\"x\ny\"\r\n\r\n2,z\n3,w\n";
        for (int blockBytes = 1; blockBytes < 30; blockBytes++)
        {
            CsvSource source = CsvText.Source(Text, blockBytes: blockBytes);
            Assert.Equal([3, 6, 7], Enumerable.Range(0, 3).Select(row => source.FindLineOfRow(row, CsvText.Token)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => CsvText.Source(Text).FindLineOfRow(3, CsvText.Token));
    }

    [Fact]
    public void ReadTable_Progress_EndsWithAllBytesAndRows()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 1000)));
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, bytes);
        try
        {
            var reports = new List<ReadProgress>();
            DataSource source = CsvSource.FromFile(path, null, new CsvTuning { BlockBytes = 100 });
            source.ReadTable([new("a", ColumnKind.Inferred)], new Recorder(reports), CsvText.Token);

            Assert.Equal(new ReadProgress(bytes.Length, bytes.Length, 1000), reports[^1]);
            Assert.Equal(reports.OrderBy(report => report.Rows), reports);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadTable_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        var canceller = new Recorder([], cancellation);
        CsvSource source = CsvText.Source("a\n" + string.Concat(Enumerable.Repeat("1\n", 1000)), blockBytes: 16);

        Assert.Throws<OperationCanceledException>(() => source.ReadTable([new("a", ColumnKind.Numeric)], canceller, cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => source.ReadTable([new("a", ColumnKind.Numeric)], null, cancellation.Token));
    }

    private sealed class Recorder(List<ReadProgress> reports, CancellationTokenSource? cancellation = null) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value)
        {
            reports.Add(value);
            cancellation?.Cancel();
        }
    }
}
