using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainTitanic_ReportIsApproved() => Approval.Verify(Report(0, "titanic.csv"));

    [Fact]
    public void TrainTitanicWithTestRows_ReportIsApproved() =>
        Approval.Verify(Report(0, "titanic.csv", "--test-size", "0.2", "--missing", "drop", "--target", "survived", "--positive", "no"));

    [Fact]
    public void TrainBirthwt_ReportIsApproved() =>
        Approval.Verify(Report(0, "birthwt.csv", "--categorical", "race", "--reference", "race=3", "--exclude", "ftv"));

    [Fact]
    public void TrainIrisWithRidge_ReportIsApproved() => Approval.Verify(Report(0, "iris.csv", "--lambda", "0.01"));

    [Fact]
    public void TrainBreastCancerWithRidge_ReportIsApproved() =>
        Approval.Verify(Report(0, "breast-cancer.csv", "--lambda", "0.01", "--solver", "lbfgs", "--tolerance", "1e-12"));

    [Fact]
    public void TrainTitanic_JsonIsApproved() => Approval.Verify(Report(0, "titanic.csv", "--json", "--missing", "drop"));

    [Fact]
    public void Train_Iris_HasAnEquationAgainstTheFirstClassThatIsNotSeparated()
    {
        string report = Report(3, "iris.csv");
        Assert.Contains("\nsetosa, against versicolor\n", report, StringComparison.Ordinal);
        Assert.Contains("\nvirginica, against versicolor\n", report, StringComparison.Ordinal);
        Assert.Contains("ROC AUC, mean", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_SeparableClasses_WritesAModelAndEndsWith3()
    {
        CommandRun run = Train("breast-cancer.csv");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("completely separated", run.Words, StringComparison.Ordinal);
        Assert.StartsWith("warning: the features separate the classes of 'diagnosis' completely", run.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: use --firth or --penalty ridge", run.Error, StringComparison.Ordinal);
        Assert.All(LogisticModel.Load(_folder.Path("model.json")).Coefficients.Values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Train_TooFewIterations_EndsWith3()
    {
        CommandRun run = Train("titanic.csv", "--max-iterations", "1");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("NOT converged after 1 iteration", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("warning: newton did not converge in 1 iteration", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AWarningUnderStrict_EndsWith3()
    {
        string data = _folder.Write("twins.csv", "a,b,y\n1,1,0\n2,2,1\n3,3,0\n4,4,1\n5,5,1\n6,6,0\n7,7,1\n");
        CommandRun lenient = CommandRun.Of("train", data, "-o", _folder.Path("model.json")).Succeeds();
        Assert.StartsWith(
            "warning: the coefficient of b was set to 0, because its column is a linear combination of other columns: a",
            lenient.Error,
            StringComparison.Ordinal);
        Assert.Equal(3, CommandRun.Of("train", data, "-o", _folder.Path("model.json"), "--strict").ExitCode);
    }

    [Fact]
    public void Train_ALevelOfOneClassOnly_IsAWarning()
    {
        CommandRun run = Train("birthwt.csv", "--categorical", "ptl").Succeeds();
        Assert.StartsWith(
            "warning: the features separate 1 row from the other class, so ptl=3 has no finite estimate;",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(3, Train("birthwt.csv", "--categorical", "ptl", "--strict").ExitCode);
    }

    [Fact]
    public void Train_Quiet_PrintsNothing()
    {
        CommandRun run = Train("titanic.csv", "--quiet").Succeeds();
        Assert.Equal(("", ""), (run.Output, run.Error));
        Assert.Equal(["model.json"], _folder.Files);
    }

    [Fact]
    public void Train_StandardInput_GivesTheSameModel()
    {
        Train("titanic.csv").Succeeds();
        string expected = TestFolder.WithoutProvenance(_folder.Path("model.json"));
        using FileStream input = File.OpenRead(TestFolder.Data("titanic.csv"));
        CommandRun run = CommandRun.Of(new Surroundings { Input = input }, "train", "-", "-o", _folder.Path("model.json")).Succeeds();
        Assert.StartsWith("Logistic regression of survived on standard input\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(expected, TestFolder.WithoutProvenance(_folder.Path("model.json")));
    }

    [Fact]
    public void Train_AnyNumberOfThreads_GivesTheSameBytes()
    {
        Train("titanic.csv", "--threads", "1").Succeeds();
        byte[] expected = File.ReadAllBytes(_folder.Path("model.json"));
        Train("titanic.csv", "--threads", "7").Succeeds();
        Assert.Equal(expected, File.ReadAllBytes(_folder.Path("model.json")));
    }

    [Fact]
    public void Train_Trace_HasALineAnIteration()
    {
        string trace = _folder.Path("trace.csv");
        Train("titanic.csv", "--trace", trace, "--solver", "gd", "--max-iterations", "5");
        string[] lines = File.ReadAllText(trace).TrimEnd('\n').Split('\n');
        Assert.Equal("iteration,objective,loss,gradient_norm,step,seconds,saturated_share", lines[0]);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.StartsWith("0.69314718055994", lines[1].Split(',')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_HasTheModelsCoefficientsToTheLastDigit()
    {
        CommandRun run = Train("titanic.csv", "--json").Succeeds();
        using var json = JsonDocument.Parse(run.Output);
        JsonElement age =
            json.RootElement.GetProperty("coefficients").GetProperty("yes").EnumerateArray().Single(
                line => line.GetProperty("name").GetString() == "age");
        Assert.Equal(LogisticModel.Load(_folder.Path("model.json")).Coefficients["age"], age.GetProperty("coefficient").GetDouble());
    }

    [Fact]
    public void Train_TabsAndNoHeader_AreRead()
    {
        string data = _folder.Write("plain.txt", "1\tx\t0\n2\ty\t1\n3\tx\t0\n4\ty\t0\n5\tx\t1\n6\ty\t1\n");
        CommandRun run = CommandRun.Of("train", data, "-o", _folder.Path("model.json"), "--no-header", "--delimiter", "tab").Succeeds();
        Assert.Contains("Features      2: 1 numeric, 1 categorical", run.Output, StringComparison.Ordinal);
        Assert.Equal(["(intercept)", "x1", "x2=y"], LogisticModel.Load(_folder.Path("model.json")).Coefficients.Keys);
    }

    [Fact]
    public void Train_QuotedNamesInAList_MayHaveCommas()
    {
        string data = _folder.Write("commas.csv", "\"income, net\",age,y\n1,5,0\n2,3,1\n3,8,0\n4,1,0\n5,2,1\n6,6,1\n");
        CommandRun.Of("train", data, "-o", _folder.Path("model.json"), "--features", "\"income, net\", age").Succeeds();
        Assert.Equal(["(intercept)", "income, net", "age"], LogisticModel.Load(_folder.Path("model.json")).Coefficients.Keys);
    }

    [Fact]
    public void Train_NamesThatLookLikeMarkup_AreShownAsTheyAre()
    {
        string data = _folder.Write("markup.csv", "[red]a[/],\"b\u001b[31m\",y\n1,5,0\n2,3,1\n3,8,0\n4,1,0\n5,2,1\n6,6,1\n");
        CommandRun run = CommandRun.Of("train", data, "-o", _folder.Path("model.json"));
        Assert.Contains("\n[red]a[/] ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nb·[31m ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Train_ManyCoefficients_CutsTheTableAndSaysHowToSeeTheRest()
    {
        string header = string.Join(',', Enumerable.Range(1, 60).Select(index => $"f{index}")) + ",y";
        IEnumerable<string> rows = Enumerable.Range(0, 200)
            .Select(
                row =>
                    string.Join(',', Enumerable.Range(1, 60).Select(column => (row * 7919 * column) % 101 % 17)) + ","
                        + ((row * 31 % 13) % 2));
        string data = _folder.Write("wide.csv", header + "\n" + string.Join('\n', rows) + "\n");
        CommandRun run = CommandRun.Of("train", data, "-o", _folder.Path("model.json"), "--lambda", "0.1").Succeeds();
        Assert.Contains("\n… and 21 more coefficients: logreg inspect ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WideTerminalWithColor_PutsTheTitleInBold()
    {
        var terminal = new Surroundings { IsTerminal = true, AllowsColor = true, Width = 100 };
        CommandRun run = CommandRun.Of(terminal, "train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json")).Succeeds();
        Assert.StartsWith("\u001b[1mLogistic regression of survived", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_TerminalWithoutColor_SendsNoEscapes()
    {
        var terminal = new Surroundings { IsTerminal = true, AllowsColor = false };
        CommandRun run = CommandRun.Of(terminal, "train", TestFolder.Data("titanic.csv"), "-o", _folder.Path("model.json")).Succeeds();
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Train_LeftOutColumns_AreReportedWithReasons()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 40).Select(row => $"person {row},1,,{row * 37 % 11},{row * 53 % 7 % 2}");
        string data = _folder.Write("people.csv", "name,one,nothing,x,y\n" + string.Join('\n', rows) + "\n");
        string report = CommandRun.Of("train", data, "-o", _folder.Path("model.json")).Succeeds().Output;
        Assert.Contains("name: 40 distinct values, probably an identifier", report, StringComparison.Ordinal);
        Assert.Contains("one: same value in every row", report, StringComparison.Ordinal);
        Assert.Contains("nothing: every cell is missing", report, StringComparison.Ordinal);
    }

    private CommandRun Train(string data, params string[] options) =>
        CommandRun.Of(["train", TestFolder.Data(data), "-o", _folder.Path("model.json"), .. options]);

    private string Report(int exitCode, string data, params string[] options)
    {
        CommandRun run = CommandRun.Of(["train", _folder.Copy(data), "-o", _folder.Path("model.json"), .. options]);
        Assert.Equal(exitCode, run.ExitCode);
        return _folder.Relative(run.Output) + (run.Error.Length > 0 ? "--- standard error\n" + _folder.Relative(run.Error) : "");
    }
}
