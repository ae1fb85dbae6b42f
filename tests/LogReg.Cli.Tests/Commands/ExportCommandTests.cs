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
    [InlineData("titanic.csv", "html", "node")]
    [InlineData("titanic.csv", "excel", "soffice")]
    [InlineData("iris.csv", "excel", "soffice")]
    [InlineData("iris.csv", "html", "node")]
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
    public void Export_VerifiedWithAColumnToKeepThatTheDataDoNotHave_NamesIt() => CommandRun.Of(
        "export", _folder.Train(TestFolder.Data("titanic.csv")), "--to", "sql", "--dialect", "sqlite", "--keep", "pasengerClass",
        "-o", _folder.Path("model.sql"), "--verify", TestFolder.Data("titanic.csv")).Fails(1, "pasengerClass", "passengerClass");

    [Theory]
    [InlineData("python", "python3", "model.py", "rows.csv: line 3: age: 'old' is not a number",
        "rows.csv: the header has no column 'age'")]
    [InlineData("javascript", "node", "model.js", "rows.csv: line 3: age: \"old\" is not a finite number",
        "rows.csv: line 2: the row has no column age")]
    public void Export_Code_OfABrokenFile_SaysWhereInOneLine(string kind, string program, string file, string ofCell, string ofColumn)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
            $"{program} is not installed");
        CommandRun.Of("export", _folder.Train(TestFolder.Data("titanic.csv")), "--to", kind, "-o", _folder.Path(file)).Succeeds();
        string header = "sex,age,passengerClass";
        Assert.Equal($"{ofCell}\n", ErrorOf(program, file, $"{header}\nmale,30,1st\nmale,old,1st\n"));
        Assert.Equal($"{ofColumn}\n", ErrorOf(program, file, "sex,passengerClass\nmale,1st\n"));
        Assert.EndsWith("line 2: there are 2 cells, but the header has 3\n", ErrorOf(program, file, $"{header}\nmale,30\n"),
            StringComparison.Ordinal);
        Assert.EndsWith("the file is empty, but needs a header\n", ErrorOf(program, file, ""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python", "python3", "model.py")]
    [InlineData("javascript", "node", "model.js")]
    public void Export_Code_ReadsTheFilesThatPredictReads(string kind, string program, string file)
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
            $"{program} is not installed");
        CommandRun.Of("export", _folder.Train(TestFolder.Data("titanic.csv")), "--to", kind, "-o", _folder.Path(file)).Succeeds();
        string expected = OutputOf(program, file, "sex,age,passengerClass\nmale,30,1st\nfemale,4,\"3rd\"\n");
        Assert.Equal(3, expected.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(expected, OutputOf(program, file, " sex , age, passengerClass\u00a0\nmale,30,1st\nfemale,4,\"3rd\"\n"));
        Assert.Equal(expected, OutputOf(program, file, "sex;age;passengerClass;\"a,b,c,d\"\r\nmale;30;1st;\r\nfemale;4;\"3rd\";\"x;y\"\r\n"));
        Assert.Equal(expected, OutputOf(program, file, "\nsex\tage\tpassengerClass\nmale\t30\t1st\nfemale\t4\t3rd\n"));
        Assert.Equal(expected, OutputOf(program, file, "sex|age|passengerClass\nmale|30|1st\nfemale|4|3rd\n"));
    }

    // What the help page names as an example works as it stands there.
    [Fact]
    public void Export_ExamplesOfTheHelpPage_Run()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] lines =
        [
            .. CommandRun.Of("export", "--help").Succeeds().OutputLines.Select(line => line.Trim()).Where(
                line => line.StartsWith("logreg export model.json", StringComparison.Ordinal)),
        ];
        Assert.True(lines.Length >= 8, string.Join('\n', lines));
        Assert.All(lines, line =>
        {
            string[] words = line.Split(" > ")[0].Split(' ')[1..];
            int output = Array.IndexOf(words, "-o") + 1;
            string? file = output > 0 ? _folder.Path(words[output]) : null;
            CommandRun run = CommandRun.Of(
                [.. words.Select((word, place) => word == "model.json" ? model : place == output ? file ?? word : word)]);
            Assert.NotEqual(0, run.Succeeds().Output.Length + (file is null ? 0 : new FileInfo(file).Length));
        });
    }

    [Fact]
    public void Export_VerifiedOfAFileWithDecimalCommas_ReadsItsNumbers()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "python3"))),
            "python3 is not installed");
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => $"{row % 7},{row % 10}5;{(row * 7 % 11 > 4 ? "yes" : "no")}\n"));
        string data = _folder.Path("commas.csv");
        File.WriteAllText(data, $"x;y\n{rows}");
        string model = _folder.Train(data, "--lambda", "0.01");
        Assert.Contains("the largest difference of a probability is", CommandRun.Of(
            "export", model, "-o", _folder.Path("model.py"), "--verify", data).Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_ThatCannotBeVerified_WritesNothing()
    {
        string output = _folder.Path("model.py");
        File.WriteAllText(_folder.Path("old.csv"), "sex,age\nmale,30\n");
        CommandRun.Of("export", _folder.Train(TestFolder.Data("titanic.csv")), "-o", output, "--verify", _folder.Path("old.csv"))
            .Fails(1, "no column 'passengerClass'", "");
        Assert.False(File.Exists(output));
    }

    private string OutputOf(string program, string file, string rows)
    {
        File.WriteAllText(_folder.Path("rows.csv"), rows);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, [file, "rows.csv"])
        {
            WorkingDirectory = Path.GetDirectoryName(_folder.Path(file)),
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private string ErrorOf(string program, string file, string rows)
    {
        File.WriteAllText(_folder.Path("rows.csv"), rows);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, [file, "rows.csv"])
        {
            WorkingDirectory = Path.GetDirectoryName(_folder.Path(file)),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        return error;
    }

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
