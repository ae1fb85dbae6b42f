using LogReg.Checking;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Sources.Tests;

/// <summary>What a sheet holds besides plain cells is read as people mean it, or said.</summary>
public sealed class ExcelNotesTests : IDisposable
{
    private const string Merged = "<mergeCells count=\"2\"><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A5:A6\"/></mergeCells>";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_SeveralSheets_SaysWhichOneIsReadUnlessItIsNamed()
    {
        string path = Workbook.Write(
            _folder["months.xlsx"], ("Januar", Rows("x", 1)), ("Februar", Rows("x", 5)), ("Leer", []), ("März", Rows("x", 9)));
        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.Layout);
        Assert.Equal("only sheet 'Januar' is read, of 3: 'Januar', 'Februar', 'März'", finding.Message);
        Assert.Equal(
            "SourceFileOptions.Sheet = \"Januar\" confirms this; SourceFileOptions.Sheet = \"*\" reads all sheets as one table",
            finding.Hint.ToString());
        Assert.DoesNotContain(FindingsOf(path, "Januar"), finding => finding.Kind == FindingKind.Layout);
        Assert.DoesNotContain(
            FindingsOf(Workbook.Write(_folder["one.xlsx"], ("Januar", Rows("x", 1)), ("Leer", []))),
            finding => finding.Kind == FindingKind.Layout);
    }

    [Fact]
    public void Open_AllSheets_IsOneTable()
    {
        string path = Workbook.Write(_folder["months.xlsx"], ("Januar", Rows("x", 1)), ("Leer", []), ("März", Rows("x", 5)));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Sheet = "*", FileColumn = "month" });
        Table table = source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric), new ColumnRequest("month", ColumnKind.Inferred)]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Equal(["Januar", "März"], table.Columns[1].Levels!);
        Assert.Equal(SourceFileKind.Excel, SourceFile.KindOf(source));
    }

    [Fact]
    public void Fit_ColumnOfAnotherSheet_NamesTheOtherSheets()
    {
        string path = Workbook.Write(_folder["two.xlsx"], ("Info", Rows("note", 1)), ("Data", Rows("income", 5)));
        using DataSource source = SourceFile.Open(path);
        DataException error = Assert.Throws<DataException>(() => new LogisticRegression { Target = "income" }.Fit(source));
        Assert.EndsWith(
            "; this is sheet 'Info', and the workbook has 'Data', too: use SourceFileOptions.Sheet = \"Data\"",
            error.Hint!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReadColumnNames_CoverSheet_NamesTheOtherSheets()
    {
        string path = Workbook.Write(
            _folder["cover.xlsx"], ("Deckblatt", [["Report"], ["by", 3], ["for", 4]]), ("Data", Rows("income", 5)));
        using DataSource source = SourceFile.Open(path);
        DataException error = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Contains("use SourceFileOptions.Sheet = \"Data\"", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_PercentCells_IsTheFitOfTheSameTextsInCsv()
    {
        double[] shares = [0.167, 0.05, 0.29, 0.58, 1.1, 0.07, 0.33, 0.4];
        int[] classes = [0, 0, 1, 0, 1, 1, 0, 1];
        string xlsx = Workbook.Write(
            _folder["shares.xlsx"],
            ("Sheet1", [["share", "y"], .. shares.Zip(classes, (share, y) => new object?[] { new Workbook.Percent(share), y })]));
        string csv = _folder.Write(
            "shares.csv", "share,y\n" + string.Concat(shares.Zip(classes, (share, y) => $"{(decimal)share * 100}%,{y}\n")));
        using DataSource sheet = SourceFile.Open(xlsx);
        using DataSource text = SourceFile.Open(csv);
        LogisticModel ofSheet = new LogisticRegression { Target = "y" }.Fit(sheet).Model;
        LogisticModel ofText = new LogisticRegression { Target = "y" }.Fit(text).Model;
        Assert.Equal(ofText.Coefficients["share"], ofSheet.Coefficients["share"]);
        Assert.Equal("%", Assert.IsType<NumericFeature>(ofSheet.Features[0]).Notation?.Suffix);
        Assert.Contains(FindingsOf(xlsx), finding => finding.Kind == FindingKind.NumberNotation);
    }

    [Fact]
    public void ReadTable_PercentAmongPlainNumbers_StaysWithAWarning()
    {
        string path = Workbook.Write(
            _folder["mixed.xlsx"],
            ("Sheet1", [["x"], [new Workbook.Percent(0.5)], [new Workbook.Euro(2)], [3], [new Workbook.Percent(0.25)]]));
        Assert.Equal([0.5, 2, 3, 0.25], NumbersOf(path, "x"));
        DataFinding finding = Assert.Single(FindingsOf(path, target: "x"), finding => finding.Kind == FindingKind.Layout);
        Assert.Equal(
            "'x' shows 2 of its numbers in percent and 2 otherwise (first in Sheet1!A3): all are read as the cells hold them, 50% as 0.5",
            finding.Message);
    }

    [Theory]
    [InlineData("0.0%", true)]
    [InlineData("0%;[Red]-0%", true)]
    [InlineData("0.00\" %\"", false)]
    [InlineData("0\\%", false)]
    [InlineData("General", false)]
    [InlineData("[$%-407]0", false)]
    [InlineData(null, false)]
    public void IsPercent_Format_IsOneWithAPlainPercentSign(string? format, bool isPercent) =>
        Assert.Equal(isPercent, LogReg.Sources.Excel.NumberFormat.IsPercent(format));

    [Theory]
    [InlineData(0.167, "16.7%")]
    [InlineData(0.29, "29%")]
    [InlineData(-1.1, "-110%")]
    [InlineData(0.0, "0%")]
    [InlineData(0.12345678901234566, "12.345678901234566%")]
    [InlineData(1e20, "1E+22%")]
    public void PercentText_Number_IsAHundredTimesItsDigits(double number, string text) =>
        Assert.Equal(text, LogReg.Sources.Excel.SheetColumn.PercentText(number));

    [Fact]
    public void Check_ErrorCells_AreCountedWithTheirPlace()
    {
        string path = Workbook.Write(
            _folder["errors.xlsx"],
            ("Sheet1", [["x", "y"], [1, 0], [new Workbook.Error("#DIV/0!"), 1], [3, 0], [new Workbook.Error("#N/A"), 1], [5, 0]]));
        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.SpreadsheetErrors);
        Assert.Equal("'x' has 2 cells with a spreadsheet error (#DIV/0!, #N/A; first on Sheet1!A3), counted as missing", finding.Message);
    }

    [Fact]
    public void Check_FormulasWithoutValues_AreNamed()
    {
        string path = Workbook.Write(
            _folder["formulas.xlsx"],
            ("Sheet1", [["x", "z", "y"], .. Enumerable.Range(2, 6).Select(
                i => new object?[] { new Workbook.Formula("1+1"), new Workbook.Formula("2+2", i), i % 2 })]));
        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.Layout);
        Assert.Equal("'x' has 6 formulas without a value (first in Sheet1!A2), which count as missing", finding.Message);
        Assert.Equal("open the workbook in Excel or LibreOffice and save it, which computes them", finding.Hint.ToString());
    }

    [Fact]
    public void ReadTable_TimesOfDay_AreForTheFormulaOfHours()
    {
        string path = Workbook.Write(
            _folder["times.xlsx"],
            ("Sheet1", [["Zeit", "y"], [new TimeOnly(8, 30), 0], [new TimeOnly(13, 45), 1], [new TimeOnly(0, 0), 1]]));
        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.Date);
        Assert.Contains("holds times of a single day", finding.Message, StringComparison.Ordinal);
        Assert.Contains("hour(Zeit)", finding.Hint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_Durations_AreHours()
    {
        string path = Workbook.Write(
            _folder["durations.xlsx"],
            ("Sheet1", [["x"], [new TimeSpan(1, 5, 30, 0)], [new TimeSpan(0, 45, 0)], [null], [new TimeSpan(3, 0, 0)]]));
        Assert.Equal([29.5, 0.75, 3], NumbersOf(path, "x").Where(number => !double.IsNaN(number)));
        Assert.Contains(
            "'x' holds durations, which are read as numbers of hours", FindingsOf(path, target: "x").Select(finding => finding.Message));
    }

    [Fact]
    public void Check_MergedCellsOfTheTable_AreNamed()
    {
        string path = Workbook.Write(
            _folder["merged.xlsx"], Merged, ("Sheet1", [["g", "y"], ["a", 0], [null, 1], [null, 0], ["b", 1], [null, 0], ["c", 1]]));
        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.Layout);
        Assert.Equal(
            "cells of the table are merged (Sheet1!A2:A4 and 1 more): a spreadsheet shows the first cell of a merged range in place "
                + "of all, but the others are read as the workbook has them, most of them without a value and so as missing",
            finding.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>")]
    public void ReadColumnNames_TitlesAboveTheHeader_AreLeftOutWithANote(string merged)
    {
        string path = Workbook.Write(
            _folder["title.xlsx"], merged, ("Sheet1", [["Sales of 2026"], [], [null, "in euros"], ["age", "y"], .. Pairs(6)]));
        using (DataSource source = SourceFile.Open(path))
        {
            Assert.Equal(["age", "y"], source.ReadColumnNames());
        }

        DataFinding finding = Assert.Single(FindingsOf(path), finding => finding.Kind == FindingKind.Layout);
        Assert.Equal("2 title rows are left out: the header is in row 4 of sheet 'Sheet1'", finding.Message);
        Assert.Equal("CsvOptions.SkipLines = 3 confirms this", finding.Hint.ToString());
        Assert.DoesNotContain(FindingsOf(path, skip: 3), finding => finding.Kind == FindingKind.Layout);
    }

    [Fact]
    public void ReadColumnNames_SkippedRows_AreRowsOfTheSheet()
    {
        string path = Workbook.Write(
            _folder["head.xlsx"], ("Sheet1", [["Name", "Shop"], ["Date", "today"], [], ["age", "y"], .. Pairs(6)]));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { SkipLines = 2 } });
        Assert.Equal(["age", "y"], source.ReadColumnNames());
        Assert.Equal(6, source.EstimateRowCount());
        Assert.Equal("sheet 'Sheet1', row 5", source.FindRow(0)?.ToString());
    }

    [Fact]
    public void ReadColumnNames_SingleColumn_HasNoTitle()
    {
        string path = Workbook.Write(_folder["single.xlsx"], ("Sheet1", [["x"], [1], [2], [3]]));
        Assert.Equal([1, 2, 3], NumbersOf(path, "x"));
    }

    [Fact]
    public void WriteCache_OfAWorkbookWithNotes_KeepsThem()
    {
        string path = Workbook.Write(_folder["two.xlsx"], ("Januar", [["x", "y"], .. Pairs(8)]), ("Februar", Rows("x", 5)));
        using (DataSource source = SourceFile.Open(path))
        {
            CacheSource.Write(source, _folder["two.cache"]);
        }

        Assert.Contains(
            "only sheet 'Januar' is read, of 2: 'Januar', 'Februar'", FindingsOf(_folder["two.cache"]).Select(finding => finding.Message));
    }

    private static object?[][] Rows(string name, int first) =>
        [[name, "y"], [first, 0], [first + 1, 1], [first + 2, 0], [first + 3, 1]];

    private static object?[][] Pairs(int count) => [.. Enumerable.Range(1, count).Select(i => new object?[] { i, i % 2 })];

    private static double[] NumbersOf(string path, string column)
    {
        using DataSource source = SourceFile.Open(path);
        Table table = source.ReadTable([new ColumnRequest(column, ColumnKind.Inferred)]);
        return ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray();
    }

    private static IReadOnlyList<DataFinding> FindingsOf(string path, string? sheet = null, string target = "y", int skip = 0)
    {
        using DataSource source = SourceFile.Open(
            path, new SourceFileOptions { Sheet = sheet, Csv = new CsvOptions { SkipLines = skip } });
        return new LogisticRegression { Target = target }.Check(source).Findings;
    }
}
