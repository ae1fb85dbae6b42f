using System.Text;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Every command that reads data takes the options that say how a file is written.</summary>
public sealed class FileLayoutTests : IDisposable
{
    private static readonly string Rows = string.Concat(
        Enumerable.Range(0, 60).Select(
            row => $"{20 + (row * 7 % 41)},{(row % 3 == 0 ? "süd" : "nord")},{(row * 31 % 7 < 3 + (row % 2) ? "yes" : "no")}\n"));

    private readonly TestFolder _folder = new();

    public static TheoryData<string, string, string> Layouts => new()
    {
        { "Units: years, cm\nx\nage,region,bought\n", "--skip 2", "utf-8" },
        { "% old\nage,region,bought\n% units\n", "--comment %", "utf-8" },
        { "age,region,bought\n", "--delimiter space", "utf-8" },
        { "age,region,bought\n", "--quote none", "utf-8" },
        { "age,region,bought\n", "--quote '", "utf-8" },
        { "age,region,bought\n", "--encoding latin1", "latin1" },
        { "age,region,bought\n", "--encoding utf-16le", "utf-16" },
        { "age,region,bought,\"say \\\"hi\\\"\"\n", "--escape backslash", "utf-8" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryCommand_WithTheOption_ReadsTheFile(string header, string option, string encoding)
    {
        string text = header + (option == "--escape backslash" ? Rows.Replace("\n", ",\"a \\\"b\\\"\"\n", StringComparison.Ordinal) : Rows);
        text = option == "--delimiter space" ? text.Replace(",", "   ", StringComparison.Ordinal) : text;
        string data = _folder.Path("data.csv");
        File.WriteAllBytes(data, Encoding.GetEncoding(encoding).GetBytes(text));
        string model = _folder.Path("model.json");
        string[] reading = option.Split(' ');

        CommandRun train = CommandRun.Of(
            ["train", data, "-o", model, "--target", "bought", "--features", "age,region", .. reading]).Succeeds();

        Assert.Contains("60 read, 60 used", train.Output, StringComparison.Ordinal);
        Assert.Contains("süd", train.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning:", train.Error, StringComparison.Ordinal);
        Assert.Equal(61, CommandRun.Of(["predict", model, data, .. reading]).Succeeds().OutputLines.Count);
        CommandRun.Of(["evaluate", model, data, .. reading]).Succeeds();
        CommandRun.Of(["check", data, "--target", "bought", .. reading]).Succeeds();
        CommandRun.Of(["cache", data, "-o", _folder.Path("c.logreg"), .. reading]).Succeeds();
        CommandRun.Of(["report", model, data, "-o", _folder.Path("r.html"), .. reading]).Succeeds();
        CommandRun.Of(["diagnose", model, data, .. reading]).Succeeds();
        CommandRun.Of(["plot", "roc", model, data, "-o", _folder.Path("roc.svg"), .. reading]).Succeeds();
    }

    [Fact]
    public void Report_OfTraining_RepeatsEveryReadingOption()
    {
        string data = _folder.Path("data.csv");
        File.WriteAllText(data, "age;region;bought\n" + Rows.Replace(',', ';').Replace("süd", "-", StringComparison.Ordinal));
        string[] reading = ["--delimiter", ";", "--decimal", ",", "--thousands", ".", "--file-column", "source", "--missing-values", "+-"];
        string page = _folder.Path("page.html");

        CommandRun.Of(
            ["train", data, "-o", _folder.Path("m.json"), "--report", page, "--target", "bought", "--threads", "2", .. reading]).Succeeds();

        Assert.Contains("--file-column source", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("--decimal ,", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains("--missing-values +-", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.DoesNotContain("--threads", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--skip", "-1")]
    [InlineData("--comment", "##")]
    [InlineData("--escape", "caret")]
    [InlineData("--quote", "x")]
    [InlineData("--encoding", "utf-99")]
    public void Option_OfAValueThatIsNone_IsRefused(string option, string value)
    {
        CommandRun run = CommandRun.Of("train", "data.csv", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_WithoutAnOption_AreLeftOutByEveryPathWithAWarning()
    {
        string data = _folder.Path("data.csv");
        File.WriteAllText(data, "Survey\nage,region,bought\n" + Rows);
        string model = _folder.Path("model.json");
        foreach (string[] path in new string[][] { [], ["--solver", "sgd", "--stream"], ["--memory", "1MB"] })
        {
            CommandRun run = CommandRun.Of(["train", data, "-o", model, "--quiet", "--strict", .. path]);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("the first line is left out: the header is on line 2", run.Error, StringComparison.Ordinal);
            Assert.Contains("--skip 1 confirms this", run.Error, StringComparison.Ordinal);
        }

        CommandRun predict = CommandRun.Of("predict", model, data).Succeeds();
        Assert.Equal(61, predict.OutputLines.Count);
        Assert.Contains("the first line is left out", predict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_WithQuotesInTheirTexts_AreTrainedAndScoredInOneLine()
    {
        string data = _folder.Path("SMSSpamCollection");
        string[] texts = ["\"Happy valentines day\" I know its early", "\"call now", "ok see you", "win cash now", "my tv is 40\"", "free cash"];
        File.WriteAllText(data, string.Concat(Enumerable.Range(0, 60).Select(
            row => $"{(row * 31 % 7 < 3 ? "spam" : "ham")}\t{texts[row % texts.Length]} {texts[row * 5 % 7 % texts.Length]}\n")));
        string model = _folder.Path("model.json");

        CommandRun run = CommandRun.Of(
            "train", data, "-o", model, "--no-header", "--target", "x1", "--formula", "text(x2)", "--lambda", "0.1").Succeeds();

        Assert.Contains("60 read, 60 used", run.Output, StringComparison.Ordinal);
        Assert.Contains("quotes are read as text", run.Output + run.Error, StringComparison.Ordinal);
        CommandRun predict = CommandRun.Of("predict", model, data, "--no-header", "--quote", "none").Succeeds();
        Assert.Equal(61, predict.OutputLines.Count);
        CommandRun.Of("train", data, "--quote", "none", "--escape", "backslash").Fails(2, "--escape has no effect with --quote none", "leave one of them out");
    }
}
