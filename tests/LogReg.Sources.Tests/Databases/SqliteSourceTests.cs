using System.Text;
using LogReg.Data;
using LogReg.Solvers;
using LogReg.Sources.Databases;

namespace LogReg.Sources.Tests.Databases;

/// <summary>A query to a SQLite database gives what a CSV file with the same cells gives.</summary>
public sealed class SqliteSourceTests : IDisposable
{
    private static readonly string[] Titanic = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("real", "text")]
    [InlineData("text", "text")]
    [InlineData("numeric", "")]
    public void Fit_ToAQuery_GivesTheModelOfTheCsvFile(string ofNumbers, string ofTexts)
    {
        string path = SqliteFile.WriteTable(_folder["shop.db"], "passengers", Titanic, ofTexts, ofNumbers, ofTexts, ofTexts);
        using DatabaseSource source = Open(path, "select * from passengers");
        using DataSource file = SourceFile.Open(Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv"));
        var regression = new LogisticRegression { Target = "survived", TestSize = 0.2 };
        Assert.Equal(Saved(regression.Fit(file)), Saved(regression.Fit(source)));
        var stream = new LogisticRegression
        {
            Target = "survived",
            Solver = SolverKind.StochasticGradient,
            Penalty = PenaltyKind.Ridge,
            Lambda = 0.01,
            StochasticGradient = new StochasticGradientOptions { Stream = true },
        };
        Assert.Equal(Saved(stream.Fit(file)), Saved(stream.Fit(source)));
    }

    [Fact]
    public void ReadTable_EveryKindOfCell_IsWhatItIs()
    {
        string path = SqliteFile.Run(
            _folder["kinds.db"],
            "create table kinds (whole integer, number real, big integer, word text, day date, truth boolean, photo blob, \"a b\" decimal(10,2))",
            "insert into kinds values (1, 0.1, 9007199254740993, ' north ', '2026-01-31', true, x'00', 12.50)",
            "insert into kinds values (null, 1e300, -3, 'n' || char(0) || 's', '2026-02-01', false, null, 'NA')");
        using DatabaseSource source = Open(path, "select *, whole + 0.5 as half, count(*) over () from kinds");
        Assert.Equal(["photo"], source.LeftOutColumns);
        Assert.Equal(["whole", "number", "big", "word", "day", "truth", "a b", "half", "count(*) over ()"], source.ReadColumnNames());
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        Assert.Equal([1, double.NaN], Numbers(table, 0));
        Assert.Equal([0.1, 1e300], Numbers(table, 1));
        Assert.Equal([9007199254740992, -3], Numbers(table, 2));
        Assert.Equal(["n\0s", "north"], table.Columns[3].Levels!);
        Assert.Equal(["2026-01-31", "2026-02-01"], table.Columns[4].Levels!);
        Assert.Equal([1, 0], Numbers(table, 5));
        Assert.Equal([12.5, double.NaN], Numbers(table, 6));
        Assert.Equal([1.5, double.NaN], Numbers(table, 7));
        Assert.Equal([2, 2], Numbers(table, 8));
    }

    [Fact]
    public void ReadTable_UnicodeInUtf16_IsReadAsText()
    {
        string path = SqliteFile.Run(
            _folder["wide.db"], "pragma encoding = 'UTF-16'", "create table t (größe text)", "insert into t values ('Müller €'), ('a')");
        using DatabaseSource source = Open(path, "select größe from t");
        Table table = source.ReadTable([new ColumnRequest("größe", ColumnKind.Inferred)]);
        Assert.Equal(["Müller €", "a"], table.Columns[0].Levels!.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("selec 1", "the query is wrong: near \"selec\": syntax error (character 1 of the query)", "correct the query")]
    [InlineData("select *\nfrom t\nwhere é = foo", "no such column: é (line 3, character 7 of the query)", "check the names")]
    [InlineData("select * from missing", "no such table: missing", "select name from sqlite_schema")]
    [InlineData("select \"agee\" from t", "no such column: \"agee\"", "a text is written in single quotes")]
    [InlineData("delete from t", "the query returns no columns", "write a select statement")]
    [InlineData("delete from t returning a", "the query would change the database", "write a select statement")]
    [InlineData("pragma journal_mode = wal", "the query would change the database", "write a select statement")]
    [InlineData("attach 'other.db' as other", "the query returns no columns", "write a select statement")]
    [InlineData("select 1; select 2", "the query has several statements", "one select statement")]
    [InlineData("-- nothing", "the query returns no columns", "write a select statement")]
    public void Open_AQueryThatCannotBe_SaysSo(string query, string message, string hint)
    {
        string path = SqliteFile.Run(_folder["t.db"], "create table t (a, b)", "insert into t values (1, 2)");
        byte[] before = File.ReadAllBytes(path);
        DataException error = Assert.Throws<DataException>(() => Open(path, query));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Open_NoDatabase_SaysWhat()
    {
        Assert.Contains("there is no such file", Fails(_folder["no.db"]).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["no.db"]));
        Assert.Contains("this is a directory", Fails(Path.GetDirectoryName(_folder["x"])!).Message, StringComparison.Ordinal);
        Assert.Contains(
            "this is not an SQLite database", Fails(_folder.Write("t.csv", new string('a', 5000))).Message, StringComparison.Ordinal);

        DataException Fails(string path) => Assert.Throws<DataException>(() => Open(path, "select 1 as a"));
    }

    [Fact]
    public void ReadTable_ColumnsOfTheSameName_NamesThem()
    {
        string path = SqliteFile.Run(_folder["t.db"], "create table t (a, b)", "insert into t values (1, 2)");
        using DatabaseSource source = Open(path, "select a, b, a from t");
        DataException error = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Contains("several columns of the query have the same name: 'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("AS", error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_NoRows_SaysWhereToLook()
    {
        string path = SqliteFile.Run(_folder["t.db"], "create table t (a, b)");
        using DatabaseSource source = Open(path, "select a from t");
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]));
        Assert.Equal($"{path}: select a from t: there are no rows", error.Message);
        Assert.Equal("the query finds no rows: check its tables and conditions", error.Hint!.ToString());
    }

    [Theory]
    [InlineData("x'01'", "the cell holds bytes, which are neither a number nor a text")]
    [InlineData("'six'", "the value 'six' is not a number")]
    public void ReadTable_ACellThatIsNoNumber_NamesTheRowOfTheQuery(string cell, string message)
    {
        string path = SqliteFile.Run(
            _folder["t.db"], "create table t (a)", "insert into t values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11)", $"insert into t values ({cell})");
        using DatabaseSource source = Open(path, "select a from t");
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]));
        Assert.StartsWith($"{path}: select a from t, query row 12, column 'a': {message}", error.Message, StringComparison.Ordinal);
        Assert.Equal(12, error.Place!.Value.Number);
    }

    [Theory]
    [InlineData("wal")]
    [InlineData("delete")]
    public void ReadTable_WhileAnotherProgramWrites_SeesTheSameRowsEachTime(string journal)
    {
        string path = SqliteFile.Run(
            _folder["t.db"], $"pragma journal_mode = {journal}", "create table t (a)", "insert into t values (1), (2)");
        using DatabaseSource source = Open(path, "select a from t");
        if (journal == "wal")
        {
            SqliteFile.Run(path, "insert into t values (3)");
        }

        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal([1, 2], Numbers(source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]), 0));
        }
    }

    [Fact]
    public void ReadTable_Cancelled_StopsAQueryThatNeverEnds()
    {
        string path = SqliteFile.Run(_folder["t.db"], "create table t (a)");
        const string Endless = "with recursive n(a) as (select 1 union all select a + 1 from n) select max(a) as a from n";
        using var stop = new CancellationTokenSource();
        using var source = DatabaseSource.Open($"sqlite:{path}", Endless, cancellationToken: stop.Token);
        stop.CancelAfter(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Numeric)]));
    }

    [Fact]
    public void ReadChunks_EndedEarly_CanBeReadAgain()
    {
        string path = SqliteFile.Run(
            _folder["t.db"],
            "create table t (a)",
            "with recursive n(a) as (select 1 union all select a + 1 from n limit 200000) insert into t select a from n");
        using DatabaseSource source = Open(path, "select a from t");
        ColumnRequest[] requests = [new("a", ColumnKind.Numeric)];
        Assert.Equal(1, ((NumericColumn)source.ReadChunks(requests).First().Columns[0]).Values[0]);
        Assert.Equal(200000, source.ReadChunks(requests).Sum(chunk => (long)chunk.RowCount));
    }

    [Fact]
    public void Name_LongQuery_IsItsBeginningOnOneLine()
    {
        string path = SqliteFile.Run(_folder["t.db"], "create table t (a)");
        using DatabaseSource source = Open(path, $"select\n\ta\nfrom   t\nwhere a not in ({string.Join(", ", Enumerable.Range(0, 100))})");
        Assert.Equal($"{path}: select a from t where a not in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9…", source.Name);
    }

    private static DatabaseSource Open(string path, string query) => DatabaseSource.Open($"sqlite:{path}", query);

    private static double[] Numbers(Table table, int column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];

    private static string Saved(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
