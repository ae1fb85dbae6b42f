using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>A zero with a sign is the category 0, whatever the data come from and in whatever order the cells are met.</summary>
public class ZeroLevelTests
{
    private static readonly double[] Numbers = [-0.0, 0, 1, -0.0, 0, -1];
    private static readonly string[] Expected = ["0", "0", "1", "0", "0", "-1"];

    [Fact]
    public void Csv() => Assert.Equal(Expected, Levels(CsvText.Source("k,x\n-0,1\n0,2\n1,3\n-0,4\n0,5\n-1,6\n")));

    [Fact]
    public void CacheOfNumbers()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            CacheSource.Write(CsvText.Source("k,x\n-0,1\n0,2\n1,3\n-0,4\n0,5\n-1,6\n"), path, cancellationToken: CsvText.Token);
            using DataSource cache = CsvSource.FromFile(path);
            Assert.Equal(Expected, Levels(cache));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Columns(int threads)
    {
        using var source = new OfColumns(threads);
        Assert.Equal(Expected, Levels(source));
    }

    [Fact]
    public void Rows()
    {
        using DataSource source = TableSource.From(Numbers, columns => columns.Numeric("k", number => number));
        Assert.Equal(Expected, Levels(source));
    }

    [Fact]
    public void AModelOfAnEarlierVersion_KeepsBothLevels()
    {
        var known = new LevelTable();
        known.GetOrAdd("-0"u8);
        known.GetOrAdd("0"u8);
        Table table = CsvText.Source("k\n-0\n0\n").ReadTable(
            [new ColumnRequest("k", ColumnKind.Categorical, known)], cancellationToken: CsvText.Token);
        Assert.Equal([0, 1], CsvText.Codes(table, "k"));
    }

    private static string?[] Levels(DataSource source) => CsvText.Levels(
        source.ReadTable([new ColumnRequest("k", ColumnKind.Categorical)], cancellationToken: CsvText.Token), "k");

    // One batch for each row.
    private sealed class OfColumns(int threads) : ColumnarSource("columns", threads: threads)
    {
        protected override IReadOnlyList<SourceColumn> ReadColumns() => [new SourceColumn("k", ColumnKind.Numeric)];

        protected override IReadOnlyList<int> ReadBatchSizes() => [.. Numbers.Select(_ => 1)];

        protected override IReadOnlyList<ColumnCells> ReadBatch(
            int batch, IReadOnlyList<int> columns, int threads, CancellationToken cancellationToken) =>
            [ColumnCells.OfNumbers(new[] { Numbers[batch] })];
    }
}
