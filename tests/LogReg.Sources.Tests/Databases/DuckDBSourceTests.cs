using LogReg.Data;
using LogReg.Sources.Databases;

namespace LogReg.Sources.Tests.Databases;

/// <summary>A query to DuckDB, with a database or of files alone, gives what a CSV file with the same cells gives.</summary>
public sealed class DuckDBSourceTests : IDisposable
{
    private static readonly string Titanic = Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fit_ToAQueryOfAFile_GivesTheModelOfTheCsvFile()
    {
        using DatabaseSource source = Open(
            "duckdb:", $"select * from read_csv('{Titanic}', nullstr = '', types = {{'survived': 'VARCHAR'}}) -- all of them");
        using DataSource file = SourceFile.Open(Titanic);
        var regression = new LogisticRegression { Target = "survived", TestSize = 0.2 };
        Assert.Equal(Saved(regression.Fit(file)), Saved(regression.Fit(source)));
        Assert.StartsWith("DuckDB: select * from read_csv(", source.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_EveryKindOfCell_IsWhatItIs()
    {
        using DatabaseSource source = Open(
            "duckdb:",
            """
            select * from (values
                (1::tinyint, 0.1::float, 9007199254740993, ' north ', date '2026-01-31', true, '\x00'::blob,
                    12.50::decimal(10, 2), [1, 2], 1e300, 'a'::enum('a', 'b')),
                (null, 2.5, -3, 'a text that is longer than twelve bytes, so that it stands elsewhere: ß', null, false, null,
                    1, null, null, 'b'))
                as t(whole, single, big, "a b", day, truth, photo, price, list, number, level)
            """);
        Assert.Equal(["photo", "list"], source.LeftOutColumns);
        Assert.Equal(["whole", "single", "big", "a b", "day", "truth", "price", "number", "level"], source.ReadColumnNames());
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        Assert.Equal([1, double.NaN], Numbers(table, 0));
        Assert.Equal([0.1, 2.5], Numbers(table, 1));
        Assert.Equal([9007199254740992, -3], Numbers(table, 2));
        Assert.Equal(["a text that is longer than twelve bytes, so that it stands elsewhere: ß", "north"], table.Columns[3].Levels!);
        Assert.Equal(["2026-01-31"], table.Columns[4].Levels!);
        Assert.Equal(["false", "true"], table.Columns[5].Levels!);
        Assert.Equal([12.5, 1], Numbers(table, 6));
        Assert.Equal([1e300, double.NaN], Numbers(table, 7));
        Assert.Equal(["a", "b"], table.Columns[8].Levels!);
    }

    [Fact]
    public void Score_ManyRows_AreReadInOrderAndByColumn()
    {
        using DatabaseSource source = Open("duckdb:", "select i as a, i * 0.5 as b, 'x' || i as c from range(100000) t(i)");
        Table table = source.ReadTable([new ColumnRequest("b", ColumnKind.Numeric), new ColumnRequest("a", ColumnKind.Numeric)]);
        Assert.Equal(100_000, table.RowCount);
        Assert.Equal([.. Enumerable.Range(0, 100_000).Select(row => row * 0.5)], Numbers(table, 0));
        Assert.Equal([.. Enumerable.Range(0, 100_000).Select(row => (double)row)], Numbers(table, 1));
    }

    [Theory]
    [InlineData("select * from nothing", "the query is wrong: Catalog Error: Table with name nothing does not exist!", "list the tables")]
    [InlineData("select no from (values (1)) t(a)", "the query is wrong: Binder Error", "check the names of the columns")]
    [InlineData("create table t(a integer)", "the query is wrong: Parser Error", "write one select statement")]
    [InlineData("copy (select 1) to 'written.csv'", "the query is wrong: Parser Error", "write one select statement")]
    [InlineData("select 1 as a); create table t(a integer); select * from (select 1", "the query ", "")]
    [InlineData("select 1 as a; create table t(a integer)", "the query has several statements", "one select")]
    [InlineData("select 1 as a, 2 as a", "several columns of the query have the same name: 'a'", "give each a name of its own")]
    public void Open_AWrongQuery_SaysWhatIsWrong(string query, string message, string hint)
    {
        DataException error = Assert.Throws<DataException>(() =>
        {
            using DatabaseSource source = Open("duckdb:", query);
            source.ReadColumnNames();
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint?.ToString() ?? "", StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists("written.csv"));
    }

    [Fact]
    public void Open_AFile_IsForReading()
    {
        string path = _folder["no.duckdb"];
        DataException missing = Assert.Throws<DataException>(() => Open($"duckdb:{path}", "select 1"));
        Assert.Equal("check the path of the database after duckdb:", missing.Hint?.ToString());
        File.WriteAllText(path, "a,b\n1,2\n");
        DataException wrong = Assert.Throws<DataException>(() => Open($"duckdb:{path}", "select 1"));
        Assert.StartsWith($"{path}: this is not a DuckDB database", wrong.Message, StringComparison.Ordinal);
    }

    private static DatabaseSource Open(string address, string query) =>
        DatabaseSource.Open(address, query, cancellationToken: TestContext.Current.CancellationToken);

    private static byte[] Saved(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return stream.ToArray();
    }

    private static double[] Numbers(Table table, int column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];
}
