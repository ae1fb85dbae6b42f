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
        Assert.Contains("age: 1 cell, the mean of training used", report, StringComparison.Ordinal);
        Assert.Contains("passengerClass: 1 cell, not seen in training; reference level used", report, StringComparison.Ordinal);
    }

    // As in training: a row without a class needs no offset.
    [Fact]
    public void Evaluate_FooterWithoutOffset_IsLeftOut()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},{row % 3},{(row % 5) % 2}\n"));
        string data = _folder.Write("d.csv", $"x,o,y\n{rows}Total,,\n");
        string model = _folder.Train(data, "--target", "y", "--offset", "o");
        string report = CommandRun.Of("evaluate", model, data).Succeeds().Words;
        Assert.Contains("41 read, 40 used; left out: 1 with a missing or unknown class", report, StringComparison.Ordinal);
        CommandRun.Of("report", model, data, "-o", _folder.Path("page.html")).Succeeds();
        CommandRun.Of("evaluate", model, _folder.Write("e.csv", $"x,o,y\n{rows}3,,1\n")).Fails(
            1, "line 42, column 'o': the offset is missing", "fill it in, or leave the row out");
        CommandRun.Of("predict", model, data).Fails(1, "column 'x'", "");
    }

    // The columns of features are not the target.
    [Fact]
    public void Evaluate_NoTarget_DoesNotSuggestToRenameAFeature()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},{(row % 5) % 2}\n"));
        string model = _folder.Train(_folder.Write("d.csv", "survived1,survived\n" + rows), "--target", "survived");
        string data = _folder.Write("e.csv", "survived1,other\n" + rows);
        CommandRun.Of("evaluate", model, data).Fails(
            1, "the data have no column 'survived', the target to compare predictions with", "use 'logreg predict'");
    }

    // The target is not a feature.
    [Fact]
    public void Predict_NoFeature_DoesNotSuggestToRenameTheTarget()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row % 7},{(row % 5) % 2}\n"));
        string model = _folder.Train(_folder.Write("d.csv", "survived1,survived\n" + rows), "--target", "survived");
        string data = _folder.Write("e.csv", "other,survived\n" + rows);
        CommandRun.Of("predict", model, data).Fails(
            1, "the file has no column 'survived1', which the model needs", "the model needs 'survived1'");
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
                "the data have no column 'survived', the target to compare predictions with",
                "to predict rows whose class is not known, use 'logreg predict'");

    [Fact]
    public void Evaluate_NoKnownClass_SaysSo() =>
        CommandRun.Of(
            "evaluate",
            _folder.Train(TestFolder.Data("titanic.csv")),
            _folder.Write("x.csv", "sex,age,passengerClass,survived\nmale,1,1st,perhaps\n"))
            .Fails(1, "no row has one of the classes that the model knows", "no, yes");
}
