using System.IO.Compression;
using System.Text;
using LogReg.Data;

namespace LogReg.Sources.Tests;

/// <summary>A sheet of a workbook gives what a CSV file with the same cells gives.</summary>
public sealed class ExcelSourceTests : IDisposable
{
    private static readonly object?[][] People =
    [
        [null, null, null, null],
        ["age", "member", "since", "bought", null],
        [31.5, true, new DateTime(2026, 1, 31), "yes", null, null],
        [new Workbook.Error("#DIV/0!"), false, new DateTime(2026, 2, 1, 13, 45, 0), "no"],
        [],
        [40, null, null, "yes"],
        [null, null, null, null],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadTable_EveryKindOfCell_IsWhatItIs()
    {
        string path = Workbook.Write(_folder["people.data"], ("Sheet1", People));
        Assert.Equal(SourceFileKind.Excel, SourceFile.KindOf(path));
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(["age", "member", "since", "bought"], source.ReadColumnNames());
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        Assert.Equal([31.5, double.NaN, 40], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Equal(1, ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray().Count(double.IsNaN));
        Assert.Equal(["false", "true"], table.Columns[1].Levels!);
        Assert.Equal(["2026-01-31", "2026-02-01T13:45:00"], table.Columns[2].Levels!);
        Assert.Equal(["no", "yes"], table.Columns[3].Levels!);
        Assert.Equal(3, table.RowCount);
    }

    // One wrong bit makes 5 of 4 and stays XML; the parts of the test are stored without compression.
    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "<v>4</v>")]
    [InlineData("xl/workbook.xml", "name=\"Sheet1\"")]
    [InlineData("xl/styles.xml", "formatCode=\"0.0%\"")]
    public void ReadColumnNames_APartWithAnotherChecksum_IsDamaged(string part, string text)
    {
        string path = _folder["damaged.xlsx"];
        Workbook.Write(path, ("Sheet1", [["x", "y"], [4, 0], [6, 1]]));
        Dictionary<string, string> parts = [];
        using (ZipArchive archive = ZipFile.OpenRead(path))
        {
            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                parts.Add(entry.FullName, reader.ReadToEnd());
            }
        }

        File.Delete(path);
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach ((string name, string content) in parts)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
                writer.Write(content);
            }
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) + text.IndexOfAny(['4', '1', '0'])] ^= 1;
        File.WriteAllBytes(path, bytes);

        using DataSource source = SourceFile.Open(path);
        DataException error = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Equal(
            $"{path}: the workbook is damaged: its part '{part}' does not have the length and the checksum that the file says", error.Message);
        Assert.StartsWith("copy or download it again", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadColumnNames_AnEmptySheetAlone_SaysWhatToLookAt()
    {
        using DataSource source = SourceFile.Open(Workbook.Write(_folder["empty.xlsx"], ("Sheet1", [])));
        DataException error = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Equal($"{_folder["empty.xlsx"]}: the sheet 'Sheet1' is empty", error.Message);
        Assert.Equal("make sure that this is the right workbook, and that it was saved with its cells", error.Hint?.ToString());
    }

    [Fact]
    public void ReadTable_TextAmongNumbers_NamesSheetAndCell()
    {
        string path = Workbook.Write(
            _folder["people.xlsx"], ("My data", [["y", "x"], [0, 1], [1, 2], [0, 3], [1, 4], [0, 5], [1, "six"], [0, 7]]));
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("x", ColumnKind.Inferred)]));
        Assert.StartsWith(
            $"{path}, 'My data'!B7, column 'x': the value 'six' is not a number", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Other", "b")]
    [InlineData("other", "b")]
    [InlineData("2", "b")]
    [InlineData("1", "a")]
    [InlineData(null, "a")]
    public void Open_Sheet_IsTheOneThatIsNamed(string? sheet, string column)
    {
        string path = Workbook.Write(_folder["two.xlsx"], ("First", [["a"], [1]]), ("Other", [["b"], [1]]));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Sheet = sheet });
        Assert.Equal([column], source.ReadColumnNames());
    }

    [Fact]
    public void Open_NoSuchSheet_NamesThoseThatThereAre()
    {
        string path = Workbook.Write(_folder["two.xlsx"], ("First", [["a"], [1]]), ("Other", [["b"], [1]]));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Sheet = "3" });
        DataException exception = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Equal($"{path}: the workbook has no sheet '3'", exception.Message);
        Assert.Equal("its sheets are 'First', 'Other'", exception.Hint?.ToString());
    }

    [Theory]
    [InlineData("", "Sheet1!A1")]
    [InlineData("<mergeCells count=\"1\"><mergeCell ref=\"A2:B2\"/></mergeCells>", "Sheet1!A2")]
    public void ReadColumnNames_TitleThatMayBeAHeader_IsRefusedWithItsCell(string merged, string address)
    {
        string path = Workbook.Write(_folder["title.xlsx"], merged, ("Sheet1", [["Sales"], [3, "bought"], [1, 0], [2, 1]]));
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.StartsWith($"{path}, {address}: the first row is not a header but a title", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("CsvOptions.SkipLines = ", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadColumnNames_ColumnWithoutName_IsRefusedWithItsCell()
    {
        string path = Workbook.Write(_folder["nameless.xlsx"], ("Sheet1", [["a", null, "b"], [1, 5, 0], [2, 6, 1]]));
        using DataSource source = SourceFile.Open(path);
        Assert.StartsWith($"{path}, Sheet1!B1: ", Assert.Throws<DataException>(source.ReadColumnNames).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadColumnNames_NoHeader_NamesColumnsByPlace()
    {
        string path = Workbook.Write(_folder["plain.xlsx"], ("Sheet1", [[1, 2], [3, 4]]));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { HasHeader = false } });
        Assert.Equal(["x1", "x2"], source.ReadColumnNames());
        Assert.Equal(2, source.EstimateRowCount());
    }

    [Fact]
    public void ReadColumnNames_CutShort_SaysSo()
    {
        byte[] bytes = File.ReadAllBytes(Workbook.Write(_folder["people.xlsx"], ("Sheet1", People)));
        string old = _folder.Write("cut.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000]]);
        using DataSource source = SourceFile.Open(old);
        DataException exception = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Contains("the workbook cannot be read", exception.Message, StringComparison.Ordinal);
        string cut = _folder.Write("cut.xlsx", bytes[..(bytes.Length / 2)]);
        Assert.Throws<DataException>(() => SourceFile.Open(cut));
    }

    [Fact]
    public void KindOf_OtherArchive_IsNoWorkbook()
    {
        using (var archive = new System.IO.Compression.ZipArchive(
            File.Create(_folder["other.xlsx"]), System.IO.Compression.ZipArchiveMode.Create))
        {
            archive.CreateEntry("readme.txt").Open().Dispose();
        }

        Assert.Equal(SourceFileKind.Zip, SourceFile.KindOf(_folder["other.xlsx"]));
    }
}
