using System.Globalization;

namespace LogReg.Cli.Tests.Commands;

/// <summary><c>logreg predict</c> with intervals, reasons and flags.</summary>
public sealed class PredictExplanationTests : IDisposable
{
    private const string Ugly = "sex,age,passengerClass,survived\nmale,120,crew,yes\n,-5,3rd,\n\"a;\"\"b\",,1st,no\nfemale,30,2nd,yes\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PredictTitanicWithIntervalAndReasons_IsApproved()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun run =
            CommandRun.Of("predict", model, _folder.Write("ugly.csv", Ugly), "--interval", "0.95", "--explain", "2", "--append").Succeeds();
        Approval.Verify(RoundedCsv.Of(run.OutputLines) + "--- standard error\n" + run.Error);
    }

    [Fact]
    public void Predict_Interval_LeavesTheOtherColumnsAsTheyAre()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        CommandRun plain = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv")).Succeeds();
        CommandRun more = CommandRun.Of("predict", model, TestFolder.Data("titanic.csv"), "--interval", "0.5", "--explain", "1").Succeeds();
        Assert.Equal(plain.OutputLines, more.OutputLines.Select(line => string.Join(',', line.Split(',').Take(2))));
        Assert.All(more.OutputLines.Skip(1), line =>
        {
            double[] numbers = [.. line.Split(',').Skip(1).Take(3).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
            Assert.True(numbers[1] < numbers[0] && numbers[0] < numbers[2], line);
        });
    }

    [Fact]
    public void Predict_MoreReasonsThanFeatures_LeavesCellsEmpty()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("one.csv", "sex,age,passengerClass\nmale,30,3rd\n");
        IReadOnlyList<string> lines = CommandRun.Of("predict", model, data, "--explain", "5").Succeeds().OutputLines;
        Assert.Equal(
            "prediction,probability,reason1,contribution1,reason2,contribution2,reason3,contribution3,reason4,contribution4,reason5,contribution5,flags",
            lines[0]);
        Assert.EndsWith(",,,,,", lines[1], StringComparison.Ordinal);
        Assert.Equal(13, lines[1].Split(',').Length);
    }

    [Fact]
    public void Predict_QuasiSeparatedLevel_HasNoFalselyNarrowInterval()
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 30).Select(row => row < 10 ? "a,1" : row % 3 == 0 ? "b,1" : row % 2 == 0 ? "b,0" : $"c,{row / 5 % 2}"),
        ];
        string model = _folder.Train(_folder.Write("q.csv", "c,y\n" + string.Join('\n', rows) + "\n"), "--reference", "c=b");
        IReadOnlyList<string> lines =
            CommandRun.Of("predict", model, _folder.Write("new.csv", "c\na\nb\n"), "--interval", "0.95").Succeeds().OutputLines;
        Assert.EndsWith(",0,1", lines[1], StringComparison.Ordinal);
        Assert.DoesNotMatch(",0,|,1$", lines[2]);
    }

    [Fact]
    public void Predict_InputColumnsCalledLowerOrFlags_ClashOnlyIfBothAreThere()
    {
        string model = _folder.Train(TestFolder.Data("titanic.csv"));
        string data = _folder.Write("clash.csv", "sex,age,passengerClass,lower,flags,reason2\nmale,30,3rd,x,y,z\n");
        CommandRun.Of("predict", model, data, "--append").Succeeds();
        CommandRun.Of("predict", model, data, "--append", "--interval", "0.9").Fails(
            1, "the input has a column 'lower', which is also a column of the prediction", "--keep");
        CommandRun.Of("predict", model, data, "--keep", "flags", "--explain", "1").Fails(1, "the input has a column 'flags'", "rename it");
        CommandRun.Of("predict", model, data, "--keep", "reason2", "--explain", "1").Succeeds();
        CommandRun.Of("predict", model, data, "--keep", "reason2", "--explain", "2").Fails(
            1, "the input has a column 'reason2'", "rename it");
    }

    [Theory]
    [InlineData("--interval", "0", "a number between 0 and 1 (exclusive)")]
    [InlineData("--interval", "1", "a number between 0 and 1 (exclusive)")]
    [InlineData("--interval", "95", "a number between 0 and 1 (exclusive)")]
    [InlineData("--interval", "NaN", "a number between 0 and 1 (exclusive)")]
    [InlineData("--explain", "0", "a whole number from 1 to 1000")]
    [InlineData("--explain", "-1", "a whole number from 1 to 1000")]
    [InlineData("--explain", "1.5", "a whole number from 1 to 1000")]
    public void Predict_ValueOutOfRange_IsAUsageError(string option, string value, string range) =>
        CommandRun.Of("predict", "model.json", "x.csv", option, value).Fails(2, $"{option} must be {range}, not '{value}'", "--help");

    [Theory]
    [InlineData("--interval", "0.9")]
    [InlineData("--explain", "2")]
    public void Predict_SeveralClasses_IsAUsageError(string option, string value) =>
        CommandRun.Of("predict", _folder.Train(TestFolder.Data("iris.csv"), "--lambda", "0.1"), TestFolder.Data("iris.csv"), option, value)
            .Fails(2, $"{option} supports two classes, but the model has 3", "leave it out");

    [Fact]
    public void Predict_IntervalWithoutInference_SaysWhatToDoAndWritesNothing()
    {
        string data = TestFolder.Data("titanic.csv");
        string model = _folder.Train(data, "--no-inference");
        CommandRun.Of("predict", model, data, "--interval", "0.9", "-o", _folder.Path("p.csv")).Fails(
            1, "the model has no standard errors", "--no-inference");
        Assert.Equal(["model.json"], _folder.Files);
        CommandRun.Of("predict", model, data, "--explain", "1").Succeeds();
        CommandRun.Of("predict", _folder.Train(data, "--lambda", "0.1"), data, "--interval", "0.9").Fails(
            1, "trained with a penalty", "--lambda");
    }
}
