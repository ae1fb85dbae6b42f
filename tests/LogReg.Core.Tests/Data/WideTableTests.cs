using System.Globalization;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>Files of many columns and few rows take memory by their cells, and rows that nobody expected find room.</summary>
public sealed class WideTableTests
{
#if DEBUG
    // Without optimisation more temporary objects are made.
    private const int BytesOfColumn = 1200;
#else
    private const int BytesOfColumn = 1024;
#endif
    private const double LargestGrowth = 2.2;
    private const int Columns = 4000;
    private const int ManyRows = (2 * Table.ChunkRows) + 77;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadTable_ManyColumns_TakesLittleMemoryForEach(bool isCompressed)
    {
        long one = BytesOfReading(Columns, isCompressed);
        long two = BytesOfReading(2 * Columns, isCompressed);

        Assert.InRange((double)(two - one) / Columns, 0, BytesOfColumn);
        Assert.InRange((double)two / one, 0, LargestGrowth);
    }

    [Fact]
    public void ReadTable_LengthUnknown_RoomGrowsWithTheRows()
    {
        byte[] text = Rows(ManyRows);

        Assert.Equal(Expected(ManyRows), Read(CsvText.Source(text, new CsvOptions { Threads = 3 }, blockBytes: 4096)));
    }

    [Fact]
    public void ReadTable_HighlyCompressed_RoomGrowsWithTheRows()
    {
        byte[] text = CsvText.Gzip(Rows(ManyRows));
        using var source = CsvSource.FromOneTimeStream(new MemoryStream(text), "data.csv.gz", cancellationToken: CsvText.Token);

        Assert.Equal(Expected(ManyRows), Read(source));
    }

    [Fact]
    public void ReadTable_FileThatGrew_ReadsAllRows()
    {
        string path = Path.GetTempFileName();
        try
        {
            byte[] text = Rows(ManyRows);
            File.WriteAllBytes(path, text[..100]);
            using var source = CsvSource.FromFile(path);
            File.WriteAllBytes(path, text);

            Assert.Equal(Expected(ManyRows), Read(source));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadTable_LongFirstRows_RoomGrowsForTheShortOnes()
    {
        string start = "x,t\n" + string.Concat(Enumerable.Range(0, 4).Select(row => $"{row},\"{new string('a', 30_000)}\n\"\n"));
        string text = start + string.Concat(Enumerable.Range(4, 40_000).Select(row => $"{row},b\n"));
        using var source =
            CsvSource.FromOneTimeStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), "data.csv", cancellationToken: CsvText.Token);

        Table table =
            source.ReadTable(
                [new ColumnRequest("x", ColumnKind.Numeric), new ColumnRequest("t", ColumnKind.Text)], cancellationToken: CsvText.Token);

        Assert.Equal(Enumerable.Range(0, 40_004).Select(row => (double)row), CsvText.Numbers(table, "x"));
        Assert.Equal("b", Encoding.UTF8.GetString(((TextColumn)table.Chunks[^1].Columns[1])[table.Chunks[^1].RowCount - 1]));
    }

    private static long BytesOfReading(int columns, bool isCompressed)
    {
        var text =
            new StringBuilder(
                string.Join(',', Enumerable.Range(1, columns).Select(column => "x" + column.ToString(CultureInfo.InvariantCulture))));
        for (int row = 0; row < 3; row++)
        {
            text.Append('\n').Append(
                string.Join(
                    ',',
                    Enumerable.Range(1, columns).Select(column => ((column * (row + 3)) % 100).ToString(CultureInfo.InvariantCulture))));
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        byte[] file = isCompressed ? CsvText.Gzip(bytes) : bytes;
        using var source = CsvSource.FromOneTimeStream(new MemoryStream(file), "data.csv", new CsvOptions { Threads = 1 }, CsvText.Token);
        ColumnRequest[] requests = [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))];
        return AllocatedBytes.Of(() => source.ReadTable(requests, cancellationToken: CsvText.Token));
    }

    private static byte[] Rows(int count) =>
        Encoding.UTF8.GetBytes(
            "x,c\n"
                + string.Concat(
                    Enumerable.Range(0, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},{Level(row)}\n"))));

    private static string[] Expected(int count) =>
        [.. Enumerable.Range(0, count).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row} {Level(row)}"))];

    private static string Level(int row) => "abc"[row % 3].ToString();

    private static string[] Read(DataSource source)
    {
        Table table =
            source.ReadTable(
                [new ColumnRequest("x", ColumnKind.Inferred), new ColumnRequest("c", ColumnKind.Inferred)],
                cancellationToken: CsvText.Token);
        return
        [
            .. CsvText.Numbers(table, "x").Zip(
                CsvText.Levels(table, "c"), (number, level) => string.Create(CultureInfo.InvariantCulture, $"{number} {level}")),
        ];
    }
}
