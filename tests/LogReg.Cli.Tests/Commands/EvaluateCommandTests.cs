using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EvaluateTitanic_ReportIsApproved()
    {
        _folder.Train(_folder.Copy("titanic.csv"));
        Approval.Verify(
            _folder.Relative(CommandRun.Of("evaluate", _folder.Path("model.json"), _folder.Path("titanic.csv")).Succeeds().Output));
    }

    [Fact]
    public void EvaluateIris_ReportIsApproved()
    {
        _folder.Train(_folder.Copy("iris.csv"), "--lambda", "0.01");
        Approval.Verify(
            _folder.Relative(CommandRun.Of("evaluate", _folder.Path("model.json"), _folder.Path("iris.csv")).Succeeds().Output));
    }

    [Fact]
    public void Evaluate_Json_HasTheReportsNumbers()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"), "--missing", "impute");
        using var json =
            JsonDocument.Parse(
                CommandRun.Of("evaluate", model, TestFolder.Data("titanic.csv"), "--json", "--threshold", "0.3").Succeeds().Output);
        JsonElement metrics = json.RootElement.GetProperty("metrics");
        Assert.Equal(0.3, metrics.GetProperty("threshold").GetDouble());
        Assert.Equal(0.468856, metrics.GetProperty("logLoss").GetDouble(), 1e-6);
        Assert.Equal(
            1309,
            metrics.GetProperty("confusionMatrix").GetProperty("weights").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(
                cell => cell.GetDouble()));
    }

    [Fact]
    public void Evaluate_RowsWithoutAKnownClass_AreCountedAndLeftOut()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data =
            _folder.Write(
                "some.csv", "sex,age,passengerClass,survived\nmale,30,3rd,no\nfemale,20,9th,\nmale,,3rd,perhaps\nfemale,2,2nd,yes\n");
        string report = CommandRun.Of("evaluate", model, data).Succeeds().Words;
        Assert.Contains("4 read, 2 used; left out: 2 with a missing or unknown class", report, StringComparison.Ordinal);
        Assert.Contains("age: 1 cell, imputed as in training", report, StringComparison.Ordinal);
        Assert.Contains("passengerClass: 1 cell, not seen in training; reference level used", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("titanic.csv")]
    [InlineData("iris.csv")]
    [InlineData("breast-cancer.csv")]
    public void Reports_OnATerminal_FitIt(string data)
    {
        var terminal = new Surroundings { IsTerminal = true, Width = 80 };
        string model = _folder.Path("model.json");
        string copy = _folder.Copy(data);
        string[][] commands =
        [
            ["train", copy, "-o", model, "--lambda", "0.01", "--test-size", "0.3"], ["evaluate", model, copy], ["inspect", model],
        ];
        foreach (string[] command in commands)
        {
            CommandRun run = CommandRun.Of(terminal, command).Succeeds();
            Assert.All(
                run.OutputLines.Where(line => !line.Contains(Path.GetTempPath(), StringComparison.Ordinal)),
                line => Assert.True(line.Length <= 80, line));
        }
    }

    [Fact]
    public void Evaluate_NoTarget_SaysSo() =>
        CommandRun.Of(
            "evaluate", _folder.Train(TestFolder.Data("titanic.csv")), _folder.Write("x.csv", "sex,age,passengerClass\nmale,1,1st\n"))
            .Fails(
                1,
                "the file has no column 'survived', the target to compare predictions with",
                "to predict rows whose class is not known, use 'logreg predict'");

    [Fact]
    public void Evaluate_NoKnownClass_SaysSo() =>
        CommandRun.Of(
            "evaluate",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass,survived\nmale,1,1st,perhaps\n"))
            .Fails(1, "no row has one of the classes that the model knows", "no, yes");
}
