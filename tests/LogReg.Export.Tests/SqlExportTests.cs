using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using LogReg.Export.Sql;
using LogReg.Sources.Tests.Databases;
using Npgsql;
using SQLitePCL;

namespace LogReg.Export.Tests;

/// <summary>Exported SQL gives the probabilities and predictions of the model, run by the database systems.</summary>
public sealed class SqlExportTests(PostgresServer server)
{
    // A table of texts, as an import of a CSV file makes it, and one of numbers, times and texts.
    public static TheoryData<string, bool, bool> Kinds { get; } = [.. ExportedModels.Formulas.Keys.SelectMany(
        kind => new[] { false, true }.SelectMany(isPenalised => new[] { false, true }.Select(
            isTyped => new TheoryDataRow<string, bool, bool>(kind, isPenalised, isTyped))))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SQLite_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised, bool isTyped) => Compare(
        kind, isPenalised, SqlDialect.SQLite, (view, query) => RunSqlite([.. Table(isTyped, "real", "text", "text"), view], query));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Postgres_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised, bool isTyped) => Compare(
        kind, isPenalised, SqlDialect.Postgres, (view, query) =>
        {
            // The address skips the test where there is no server.
            string folder = server.Address().Split("host=")[1];
            using var connection = new NpgsqlConnection($"Host={folder};Username={PostgresServer.User};Database=postgres;Pooling=false");
            connection.Open();
            return Run(connection, ["begin", .. Table(isTyped, "double precision", "timestamp", "text"), view], query);
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void DuckDb_OfEveryKindOfTerm_PredictsAsTheModel(string kind, bool isPenalised, bool isTyped) => Compare(
        kind, isPenalised, SqlDialect.DuckDb, (view, query) =>
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            return Run(connection, [.. Table(isTyped, "double", "timestamp", "text"), view], query);
        });

    [Fact]
    public void SQLite_TextInPlaceOfNumber_IsAnErrorWithTheText()
    {
        string query = Export(ExportedModels.Fit("exponential", false), new SqlOptions { Dialect = SqlDialect.SQLite });
        const string message = "x: 1,5 is not a number";
        Exception error = Assert.ThrowsAny<Exception>(() => RunSqlite(["create table input (x, z)", "insert into input values ('1,5', 1)"], query));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SQLite_DatesInOtherForms_AreTheSameDays()
    {
        string query = Export(ExportedModels.Fit("dates", false), new SqlOptions { Dialect = SqlDialect.SQLite });
        string[] dates = ["2020-03-01 04:05", "2020-3-1 4:05", "2020/03/1T04:05:00", "2020.3.01 04:05:00.000"];
        List<object?[]> rows = RunSqlite(["create table input (t)", .. dates.Select(date => $"insert into input values ('{date}')")], query);
        Assert.Single(rows.Select(row => row[1]).Distinct());
        Assert.NotEqual(rows[0][1], Assert.Single(RunSqlite(["create table input (t)", "insert into input values ('2020-02-30')"], query))[1]);
    }

    [Fact]
    public void SQLite_ColumnNamedAsAResult_KeepsItsName()
    {
        var options = new SqlOptions { Dialect = SqlDialect.SQLite, Columns = ["Prediction"] };
        string query = Export(ExportedModels.Fit("exponential", false), options);
        object?[] row = Assert.Single(RunSqlite(["create table input (x, z, prediction)", "insert into input values (1, 1, 'mine')"], query));
        Assert.Equal("mine", row[0]);
        Assert.Contains(" AS `prediction_`", query, StringComparison.Ordinal);
    }

    [Fact]
    public void SQLite_ColumnThatTheTableDoesNotHave_IsAnError()
    {
        string query = Export(ExportedModels.Fit("exponential", false), new SqlOptions { Dialect = SqlDialect.SQLite, Columns = ["idd"] });
        Exception error = Assert.ThrowsAny<Exception>(() => RunSqlite(["create table input (id, x, z)"], query));
        Assert.Contains("no such column: idd", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SqlDialect.Ansi)]
    [InlineData(SqlDialect.SQLite)]
    [InlineData(SqlDialect.Postgres)]
    public void Sql_OfATitleThatEndsAComment_BeginsWithOneComment(SqlDialect dialect)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(ExportedModels.Fit("exponential", false), ExportKind.Sql, stream, new ExportOptions
        {
            Title = "*/ drop /* it",
            Sql = new SqlOptions { Dialect = dialect },
        });
        Assert.StartsWith(
            "/* * / drop / * it: a logistic regression that predicts y, exported by logreg */\nWITH ",
            Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SqlDialect.Ansi, "\"a \"\"quoted\"\" naïve, col: '\\ 😀\"", "'O''Neil \"x\"'", "DOUBLE PRECISION")]
    [InlineData(SqlDialect.SqlServer, "[a \"quoted\" naïve, col: '\\ 😀]", "N'O''Neil \"x\"'", "float")]
    [InlineData(SqlDialect.BigQuery, "`a \"quoted\" naïve, col: '\\\\ 😀`", "'O\\'Neil \"x\"'", "FLOAT64")]
    public void Sql_OfOtherSystems_HasTheirNamesTextsAndTypes(SqlDialect dialect, string name, string text, string type)
    {
        string query = Export(ExportedModels.Fit("main effects", false), new SqlOptions { Dialect = dialect, Table = "shop.rows" });
        Assert.All([name, text, $" AS {type})"], part => Assert.Contains(part, query, StringComparison.Ordinal));
        Assert.Equal(query.Count(character => character == '('), query.Count(character => character == ')'));
    }

    private static void Compare(string kind, bool isPenalised, SqlDialect dialect, Func<string, string, List<object?[]>> run)
    {
        LogisticModel model = ExportedModels.Fit(kind, isPenalised);
        string view = Export(model, new SqlOptions { Dialect = dialect, Table = "main rows", View = "scored", Columns = ["id"] });
        List<object?[]> rows = run(view, "select * from scored order by id");
        double[] expected = ExportedModels.Probabilities(model);
        int places = model.Target.IsBinary ? 1 : model.Target.Classes.Count;
        IEnumerable<object?> cells = rows.SelectMany(row => row[^(places + 1)..^1]);
        double[] actual = [.. cells.Select(cell => Convert.ToDouble(cell, CultureInfo.InvariantCulture))];
        Assert.Equal(expected.Length, actual.Length);
        DocumentedDifferences.Hold(
            kind,
            dialect == SqlDialect.SQLite ? "SQLite" : dialect == SqlDialect.Postgres ? "PostgreSQL" : "DuckDB",
            expected,
            actual);
        IEnumerable<string> predictions = expected.Chunk(places).Select(
            one => places > 1 ? model.Target.Classes[Array.IndexOf(one, one.Max())]
            : one[0] >= model.Threshold ? model.Target.Positive! : model.Target.Classes.Single(name => name != model.Target.Positive));
        Assert.Equal(predictions, rows.Select(row => (string)row[^1]!));
    }

    internal static string Export(LogisticModel model, SqlOptions options)
    {
        using var stream = new MemoryStream();
        ModelExport.Write(model, ExportKind.Sql, stream, new ExportOptions { Title = "model.json", Sql = options });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<string> Table(bool isTyped, string numberType, string timeType, string textType)
    {
        Dictionary<string, object?>[] rows = [.. ExportedModels.Parse(ExportedModels.Rows())];
        string[] types = isTyped
            ? [numberType, numberType, numberType, textType, textType, timeType, textType]
            : [.. Enumerable.Repeat(textType, 7)];
        IEnumerable<string> columns = rows[0].Keys.Zip(types, (name, type) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" {type}");
        yield return $"create table \"main rows\" (id integer, {string.Join(", ", columns)})";
        yield return $"insert into \"main rows\" values {string.Join(",\n", rows.Select((row, place) =>
            $"({place}, {string.Join(", ", row.Values.Select(cell => Literal((string)cell!, isTyped)))})"))}";
    }

    private static string Literal(string cell, bool isTyped) =>
        isTyped && (cell is "" or "NA") ? "null" : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";

    internal static List<object?[]> Run(DbConnection connection, IEnumerable<string> statements, string query)
    {
        foreach (string statement in statements)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }

        using DbCommand select = connection.CreateCommand();
        select.CommandText = query;
        using DbDataReader reader = select.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return rows;
    }

    internal static List<object?[]> RunSqlite(IEnumerable<string> statements, string query)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(":memory:", out sqlite3 database));
        using (database)
        {
            foreach (string one in statements)
            {
                Assert.True(raw.sqlite3_exec(database, one, out string error) == raw.SQLITE_OK, error);
            }

            int prepared = raw.sqlite3_prepare_v2(database, query, out sqlite3_stmt statement);
            Assert.True(prepared == raw.SQLITE_OK, raw.sqlite3_errmsg(database).utf8_to_string());
            using (statement)
            {
                var rows = new List<object?[]>();
                int result;
                while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                {
                    rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(column =>
                        raw.sqlite3_column_type(statement, column) == raw.SQLITE_FLOAT
                            ? raw.sqlite3_column_double(statement, column)
                            : (object?)raw.sqlite3_column_text(statement, column).utf8_to_string())]);
                }

                Assert.True(result == raw.SQLITE_DONE, raw.sqlite3_errmsg(database).utf8_to_string());
                return rows;
            }
        }
    }
}
