using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class StrayTextTests
{
    private static string Rows(int count, Func<int, string?> stray) =>
        "age,y\n"
            + string.Concat(
                Enumerable.Range(0, count).Select(
                    row =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{stray(row) ?? (row * 7919 % 101 * 0.5).ToString(CultureInfo.InvariantCulture)},{row * 31 % 7 % 2}\n")));

    private static Table Read(string text, int blockBytes = 64, int threads = 2, CsvOptions? options = null) =>
        CsvText.Source(text, (options ?? new CsvOptions()) with { Threads = threads }, blockBytes).ReadTable(
            [new("age", ColumnKind.Inferred), new("y", ColumnKind.Inferred)]);

    [Fact]
    public void ReadTable_ACommentAmongTheRows_NamesTheOption()
    {
        string text = Rows(100, row => row == 50 ? "#3" : null);
        Assert.Contains(
            "if lines that begin with # are comments, use CsvOptions.Comment = '#'",
            Assert.Throws<DataException>(() => Read(text)).Hint?.ToString(),
            StringComparison.Ordinal);
        Assert.Contains(
            "if lines that begin with # are comments, use CsvOptions.Comment = '#'",
            Assert.Throws<DataException>(() => CsvText.ReadAll(CsvText.Source(text), ColumnKind.Numeric)).Hint?.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(95)]
    public void ReadTable_FewStrays_AreAnErrorWithLineTextAndBothRemedies(int first)
    {
        string text = Rows(100, row => row == first ? "n.a." : row == first + 2 ? "-" : null);
        foreach (int blockBytes in new[] { 8, 64, 100_000 })
        {
            DataException error = Assert.Throws<DataException>(() => Read(text, blockBytes));
            Assert.Equal(
                $"data.csv, line {first + 2}, column 'age': the value 'n.a.' is not a number, unlike 98 of the 100 cells in the column "
                    + $"(in all: 'n.a.' in 1 cell, '-' in 1 cell)",
                error.Message);
            Assert.Contains("WithMissingValues(\"n.a.\", \"-\")", error.Hint?.ToString(), StringComparison.Ordinal);
            Assert.Contains("CategoricalColumns = [\"age\"]", error.Hint?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadTable_StraysAtTheStartOnly_AreCountedOverAllRows()
    {
        string text = Rows(2000, row => row < 100 ? "-" : null);
        DataException error = Assert.Throws<DataException>(() => Read(text));
        Assert.Equal((2, "-"), (error.Line, error.Value));
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void ReadTable_AFifthOfTheCells_IsTheLimit(int strays, bool isText)
    {
        string text = Rows(100, row => row < strays ? "low" : null);
        if (isText)
        {
            Assert.Equal(ColumnKind.Categorical, Read(text).Columns[0].Kind);
        }
        else
        {
            Assert.Throws<DataException>(() => Read(text));
        }
    }

    [Fact]
    public void ReadTable_SixSpellings_MakeTheColumnCategorical()
    {
        Table table = Read(Rows(1000, row => row is >= 500 and < 506 ? "t" + row : null));
        Assert.Equal(ColumnKind.Categorical, table.Columns[0].Kind);
        ReadNote note = Assert.Single(table.Origin!.Notes);
        Assert.Equal((ReadNoteKind.MixedTexts, 6, 502), (note.Kind, note.Count, note.Place?.Number));
    }

    [Theory]
    [InlineData("#DIV/0!")]
    [InlineData("#REF!")]
    [InlineData("#VALUE!")]
    [InlineData("#NAME?")]
    [InlineData("#NUM!")]
    [InlineData("#N/A")]
    [InlineData("#N/A N/A")]
    [InlineData("#NULL!")]
    [InlineData("#SPILL!")]
    [InlineData("#CALC!")]
    [InlineData("#WERT!")]
    [InlineData("#¡VALOR!")]
    [InlineData("#NV")]
    [InlineData("Err:502")]
    public void ReadTable_SpreadsheetErrors_AreMissingAndTold(string cell)
    {
        foreach (int blockBytes in new[] { 8, 100_000 })
        {
            Table table = Read(Rows(60, row => row % 3 == 1 ? cell : null), blockBytes);
            Assert.Equal(20, CsvText.Numbers(table, "age").Count(double.IsNaN));
            ReadNote note = Assert.Single(table.Origin!.Notes);
            Assert.Equal((ReadNoteKind.SpreadsheetErrors, 20, 3), (note.Kind, note.Count, note.Place?.Number));
            Assert.Empty(
                Read(
                    Rows(60, row => row % 3 == 1 ? cell : null),
                    blockBytes,
                    options: new CsvOptions().WithMissingValues(cell)).Origin!.Notes);
        }
    }

    [Theory]
    [InlineData("#hashtag")]
    [InlineData("#1")]
    [InlineData("Err:or")]
    [InlineData("#")]
    public void IsSpreadsheetError_OtherTexts_AreNone(string text) => Assert.False(SpreadsheetError.Is(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void ReadTable_SpreadsheetErrorsAmongTexts_AreMissingToo()
    {
        Table table =
            CsvText.Source("a,b\nx,1\n#REF!,2\ny,#N/A\n").ReadTable([new("a", ColumnKind.Inferred), new("b", ColumnKind.Numeric)]);
        Assert.Equal(["x", "y"], table.Columns[0].Levels!);
        Assert.Equal([0, -1, 1], CsvText.Codes(table, "a"));
        Assert.Equal(["a", "b"], table.Origin!.Notes.Select(note => note.Column));
    }

    [Theory]
    [InlineData("0", ColumnKind.Numeric)]
    [InlineData("0.5", ColumnKind.Numeric)]
    [InlineData("-0.5", ColumnKind.Numeric)]
    [InlineData("-05", ColumnKind.Numeric)]
    [InlineData("00.5", ColumnKind.Numeric)]
    [InlineData("1e5", ColumnKind.Numeric)]
    [InlineData("1E+05", ColumnKind.Numeric)]
    [InlineData("00", ColumnKind.Categorical)]
    [InlineData("007", ColumnKind.Categorical)]
    [InlineData("00501123456789012345", ColumnKind.Categorical)]
    [InlineData("1E5", ColumnKind.Numeric)]
    public void ReadTable_OneCellAmongNumbers_DecidesTheKind(string cell, ColumnKind kind)
    {
        foreach (int place in new[] { 0, 90 })
        {
            Assert.Equal(kind, Read(Rows(100, row => row == place ? cell : null), blockBytes: 32).Columns[0].Kind);
        }
    }

    [Fact]
    public void ReadTable_MonthsOfTwoDigits_AreCodes() =>
        Assert.Equal(12, Read(Rows(120, row => (1 + (row % 12)).ToString("00", CultureInfo.InvariantCulture))).Columns[0].Levels!.Count);

    [Fact]
    public void ReadTable_ExponentCodesAmongArticleNumbers_AreLevels()
    {
        Table table = Read(Rows(100, row => (row % 10) switch { 0 => "A17", < 5 => "1E5", _ => "2E3" }));
        Assert.Equal(["1E5", "2E3", "A17"], table.Columns[0].Levels!);
    }

    [Theory]
    [InlineData("\u22121.5", -1.5)]
    [InlineData("\u20131.5", -1.5)]
    [InlineData("+1.5", 1.5)]
    [InlineData("\uFF0B2", 2)]
    [InlineData("\u00A07\u202F", 7)]
    [InlineData("\uFEFF3", 3)]
    [InlineData("\u2007\u22122e-1", -0.2)]
    public void ReadTable_TypographicNumber_IsANumber(string cell, double expected) =>
        Assert.Equal(expected, CsvText.Numbers(Read(Rows(10, row => row == 4 ? cell : null)), "age")[4]);

    [Fact]
    public void ReadTable_SpacesAroundNamesAndTexts_AreTakenOff()
    {
        CsvSource source = CsvText.Source("\u00A0a\u00A0,b\n\u00A0x,1\nx\u202F,2\nx y\u00A0,3\n");
        Assert.Equal(["a", "b"], source.ReadColumnNames());
        Assert.Equal(["x", "x y"], CsvText.ReadAll(source).Columns[0].Levels!);
    }

    [Theory]
    [InlineData("<NA>")]
    [InlineData("\\N")]
    [InlineData("(null)")]
    [InlineData("(NULL)")]
    public void ReadTable_MissingValuesOfPandasAndSql_AreMissing(string cell)
    {
        Table table = Read(Rows(10, row => row == 4 ? cell : null));
        Assert.True(double.IsNaN(CsvText.Numbers(table, "age")[4]));
        Assert.Empty(table.Origin!.Notes);
    }

    [Fact]
    public void ReadTable_TruthValuesInAnyCase_AreTheFirstSpelling()
    {
        string text = Rows(300, row => (row % 5) switch { 0 => "True", 1 => "TRUE", 2 => "true", 3 => "False", _ => "FALSE" });
        foreach (int blockBytes in new[] { 16, 200, 100_000 })
        {
            Table table = Read(text, blockBytes, threads: 3);
            Assert.Equal(["False", "True"], table.Columns[0].Levels!);
            Assert.Equal([1, 1, 1, 0, 0], CsvText.Codes(table, "age").Take(5));
        }
    }

    [Fact]
    public void ReadChunks_KnownLevels_FindTheSameNumberAndTruthValue()
    {
        var levels = LevelTable.Of(["1", "2", "02", "True", "x", "3.0", "3"]);
        TableChunk chunk =
            CsvText.Source("a,b\n1.0,0\n02,0\n2,0\n+2,0\nTRUE,0\nX,0\n3.00,0\n003,0\n").ReadChunks(
                [new("a", ColumnKind.Categorical, levels)]).Single();
        Assert.Equal([0, 2, 1, 1, 3, -2, -2, -2], ((CategoricalColumn)chunk.Columns[0]).Codes.ToArray());
    }

    [Fact]
    public void ReadTable_RepeatedHeaders_AreNoRows()
    {
        foreach (int blockBytes in new[] { 4, 100_000 })
        {
            Table table = CsvText.ReadAll(CsvText.Source("a,\"b\"\nx,1\na,b\ny,2\n a , b \n\"a\",b\na,3\n", blockBytes: blockBytes));
            Assert.Equal(["a", "x", "y"], table.Columns[0].Levels!);
            Assert.Equal([1, 2, 3], CsvText.Numbers(table, "b"));
            ReadNote note = Assert.Single(table.Origin!.Notes);
            Assert.Equal((ReadNoteKind.RepeatedHeader, 3, 3), (note.Kind, note.Count, note.Place?.Number));
        }
    }

    [Theory]
    [InlineData("9007199254740992", false)]
    [InlineData("9007199254740993", true)]
    [InlineData("-9007199254740993", true)]
    [InlineData("100000000000000000000", false)]
    [InlineData("123456789012345678901234567890", true)]
    [InlineData("9007199254740993.0", false)]
    [InlineData("999999999999999", false)]
    public void IsRoundedInteger_Number_TellsWhetherDigitsAreLost(string text, bool expected) =>
        Assert.Equal(expected, NumberText.IsRoundedInteger(Encoding.UTF8.GetBytes(text), double.Parse(text, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("#1!")]
    [InlineData("#WINNER!")]
    [InlineData("#A?")]
    public void ReadTable_TextsThatOnlyLookLikeSpreadsheetErrors_AreLevels(string text)
    {
        Table table = Read(Rows(100, row => row % 2 == 0 ? text : "b" + (row % 3)));
        Assert.Contains(text, table.Columns[0].Levels!);
        Assert.Empty(table.Origin!.Notes);
    }

    [Fact]
    public void ReadTable_StraysWithDecimalCommas_HintAtThePoint()
    {
        DataException error = Assert.Throws<DataException>(() => Read(Rows(150, row => row is 3 or 50 ? "\"39,9\"" : null)));
        Assert.StartsWith("write decimals with a point, as in 1234.5", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteCache_SpreadsheetErrors_AreToldThen()
    {
        CacheSummary summary = CacheSource.Write(TextSource.Of(Rows(60, row => row == 7 ? "#REF!" : null)), new MemoryStream());
        DataWarning warning = Assert.Single(summary.Warnings);
        Assert.Equal(("age", 9), (warning.Column, warning.Line));
    }
}
