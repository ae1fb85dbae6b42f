namespace LogReg.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.csv", "python", "python3")]
    [InlineData("titanic.csv", "javascript", "node")]
    [InlineData("titanic.csv", "csharp", "dotnet")]
    [InlineData("titanic.csv", "sql", "sqlite3", "--dialect", "sqlite")]
    [InlineData("iris.csv", "python", "python3")]
    [InlineData("iris.csv", "csharp", "dotnet")]
    [InlineData("iris.csv", "sql", "sqlite3", "--dialect", "sqlite")]
    public void Export_Verified_PrintsTheLargestDifference(string data, string kind, string program, params string[] options)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
            $"{program} is not installed");
        string model = _folder.Train(TestFolder.Data(data), "--missing", "impute", "--lambda", "0.01");
        CommandRun run = CommandRun.Of(
            ["export", model, "--to", kind, "-o", _folder.Path("exported"), "--verify", TestFolder.Data(data), .. options]).Succeeds();
        Assert.Matches(@"the largest difference of a probability is [0-9.]+e-1[2-9]\n$|is 0\.0e\+0\n$", run.Error);
        Assert.NotEqual(0, new FileInfo(_folder.Path("exported")).Length);
    }

    [Fact]
    public void Export_VerifiedWithoutAProgramForIt_SaysWhatRuns() => CommandRun.Of(
        "export", _folder.Train(TestFolder.Data("titanic.csv")), "--to", "sql", "--verify", TestFolder.Data("titanic.csv"))
        .Fails(2, "--verify cannot run sql of dialect ansi", "sql of dialect sqlite");

    [Fact]
    public void Export_OptionOfSqlForAnotherKind_IsRefused() => CommandRun.Of(
        "export", _folder.Train(TestFolder.Data("titanic.csv")), "-o", _folder.Path("model.py"), "--table", "t")
        .Fails(2, "--table is for --to sql only", "leave out --table");

    [Fact]
    public void Export_Sql_HasTableViewAndColumns()
    {
        string sql = CommandRun.Of(
            "export", _folder.Train(TestFolder.Data("titanic.csv")), "--to", "sql", "--dialect", "sqlserver",
            "--table", "shop.people", "--view", "scored", "--keep", "id,age").Succeeds().Output;
        Assert.Contains("CREATE VIEW [scored] AS\nWITH ", sql, StringComparison.Ordinal);
        Assert.Contains("FROM [shop].[people]", sql, StringComparison.Ordinal);
        Assert.Contains("SELECT\n    k0 AS [id],\n    k1 AS [age],\n    z0 AS [log_odds]", sql, StringComparison.Ordinal);
    }
}
