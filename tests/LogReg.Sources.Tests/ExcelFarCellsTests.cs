using LogReg.Data;
using LogReg.Sources.Excel;

namespace LogReg.Sources.Tests;

/// <summary>Cells far from the table of a sheet cost what they are, not what lies between.</summary>
public sealed class ExcelFarCellsTests : IDisposable
{
    private const int Rows = 2_000;
    private const long MostAllocated = 256 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("XFD2")]
    [InlineData("A1048576")]
    [InlineData("XFD1048576")]
    public void ReadTable_FarCellWithAFormatOnly_IsAsIfItWereNotThere(string address)
    {
        object?[][] rows =
        [
            ["x", "y"],
            .. Enumerable.Range(0, Rows).Select(row => (object?[])(row == 0 && address == "XFD2"
                ? [0, 0, new Workbook.Far(address, new Workbook.Formatted())]
                : [row, row % 2])),
            address == "XFD2" ? [] : [new Workbook.Far(address, new Workbook.Formatted())],
        ];
        string path = Workbook.Write(_folder["far.xlsx"], ("Sheet1", rows));
        long before = GC.GetAllocatedBytesForCurrentThread();
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(["x", "y"], source.ReadColumnNames());
        Assert.Equal(Rows, source.EstimateRowCount());
        Table table = source.ReadTable([new ColumnRequest("x", ColumnKind.Inferred)]);
        Assert.Equal(
            Enumerable.Range(0, Rows).Select(row => (double)row),
            table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray()));
        if (address != "XFD1048576")
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }

    [Fact]
    public void ReadTable_FarColumnWithAName_IsAColumn()
    {
        string path = Workbook.Write(
            _folder["named.xlsx"],
            ("Sheet1", [["x", new Workbook.Far("XFD1", "far")], [1], [2, new Workbook.Far("XFD3", 5)], [3]]));
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(["x", "far"], source.ReadColumnNames());
        Table table = source.ReadTable([new ColumnRequest("far", ColumnKind.Inferred)]);
        Assert.Equal([double.NaN, 5, double.NaN], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
    }

    [Theory]
    [InlineData("ZZZZ2")]
    [InlineData("XFE2")]
    [InlineData("A1048577")]
    [InlineData("A2000000000")]
    public void ReadColumnNames_CellBeyondTheSheet_IsDamaged(string address)
    {
        string path = Workbook.Write(
            _folder["beyond.xlsx"], ("Sheet1", [["x", "y"], [1, 2], [new Workbook.Far(address, 3)]]));
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Contains("the workbook cannot be read: it is damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_FewCellsFarApart_AreRefused()
    {
        var cells = new SheetCells("apart.xlsx");
        for (int row = 1; row <= 5_000; row++)
        {
            cells.Add([1.0], row);
        }

        object?[] all = [.. Enumerable.Repeat<object?>(1.0, SheetCells.MostColumns)];
        DataException exception = Assert.Throws<DataException>(() => cells.Add(all, 5_001));
        Assert.StartsWith("apart.xlsx: its cells are too far apart: a table of 5,000 rows", exception.Message, StringComparison.Ordinal);
    }
}
