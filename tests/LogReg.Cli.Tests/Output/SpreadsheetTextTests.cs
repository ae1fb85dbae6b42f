namespace LogReg.Cli.Tests.Output;

public sealed class SpreadsheetTextTests : IDisposable
{
    // Every text of the kind in a column that is passed through, beside what must come out.
    private static readonly (string Cell, string Safe)[] Cells =
    [
        ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\"\t=1\"", "'=1"),
        ("-1.5", "-1.5"), ("+3", "+3"),
        ("-2e-3", "-2e-3"), ("\"-1,5\"", "\"-1,5\""), ("-1-1", "'-1-1"), ("\"=A1,B1\"", "\"'=A1,B1\""), ("-", "'-"), ("plain", "plain"),
        ("a=b", "a=b"), ("-Infinity", "'-Infinity"), ("", ""),
        ("\"-1,5,5\"", "\"'-1,5,5\""), ("-1.5.5", "'-1.5.5"),
    ];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("predict")]
    [InlineData("diagnose")]
    public void SafeForSpreadsheets_OfTextsThatAreFormulas_PutsAnApostropheBeforeThem(string command)
    {
        string[] plain = Run(command);
        string[] safe = Run(command, "--safe-for-spreadsheets");
        Assert.StartsWith("=note,", plain[0], StringComparison.Ordinal);
        Assert.StartsWith("'=note,", safe[0], StringComparison.Ordinal);
        for (int row = 0; row < Cells.Length; row++)
        {
            Assert.StartsWith(Cells[row].Safe + ",", safe[row + 1], StringComparison.Ordinal);

            // Nothing else changes but the class, whose name is a formula, too.
            string rest = safe[row + 1][Cells[row].Safe.Length..];
            Assert.EndsWith(
                rest.Replace("'=yes", "=yes", StringComparison.Ordinal).Replace("'-no", "-no", StringComparison.Ordinal),
                plain[row + 1],
                StringComparison.Ordinal);
            Assert.Matches(",'(=yes|-no),", rest);
        }
    }

    [Fact]
    public void SafeForSpreadsheets_OfReasons_PutsAnApostropheBeforeThem()
    {
        string[] safe = Run("predict", "--safe-for-spreadsheets", "--explain", "1");
        Assert.All(safe.Skip(1), line => Assert.Matches(",'@size=-?[0-9.]+,", line));
    }

    [Fact]
    public void TrainSafeForSpreadsheets_OfThePathsHeader_PutsAnApostropheBeforeNames()
    {
        string data = _folder.Write("data.csv", "=x,@size,plain,answer\n" + string.Concat(Enumerable.Range(0, 40).Select(row =>
            $"{row * 7 % 11}.5,{row * 5 % 13}.5,{row % 9}.5,{(row * 31 % 7 % 2 == 0 ? "=yes" : "-no")}\n")));
        string path = _folder.Path("path.csv");
        string[] options =
        [
            "--target", "answer", "--penalty", "lasso", "--lambda", "path", "--output", _folder.Path("model.json"), "--quiet",
        ];
        CommandRun.Of(["train", data, .. options, "--path-output", path]).Succeeds();
        string[] plain = File.ReadAllLines(path);
        CommandRun.Of(["train", data, .. options, "--path-output", path, "--safe-for-spreadsheets"]).Succeeds();
        string[] safe = File.ReadAllLines(path);
        Assert.EndsWith(",(intercept),=x,@size,plain", plain[0], StringComparison.Ordinal);
        Assert.EndsWith(",(intercept),'=x,'@size,plain", safe[0], StringComparison.Ordinal);
        Assert.Equal(plain.Skip(1), safe.Skip(1));
        CommandRun.Of(["train", data, .. options, "--safe-for-spreadsheets"]).Fails(
            2, "--safe-for-spreadsheets needs --path-output", "add --path-output");
    }

    private string[] Run(string command, params string[] options)
    {
        string data = _folder.Write("data.csv", "=note,@size,answer\n" + string.Concat(Cells.Select((cell, row) =>
            $"{cell.Cell},{(row * 7 % 11) - 4}.5,{(row % 3 == 0 ? "=yes" : "-no")}\n")));
        string model = _folder.Path("formula.json");
        CommandRun.Of("train", data, "--target", "answer", "--exclude", "=note", "--positive", "=yes", "--output", model, "--quiet")
            .Succeeds();
        return [.. CommandRun.Of([command, model, data, "--keep", "=note", .. options]).Succeeds().OutputLines];
    }
}
