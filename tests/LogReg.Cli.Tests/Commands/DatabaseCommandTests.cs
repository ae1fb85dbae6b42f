using LogReg.Sources.Tests.Databases;

namespace LogReg.Cli.Tests.Commands;

/// <summary>A query to a database in place of a file, in every command that reads rows.</summary>
/// <param name="server">A PostgreSQL server.</param>
public sealed class DatabaseCommandTests(PostgresServer server) : IDisposable
{
    private const string Query = "select * from passengers";

    private static readonly string Titanic = TestFolder.Data("titanic.csv");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryCommand_OfAQuery_SaysWhatItSaysOfTheFile()
    {
        string database = Sqlite();
        string[] query = ["--connection", $"sqlite:{database}", "--query", Query];
        string model = _folder.Path("model.json");
        CommandRun trained = CommandRun.Of(["train", .. query, "-o", model]).Succeeds();
        Assert.StartsWith($"Logistic regression of survived on {database}: {Query}\n", trained.Output, StringComparison.Ordinal);
        CommandRun.Of("train", Titanic, "-o", _folder.Path("expected.json"), "--quiet").Succeeds();
        Assert.Equal(TestFolder.WithoutProvenance(_folder.Path("expected.json")), TestFolder.WithoutProvenance(model));

        foreach (string[] command in (string[][])[["predict", model], ["diagnose", model]])
        {
            CommandRun expected = CommandRun.Of([.. command, Titanic]).Succeeds();
            CommandRun run = CommandRun.Of([.. command, .. query]).Succeeds();
            Assert.Equal(expected.Output, run.Output);
        }

        foreach (string[] command in (string[][])[["evaluate", model], ["check", "--target", "survived"]])
        {
            string expected = CommandRun.Of([.. command, Titanic, "--json"]).Succeeds().Output;
            string output = CommandRun.Of([.. command, .. query, "--json"]).Succeeds().Output;
            Assert.Equal(
                expected.Replace(Titanic, "DATA", StringComparison.Ordinal),
                output.Replace($"{database}: {Query}", "DATA", StringComparison.Ordinal));
        }

        CommandRun.Of(["cache", .. query, "-o", _folder.Path("shop.logreg"), "--quiet"]).Succeeds();
        CommandRun.Of("train", _folder.Path("shop.logreg"), "-o", model, "--quiet").Succeeds();
        Assert.Equal(TestFolder.WithoutProvenance(_folder.Path("expected.json")), TestFolder.WithoutProvenance(model));
        CommandRun.Of(["report", model, .. query, "-o", _folder.Path("report.html"), "--quiet"]).Succeeds();
        Assert.Contains(
            "logreg evaluate model.json --connection sqlite:shop.db --query &#39;select * from passengers&#39; --json",
            File.ReadAllText(_folder.Path("report.html")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "--test-size 0.2", "the test rows would be others")]
    [InlineData("", "--lambda cv --penalty ridge", "the folds of cross-validation would be others")]
    [InlineData("", "--test-size 0.2 --lambda cv --penalty ridge", "the test rows and the folds of cross-validation would be others")]
    [InlineData("", "--cv 3", "the folds of cross-validation would be others\n")]
    [InlineData("", "", null)]
    [InlineData(" order by age, sex", "--test-size 0.2", null)]
    public void Train_OnAQuery_WarnsWhereTheOrderOfItsRowsCounts(string order, string options, string? drawn)
    {
        server.WriteTable("travellers", File.ReadAllLines(Titanic), "text", "double precision", "text", "text");
        CommandRun run = CommandRun.Of(
        [
            "train", "--connection", server.Address(), "--query", "select * from travellers" + order,
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-o", _folder.Path("model.json"), "--quiet",
        ]).Succeeds();
        if (drawn is null)
        {
            Assert.DoesNotContain("order by", run.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Contains(drawn.EndsWith('\n') ? drawn : $"{drawn}, and the model with them", run.Error, StringComparison.Ordinal);
        Assert.Contains("hint: end the query with order by", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnAQueryToAFile_WarnsNotOfItsOrder()
    {
        CommandRun run = CommandRun.Of(
            "train", "--connection", $"sqlite:{Sqlite()}", "--query", Query, "--test-size", "0.2", "-o", _folder.Path("model.json"), "--quiet");
        Assert.DoesNotContain("order by", run.Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryOutput_OfAServerWithAPassword_HasNoPassword()
    {
        server.WriteTable("passengers", File.ReadAllLines(Titanic), "text", "double precision", "text", "text");
        server.Run("create user keeper password 'pomegranate'", "grant select on passengers to keeper");
        string[] query = ["--connection", server.Address(user: "keeper:pomegranate"), "--query", Query];
        string model = _folder.Path("model.json");
        string page = _folder.Path("model.html");
        CommandRun trained = CommandRun.Of(["train", .. query, "-o", model, "--report", page, "--json"]).Succeeds();
        Assert.Contains("warning: the password in --connection can be seen by other users", trained.Error, StringComparison.Ordinal);
        Assert.Contains("hint: leave it out, and set PGPASSWORD", trained.Error, StringComparison.Ordinal);
        CommandRun failed = CommandRun.Of(["check", .. query[..2], "--query", "select * from nothing"]);
        CommandRun propose = CommandRun.Of(["check", .. query, "--target", "survived", "--propose-terms"]);
        CommandRun.Of("train", Titanic, "-o", _folder.Path("expected.json"), "--quiet").Succeeds();
        Assert.Equal(TestFolder.WithoutProvenance(_folder.Path("expected.json")), TestFolder.WithoutProvenance(model));
        Assert.All(
            [
                trained.Output, trained.Error, failed.Output, failed.Error, propose.Output, propose.Error,
                File.ReadAllText(model), File.ReadAllText(page),
            ],
            text => Assert.DoesNotContain("pomegranate", text, StringComparison.Ordinal));
        Assert.Contains(
            "logreg report model.json --connection postgres://keeper@/postgres?host=",
            File.ReadAllText(page).Replace("&#39;", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train data.csv --connection sqlite:x.db --query q", "the data are named twice: by 'data.csv' and by --connection", "leave one")]
    [InlineData("predict model.json - --connection sqlite:x.db --query q", "the data are named twice: by - and by --connection", "leave one")]
    [InlineData("train --query q", "--query needs --connection", "sqlite:FILE")]
    [InlineData("train data.csv --query q", "--query needs --connection", "leave --query out")]
    [InlineData("check --connection sqlite:x.db", "--connection needs --query", "add --query 'select * from TABLE'")]
    [InlineData("report model.json", "missing argument <DATA.csv>", "a database with --connection and --query")]
    [InlineData("train --connection mysql://ann:secret@h/d --query q", "begins with none of sqlite:, duckdb: and postgres:", "sqlite:FILE")]
    [InlineData("cache --connection sqlite:x.db --query q", "--output is required when the data come from a database", "-o data.logreg")]
    public void CommandLine_WithoutOneNameOfData_SaysWhatToType(string arguments, string error, string hint) =>
        CommandRun.Of(arguments.Split(' ')).Fails(2, error, hint);

    [Theory]
    [InlineData("--delimiter", ";")]
    [InlineData("--decimal", ",")]
    [InlineData("--sheet", "2")]
    [InlineData("--file-column", "f")]
    public void Option_OfFiles_IsRefusedForADatabase(string option, string value) =>
        CommandRun.Of("train", "--connection", $"sqlite:{Sqlite()}", "--query", Query, "-o", _folder.Path("m.json"), option, value)
            .Fails(2, $"{option} has no effect on ", $"leave {option} out");

    [Fact]
    public void Database_IsNeverOverwritten()
    {
        string database = Sqlite();
        CommandRun.Of("train", "--connection", $"sqlite:{database}", "--query", Query, "-o", database)
            .Fails(2, $"--output would overwrite '{database}', which this command reads", "name another file");
    }

    [Fact]
    public void DatabaseAsAFile_SaysHowItIsQueried() =>
        CommandRun.Of("train", Sqlite(), "-o", _folder.Path("m.json")).Fails(1, "this is an SQLite database", "--connection sqlite:FILE --query");

    private string Sqlite() =>
        SqliteFile.WriteTable(_folder.Path("shop.db"), "passengers", File.ReadAllLines(Titanic), "text", "real", "text", "text");
}
