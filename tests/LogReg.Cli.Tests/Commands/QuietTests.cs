using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

/// <summary><c>--quiet</c>, and the name of standard input, in the commands that print a report.</summary>
public sealed class QuietTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("evaluate", "MODEL", "DATA")]
    [InlineData("inspect", "MODEL")]
    [InlineData("report", "MODEL", "DATA", "-o", "page.html")]
    [InlineData("plot", "roc", "MODEL", "DATA", "-o", "roc.svg")]
    public void Quiet_NothingToWarnOf_PrintsNothing(params string[] words)
    {
        string data = _folder.Copy("iris.csv");
        string model = _folder.Train(data, "--lambda", "0.01");
        string[] arguments =
        [
            .. words.Select(word => word switch
            {
                "MODEL" => model,
                "DATA" => data,
                "page.html" or "roc.svg" => _folder.Path(word),
                _ => word,
            }),
        ];
        CommandRun loud = CommandRun.Of(arguments).Succeeds();
        Assert.NotEqual("", loud.Output);
        CommandRun quiet = CommandRun.Of([.. arguments, "--quiet"]).Succeeds();
        Assert.Equal("", quiet.Output + quiet.Error);
    }

    [Fact]
    public void Check_Quiet_PrintsItsWarningsAndErrorsAlone()
    {
        IEnumerable<string> rows = Enumerable.Range(1, 60).Select(row => $"r{row},{row},{row % 2}\n");
        string data = _folder.Write("d.csv", "id,x,y\n" + string.Concat(rows));
        CommandRun quiet = CommandRun.Of("check", data, "--quiet", "--strict");
        Assert.Equal(3, quiet.ExitCode);
        Assert.Equal("", quiet.Output);
        Assert.Contains("warning: ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("--exclude x", quiet.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check", "DATA")]
    [InlineData("train", "DATA")]
    [InlineData("evaluate", "MODEL", "DATA")]
    [InlineData("inspect", "MODEL")]
    public void QuietAndJson_ExcludeEachOther(params string[] words)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string[] arguments = [.. words.Select(word => word == "MODEL" ? model : word == "DATA" ? TestFolder.Data("titanic.csv") : word)];
        CommandRun.Of([.. arguments, "--json", "--quiet"]).Fails(2, "--quiet cannot be used with --json", "leave one of them out");
    }

    [Theory]
    [InlineData("check", "-")]
    [InlineData("train", "-", "-o", "MODEL")]
    [InlineData("evaluate", "MODEL", "-")]
    public void Json_OfStandardInput_NamesIt(params string[] words)
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        using var input = new MemoryStream(File.ReadAllBytes(TestFolder.Data("titanic.csv")));
        string[] arguments = [.. words.Select(word => word == "MODEL" ? model : word)];
        CommandRun run = CommandRun.Of(new Surroundings { Input = input }, [.. arguments, "--json"]).Succeeds();
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal("standard input", json.RootElement.GetProperty("data").GetString());
    }
}
