using System.Net;
using System.Net.Sockets;
using System.Text;
using LogReg.Data;
using LogReg.Sources.Databases;

namespace LogReg.Sources.Tests.Databases;

/// <summary>A query to a PostgreSQL server gives what a CSV file with the same cells gives.</summary>
/// <param name="server">The server.</param>
public sealed class PostgresSourceTests(PostgresServer server)
{
    private static readonly string Titanic = Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv");

    [Theory]
    [InlineData("titanic_double", "double precision")]
    [InlineData("titanic_numeric", "numeric")]
    [InlineData("titanic_fixed", "numeric(20, 12)")]
    public void Fit_ToAQuery_GivesTheModelOfTheCsvFile(string table, string ofNumbers)
    {
        server.WriteTable(table, File.ReadAllLines(Titanic), "text", ofNumbers, "varchar(10)", "char(5)");
        using DatabaseSource source = Open($"select * from {table};");
        using DataSource file = SourceFile.Open(Titanic);
        var regression = new LogisticRegression { Target = "survived", TestSize = 0.2 };
        Assert.Equal(Saved(regression.Fit(file)), Saved(regression.Fit(source)));
    }

    [Fact]
    public void ReadTable_EveryKindOfCell_IsWhatItIs()
    {
        server.Run(
            "create type mood as enum ('sad', 'happy')",
            "create domain positive as integer check (value > 0)",
            "create table kinds (i2 smallint, i4 integer, i8 bigint, f4 real, f8 float8, n numeric, b boolean, t text, d date, z timestamp, "
                + "e mood, p positive, u uuid, m money, bytes bytea, list int[], j jsonb, r int4range)",
            "insert into kinds values (1, 2, 9007199254740993, 0.1, 0.1, 12.50, true, ' a ', '2026-01-31', '2026-01-31 13:45:00.5', 'sad', 7, "
                + "'00000000-0000-0000-0000-000000000001', 1000.5, '\\x01', array[1, 2], '{}', '[1,2)')",
            "insert into kinds (i2, f8, n, b, t, d, e, m) values (-1, 'NaN', 'NaN', false, 'NA', 'infinity', 'happy', 2)");
        using DatabaseSource source = Open("select * from kinds order by i2 desc");
        Assert.Equal(["bytes", "list", "j", "r"], source.LeftOutColumns);
        Assert.Equal(
            ["i2", "i4", "i8", "f4", "f8", "n", "b", "t", "d", "z", "e", "p", "u", "m"], source.ReadColumnNames());
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        Assert.Equal([1, -1], Numbers(table, "i2"));
        Assert.Equal([2, double.NaN], Numbers(table, "i4"));
        Assert.Equal([9007199254740992, double.NaN], Numbers(table, "i8"));
        Assert.Equal([0.1, double.NaN], Numbers(table, "f4"));
        Assert.Equal([0.1, double.NaN], Numbers(table, "f8"));
        Assert.Equal([12.5, double.NaN], Numbers(table, "n"));
        Assert.Equal(["false", "true"], Levels(table, "b"));
        Assert.Equal(["a"], Levels(table, "t"));
        Assert.Equal(["2026-01-31", "infinity"], Levels(table, "d"));
        Assert.Equal(["2026-01-31 13:45:00.5"], Levels(table, "z"));
        Assert.Equal(["happy", "sad"], Levels(table, "e"));
        Assert.Equal([7, double.NaN], Numbers(table, "p"));
        Assert.Equal(["00000000-0000-0000-0000-000000000001"], Levels(table, "u"));
        Assert.Equal([1000.5, 2], Numbers(table, "m"));
    }

    [Fact]
    public void ReadTable_NumbersOfManyDigits_AreTheNearestDoubles()
    {
        string[] digits = ["0.1000000000000000055511151231257827", "123456789012345678901234567890.5", "9007199254740993", "1e-320"];
        using DatabaseSource source =
            Open($"select x from (values {string.Join(", ", digits.Select(text => $"('{text}'::numeric)"))}) as numbers(x)");
        Assert.Equal(
            [0.1, 123456789012345678901234567890.5, 9007199254740992, 1e-320],
            Numbers(source.ReadTable([new ColumnRequest("x", ColumnKind.Inferred)]), "x"));
    }

    [Theory]
    [InlineData("selec 1", "the query is wrong: syntax error at or near \"selec\" (character 1 of the query)", "correct the query")]
    [InlineData("select *\nfrom missing", "relation \"missing\" does not exist (line 2, character 6 of the query)", "sales.orders")]
    [InlineData("create table other (a int)", "the query returns no columns", "write a select statement")]
    [InlineData("copy (select 1) to '/tmp/never.csv'", "the query returns no columns", "write a select statement")]
    [InlineData("select 1; select 2", "cannot insert multiple commands", "a single statement")]
    [InlineData("commit; drop table if exists guarded", "cannot insert multiple commands", "a single statement")]
    [InlineData("-- nothing", "the query returns no columns", "write a select statement")]
    public void Open_AQueryThatCannotBe_SaysSo(string query, string message, string hint)
    {
        DataException error = Assert.Throws<DataException>(() => Open(query));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("postgres: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_AQueryThatWrites_IsRefusedByTheServer()
    {
        server.Run("create table written (a int)", "insert into written values (1)");
        using DatabaseSource source = Open("delete from written returning a");
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]));
        Assert.Contains("the query would change the database", error.Message, StringComparison.Ordinal);
        using DatabaseSource left = Open("select a from written");
        Assert.Equal([1], Numbers(left.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]), "a"));
    }

    [Fact]
    public void ReadTable_WhileOthersWrite_SeesTheSameRowsEachTime()
    {
        server.Run("create table changing (a int)", "insert into changing values (1), (2)");
        using DatabaseSource source = Open("select a from changing order by a");
        ColumnRequest[] requests = [new("a", ColumnKind.Inferred)];
        Assert.Equal([1, 2], Numbers(source.ReadTable(requests), "a"));
        server.Run("insert into changing values (3)", "delete from changing where a = 1");
        Assert.Equal([1, 2], Numbers(source.ReadTable(requests), "a"));
    }

    [Fact]
    public void ReadChunks_EndedEarly_CanBeReadAgain()
    {
        using DatabaseSource source = Open("select a from generate_series(1, 200000) as a");
        ColumnRequest[] requests = [new("a", ColumnKind.Numeric)];
        Assert.Equal(1, ((NumericColumn)source.ReadChunks(requests).First().Columns[0]).Values[0]);
        Assert.Equal(200000, source.ReadChunks(requests).Sum(chunk => (long)chunk.RowCount));
    }

    [Fact]
    public void ReadTable_AnErrorOnTheWay_NamesTheRow()
    {
        using DatabaseSource source = Open("select 1 / (3 - a) as a from generate_series(1, 5) as a");
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]));
        Assert.Contains("division by zero", error.Message, StringComparison.Ordinal);
        using DatabaseSource infinite = Open("select case when a = 12 then 'Infinity'::float8 else a end as a from generate_series(1, 20) as a");
        error = Assert.Throws<DataException>(() => infinite.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]));
        Assert.Contains(", query row 12, column 'a': the value 'Infinity' is not a finite number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_Stopped_SaysByWhom()
    {
        // What the server does at a timeout, without a clock: connecting can take longer than any limit that a test could wait for.
        using DatabaseSource stopped = Open("select a, pg_cancel_backend(pg_backend_pid()) as b from generate_series(1, 100000) as a");
        ColumnRequest[] requests = [new("a", ColumnKind.Inferred), new("b", ColumnKind.Inferred)];
        DataException error = Assert.Throws<DataException>(() => stopped.ReadTable(requests));
        Assert.Contains("the server stopped the query", error.Message, StringComparison.Ordinal);
        Assert.Contains("statement_timeout", error.Hint!.ToString(), StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        using var source = DatabaseSource.Open(
            server.Address(), "select a, pg_sleep(10) is null as b from generate_series(1, 10) as a", cancellationToken: stop.Token);
        stop.CancelAfter(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(() => source.ReadTable(requests));
    }

    [Fact]
    public void Open_WithAPassword_TakesItFromTheEnvironmentAndShowsItNowhere()
    {
        server.Run("create user guarded password 'pomegranate'");
        const string Query = "select 1 as a";
        DataException missing = Assert.Throws<DataException>(() => DatabaseSource.Open(server.Address(user: "guarded"), Query));
        Assert.Contains("the server asks for a password", missing.Message, StringComparison.Ordinal);
        Assert.Contains("PGPASSWORD", missing.Hint!.ToString(), StringComparison.Ordinal);
        DataException wrong = Assert.Throws<DataException>(() => DatabaseSource.Open(server.Address(user: "guarded:persimmon"), Query));
        Assert.Contains("password authentication failed", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("PGPASSWORD", wrong.Hint!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("persimmon", wrong.Message + wrong.Hint, StringComparison.Ordinal);
        using (var source = DatabaseSource.Open(server.Address(user: "guarded:pomegranate"), Query))
        {
            Assert.True(source.Address.HasPassword);
            Assert.DoesNotContain("pomegranate", source.Name + source.Address.Text + source.Address, StringComparison.Ordinal);
        }

        using var folder = new TemporaryFolder();
        string file = folder.Write("pgpass", "*:*:*:guarded:pomegranate\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using var kept = DatabaseSource.Open($"{server.Address(user: "guarded")}&passfile={file}", Query);
        Assert.False(kept.Address.HasPassword);
        Assert.Equal(1, kept.ReadTable([new ColumnRequest("a", ColumnKind.Inferred)]).RowCount);
    }

    [Fact]
    public void Open_NoSuchDatabaseOrUser_SaysSo()
    {
        Assert.Contains(
            "the server refuses: database \"missing\" does not exist",
            Assert.Throws<DataException>(() => DatabaseSource.Open(server.Address("missing"), "select 1")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "role \"missing\" does not exist",
            Assert.Throws<DataException>(() => DatabaseSource.Open(server.Address(user: "missing"), "select 1")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoServer_SaysSo()
    {
        // Nobody listens at the first port; at the second one nobody answers.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        DataException silent = Assert.Throws<DataException>(
            () => DatabaseSource.Open($"postgres://u:pomegranate@127.0.0.1:{port}/d?connect_timeout=1", "select 1"));
        Assert.Equal("127.0.0.1/d: the server does not answer", silent.Message);
        listener.Stop();
        DataException refused = Assert.Throws<DataException>(
            () => DatabaseSource.Open($"postgres://u:pomegranate@127.0.0.1:{port}/d", "select 1"));
        Assert.Contains("there is no connection to the server", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pomegranate", silent.ToString() + silent.Hint + refused + refused.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData(" order by a", "2")]
    public void Open_AQuery_HasItsRowsInTheSameOrderInEveryPass(string order, string workers)
    {
        server.Run("alter role tester set max_parallel_workers_per_gather to 2");
        using DatabaseSource source = Open(
            "select current_setting('synchronize_seqscans') as a, current_setting('max_parallel_workers_per_gather') || ' workers' as b"
            + order);
        Table table = source.ReadTable([new ColumnRequest("a", ColumnKind.Categorical), new ColumnRequest("b", ColumnKind.Categorical)]);
        Assert.Equal(["off"], Levels(table, "a"));
        Assert.Equal([workers + " workers"], Levels(table, "b"));
        Assert.Equal(order.Length > 0, source.IsOrdered);
    }

    // The server itself refuses several statements, with words of its own.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Guard_WhatTheClientLibraryDoesNotSupport_IsNotBlamedOnTheQuery(bool isWrapped)
    {
        var cause = new NotSupportedException("Authentication method not supported (Received: 7)");
        var errors = new PostgresErrors(PostgresAddress.Parse("u:pomegranate@h/d"), "select 1", "h/d: select 1");
        DataException error = Assert.Throws<DataException>(() => errors.Guard<int>(
            () => throw (isWrapped ? new Npgsql.NpgsqlException("Failed", cause) : cause), TestContext.Current.CancellationToken));
        Assert.Equal(
            "h/d: the server asks for what is not supported: authentication method not supported (Received: 7)", error.Message);
        Assert.Contains("pg_hba.conf", error.Hint!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("pomegranate", error.ToString() + error.Hint, StringComparison.Ordinal);
    }

    private DatabaseSource Open(string query, string parameters = "") => DatabaseSource.Open(server.Address() + parameters, query);

    private static double[] Numbers(Table table, string column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[table.IndexOf(column)]).Values.ToArray())];

    private static IEnumerable<string> Levels(Table table, string column) => table.Columns[table.IndexOf(column)].Levels!;

    private static string Saved(LogisticFit fit)
    {
        using var stream = new MemoryStream();
        fit.Model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
