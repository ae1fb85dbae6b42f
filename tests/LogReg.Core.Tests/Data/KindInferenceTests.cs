using System.Globalization;
using LogReg.Data;

namespace LogReg.Tests.Data;

public class KindInferenceTests
{
    [Fact]
    public void ReadTable_NumbersAndMissing_AreNumeric()
    {
        Table table = CsvText.ReadAll(CsvText.Source("a,b\n1, NA\n-2.5e1,n/a\n?,\n+.5,nan\nNULL,none\n"));

        Assert.All(table.Columns, column => Assert.Equal(ColumnKind.Numeric, column.Kind));
        Assert.Equal([1, -25, double.NaN, 0.5, double.NaN], CsvText.Numbers(table, "a"));
        Assert.All(CsvText.Numbers(table, "b"), value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void ReadTable_OneTextCell_MakesTheColumnCategorical()
    {
        Table table = CsvText.ReadAll(CsvText.Source("a,b\n10,1\nx,2\n9,3\n,4\n"));

        Assert.Equal(ColumnKind.Categorical, table.Columns[0].Kind);
        Assert.Equal(["9", "10", "x"], table.Columns[0].Levels!);
        Assert.Equal([1, 2, 0, CategoricalColumn.Missing], CsvText.Codes(table, "a"));
        Assert.Equal(ColumnKind.Numeric, table.Columns[1].Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ReadTable_TextCellFarBehindTheSample_ChangesTheKind(int threads)
    {
        const int Rows = 40_000;
        string text =
            "a,b,c\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i % 7},{i},{(i % 3 == 2 && i > 100 ? "late" : "3")}\n"));

        Table table = CsvText.ReadAll(CsvText.Source(text, new CsvOptions { Threads = threads }, blockBytes: 5000, sampleBytes: 100));

        Assert.Equal([ColumnKind.Numeric, ColumnKind.Numeric, ColumnKind.Categorical], table.Columns.Select(column => column.Kind));
        Assert.Equal(Rows, table.RowCount);
        Assert.Equal([Table.ChunkRows, Table.ChunkRows, Rows - (2 * Table.ChunkRows)], table.Chunks.Select(chunk => chunk.RowCount));
        Assert.Equal([0, Table.ChunkRows, 2L * Table.ChunkRows], table.Chunks.Select(chunk => chunk.FirstRow));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (double)i), CsvText.Numbers(table, "b"));
        Assert.Equal(["3", "late"], table.Columns[2].Levels!);
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => i % 3 == 2 && i > 100 ? 1 : 0), CsvText.Codes(table, "c"));
    }

    [Fact]
    public void ReadTable_InfinityBeforeALateText_IsText()
    {
        Table table = CsvText.ReadAll(CsvText.Source("a\ninf\n1\n2\n3\n4\n5\n6\n7\nx\ny\nx\n", blockBytes: 4, sampleBytes: 4));

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "inf", "x", "y"], table.Columns[0].Levels!);
    }

    [Fact]
    public void ReadTable_CategoricalColumnOfNumbers_SortsByValue() => Assert.Equal(
        ["-1", "2", "2.0", "10", "1e2"],
        CsvText.ReadAll(CsvText.Source("a\n10\n2.0\n1e2\n-1\n2\n"), ColumnKind.Categorical).Columns[0].Levels!);

    [Fact]
    public void ReadTable_KnownLevels_KeepTheirCodes()
    {
        LevelTable known = LevelTable.Of(["z", "a"]);
        Table table = CsvText.Source("a\na\nb\nz\nNA\nb\n").ReadTable([new("a", ColumnKind.Categorical, known)], null, CsvText.Token);

        Assert.Equal([1, CategoricalColumn.Unseen, 0, CategoricalColumn.Missing, CategoricalColumn.Unseen], CsvText.Codes(table, "a"));
        Assert.Same(known, table.Columns[0].Levels);
        Assert.Equal(2, ((CategoricalColumn)table.Chunks[0].Columns[0]).UnseenCount);
    }

    [Fact]
    public void ReadTable_ManyLevels_AreTheSameOnAnyNumberOfThreads()
    {
        const int Rows = 50_000;
        string[] texts = Enumerable.Range(0, Rows)
            .Select(i => "id" + (i * 7919L % 30_011).ToString(CultureInfo.InvariantCulture))
            .ToArray();
        string text = "a\n" + string.Join("\n", texts);
        string[] sorted = [.. texts.Distinct().OrderBy(id => int.Parse(id.AsSpan(2), CultureInfo.InvariantCulture))];

        foreach (int threads in new[] { 1, 2, 5 })
        {
            Table table = CsvText.ReadAll(CsvText.Source(text, new CsvOptions { Threads = threads }, blockBytes: 9999));

            Assert.Equal(sorted, table.Columns[0].Levels!);
            Assert.Equal(texts, CsvText.Levels(table, "a"));
        }
    }

    [Fact]
    public void ReadTable_OwnMissingValues_ReplaceTheDefaults()
    {
        var options = new CsvOptions { MissingValues = ["-999", " fehlt ", "–", "ÄH"] };
        Table table = CsvText.ReadAll(CsvText.Source("a,b,c\n-999,FEHLT,–\n-9990,x,äh\n1,NA,1\n", options));

        Assert.Equal([double.NaN, -9990, 1], CsvText.Numbers(table, "a"));
        Assert.Equal([null, "x", "NA"], CsvText.Levels(table, "b"));
        Assert.Equal([double.NaN, double.NaN, 1], CsvText.Numbers(table, "c"));
    }

    [Fact]
    public void ReadTable_NanThatIsNotMissing_IsNotFinite() => Assert.Equal(
        "data.csv, line 3, column 'a': the value 'NaN' is not a finite number",
        CsvText.Error("a\n1\nNaN\n", new CsvOptions { MissingValues = ["NA"] }).Message);

    [Theory]
    [InlineData("(5)")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("1e")]
    [InlineData("e1")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("①")]
    [InlineData("1.2.3")]
    [InlineData("2020-01-01")]
    public void ReadTable_TextThatResemblesANumber_IsText(string cell)
    {
        Assert.Equal([cell], CsvText.ReadAll(CsvText.Source($"a;b\n{cell};1\n")).Columns[0].Levels!);
        Assert.Equal([cell], CsvText.ReadAll(CsvText.Source($"a,b\n\"{cell}\",1\n")).Columns[0].Levels!);
        Assert.Equal(NumberTextKind.Text, NumberText.Classify(System.Text.Encoding.UTF8.GetBytes(cell), out _));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData(" \t7 \t", 7)]
    [InlineData("+7", 7)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e5", 1e5)]
    [InlineData("1E+5", 1e5)]
    [InlineData("-1.5e-3", -0.0015)]
    [InlineData("0.1", 0.1)]
    [InlineData("1e-400", 0)]
    [InlineData("1.7976931348623157e308", double.MaxValue)]
    [InlineData("4.9406564584124654e-324", double.Epsilon)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625", 0.1)]
    public void ReadTable_Number_IsTheNearestDouble(string cell, double expected)
    {
        Assert.Equal([expected], CsvText.Numbers(CsvText.ReadAll(CsvText.Source($"a,b\n{cell},1\n")), "a"));
        Assert.Equal([expected], CsvText.Numbers(CsvText.ReadAll(CsvText.Source($"a,b\n\" {cell} \",1\n")), "a"));
    }
}
