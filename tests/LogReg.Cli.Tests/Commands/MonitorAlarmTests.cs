using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogReg.Cli.Tests.Commands;

/// <summary>What is an alarm, and what chance explains.</summary>
public sealed class MonitorAlarmTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _old;
    private readonly string _new;

    public MonitorAlarmTests() => (_old, _new) = ChurnData.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("no", 0, 0)]
    [InlineData("yes", 656, 4)]
    public void OneClassAlone_IsAnAlarm(string outcome, int observed, double ratio)
    {
        string batch = Batch(_new, (cells, row) => cells[8] = row == 0 ? cells[8] : outcome);
        JsonElement root = Monitor(3, Churn(), batch);
        Assert.Equal(observed, root.GetProperty("outcomes").GetProperty("observed").GetDouble());
        JsonElement alarm = root.GetProperty("alarms").EnumerateArray().Single(one => KindOf(one) == "observedToExpected");
        Assert.Equal(ratio, alarm.GetProperty("value").GetDouble(), 1.0);
        JsonElement interval = root.GetProperty("outcomes").GetProperty("observedToExpected");
        Assert.True(interval.GetProperty("upper").GetDouble() > interval.GetProperty("lower").GetDouble());
    }

    // One row, whatever it is, is no reason for an alarm; nor are a few that are all the same.
    [Theory]
    [InlineData(1, "")]
    [InlineData(1, "3.5")]
    [InlineData(3, "70")]
    public void FewRows_AreNoAlarm(int rows, string charges)
    {
        string batch = Batch(
            _new,
            (cells, row) => (cells[2], cells[3], cells[4], cells[8]) =
                row == 0 ? (cells[2], cells[3], cells[4], cells[8]) : ("400", "weekly", charges, "yes"),
            rows);
        JsonElement root = Monitor(0, Churn(), batch);
        Assert.Equal(rows, root.GetProperty("batchRows").GetInt64());
        Assert.Empty(root.GetProperty("alarms").EnumerateArray());
    }

    // Rows that were left out for a missing cell are counted as far as they would have trained.
    [Theory]
    [InlineData("0.2")]
    [InlineData("0.75")]
    public void MissingShare_DoesNotDependOnTheTestSize(string size)
    {
        string titanic = TestFolder.Data("titanic.csv");
        string model = _folder.Train(titanic, "--missing", "drop", "--test-size", size);
        JsonElement age = Monitor(0, model, titanic).GetProperty("featureDrifts").EnumerateArray().Single(
            feature => feature.GetProperty("feature").GetString() == "age");
        Assert.Equal(263.0 / 1309, age.GetProperty("trainingMissingShare").GetDouble(), 2.5e-3);
        Assert.Equal(263.0 / 1309, age.GetProperty("missingShares").GetProperty("share").GetDouble(), 1e-12);
    }

    [Fact]
    public void Periods_HaveTheirOwnAlarms()
    {
        string batch = Batch(_new, (cells, _) => cells[7] = cells[1].StartsWith("2024-03", StringComparison.Ordinal) ? "moon" : cells[7]);
        JsonElement root = Monitor(3, Churn(), batch, "--time-column", "signup_date", "--oe-limit", "9");
        JsonElement[] alarms = [.. root.GetProperty("alarms").EnumerateArray().Where(one => KindOf(one) == "unseenLevels")];
        Assert.Equal(["region", "region"], alarms.Select(alarm => alarm.GetProperty("feature").GetString()));
        Assert.False(alarms[0].TryGetProperty("period", out _));
        Assert.Equal("2024-03", alarms[1].GetProperty("period").GetString());
        Assert.Equal(1, alarms[1].GetProperty("value").GetDouble());
        JsonElement checks = root.GetProperty("periodChecks");
        Assert.True(checks.GetProperty("checkCount").GetInt32() > 150);
        Assert.Equal(0.005 / checks.GetProperty("checkCount").GetInt32(), checks.GetProperty("chanceLimit").GetDouble(), 1e-15);
        CommandRun run = CommandRun.Of("monitor", Churn(), batch, "--time-column", "signup_date", "--oe-limit", "9");
        Assert.Contains("warning: 2024-03: 100.0% of the cells of region are levels", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Reference_IsTheMostHonestOfTheFile()
    {
        string model = _folder.Path("held.json");
        using var trained = JsonDocument.Parse(CommandRun.Of(
            "train", _old, "--exclude", "customer_id,signup_date", "--test-size", "0.25", "-o", model, "--json").Succeeds().Output);
        JsonElement reference = Monitor(3, model, _new).GetProperty("comparedWith");
        Assert.Equal("test", reference.GetProperty("rowsOfReference").GetString());
        Assert.Equal(
            trained.RootElement.GetProperty("test").GetProperty("rocAuc").GetDouble(), reference.GetProperty("areaUnderRoc").GetDouble());

        string folds = _folder.Path("folds.json");
        CommandRun.Of("train", _old, "--exclude", "customer_id,signup_date", "--cv", "5", "-o", folds, "--quiet").Succeeds();
        Assert.Equal("folds", Monitor(3, folds, _new).GetProperty("comparedWith").GetProperty("rowsOfReference").GetString());
        Assert.Equal("training", Monitor(3, Churn(), _new).GetProperty("comparedWith").GetProperty("rowsOfReference").GetString());
    }

    // Files of earlier versions have no such member.
    [Fact]
    public void Reference_OfOlderFiles_IsWhatTheyHave()
    {
        string folds = _folder.Path("folds.json");
        CommandRun.Of("train", _old, "--exclude", "customer_id,signup_date", "--cv", "5", "-o", folds, "--quiet").Succeeds();
        JsonObject members = JsonNode.Parse(File.ReadAllText(folds))!.AsObject();
        Assert.True(members.Remove("heldOut"));
        File.WriteAllText(folds, members.ToJsonString());
        JsonElement reference = Monitor(3, folds, _new).GetProperty("comparedWith");
        Assert.Equal("folds", reference.GetProperty("rowsOfReference").GetString());
        Assert.Equal(
            members["validation"]!["points"]![0]!["rocAuc"]!["mean"]!.GetValue<double>(),
            reference.GetProperty("areaUnderRoc").GetDouble());
    }

    [Fact]
    public void SeveralClasses_AreMonitoredOneAgainstTheRest()
    {
        string iris = TestFolder.Data("iris.csv");
        string model = _folder.Train(iris, "--lambda", "0.01", "--test-size", "0.3");
        JsonElement[] classes = [.. Monitor(null, model, iris).GetProperty("classReports").EnumerateArray()];
        Assert.Equal(["setosa", "versicolor", "virginica"], classes.Select(one => one.GetProperty("ofClass").GetString()));
        Assert.All(classes, one => Assert.Equal(50, one.GetProperty("outcomes").GetProperty("observed").GetDouble()));
        Assert.Equal(
            150, classes.Sum(one => one.GetProperty("outcomes").GetProperty("expected").GetDouble()), 1e-9);
        Assert.All(classes, one => Assert.Equal(
            "test", one.GetProperty("comparedWith").GetProperty("rowsOfReference").GetString()));

        // Every flower of one kind: the others never come.
        string[] lines = File.ReadAllLines(iris);
        string[] own = [.. lines.Where((line, row) => row == 0 || line.EndsWith("virginica", StringComparison.Ordinal))];
        string batch = _folder.Write("virginica.csv", string.Join('\n', own) + "\n");
        CommandRun run = CommandRun.Of("monitor", model, batch);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("the score of setosa has shifted: PSI", run.Error, StringComparison.Ordinal);
        Assert.Contains("class observed expected O:E", run.Words, StringComparison.Ordinal);
    }

    // A weight of 2 counts as two rows in outcomes, and shares are those of rows.
    [Fact]
    public void Weights_CountInOutcomes()
    {
        string model = Churn();
        string batch = Batch(_new, (cells, row) => cells[0] = row == 0 ? "weight" : "2");
        JsonElement without = Monitor(3, model, _new);
        JsonElement with = Monitor(3, model, batch, "--weight", "weight");
        JsonElement OutcomesOf(JsonElement root) => root.GetProperty("outcomes");
        Assert.Equal(2 * OutcomesOf(without).GetProperty("observed").GetDouble(), OutcomesOf(with).GetProperty("observed").GetDouble());
        foreach (string name in (string[])["calibrationSlopeEstimate", "areaUnderRocEstimate"])
        {
            foreach (string bound in (string[])["estimate", "lower", "upper"])
            {
                Assert.Equal(
                    OutcomesOf(without).GetProperty(name).GetProperty(bound).GetDouble(),
                    OutcomesOf(with).GetProperty(name).GetProperty(bound).GetDouble(),
                    1e-9);
            }
        }

        Assert.Equal(
            without.GetProperty("scoreDrift").GetProperty("stabilityIndex").GetDouble(),
            with.GetProperty("scoreDrift").GetProperty("stabilityIndex").GetDouble());
    }

    // A text has no single score from its cells: that of the rows that trained stands in the file.
    [Fact]
    public void Texts_HaveAScoreToCompareWith()
    {
        string[] words = ["good", "fine", "bad", "poor", "late", "fast"];
        var random = new Random(5);
        string[] lines =
        [
            .. Enumerable.Range(0, 400).Select(_ =>
            {
                string[] own = [.. Enumerable.Range(0, 4).Select(_ => words[random.Next(words.Length)])];
                return $"{string.Join(' ', own)},{(own.Contains("bad") == random.NextDouble() < 0.8 ? "no" : "yes")}";
            }),
        ];
        string old = _folder.Write("reviews.csv", "review,ok\n" + string.Join('\n', lines) + "\n");
        string model = _folder.Train(old, "--formula", "text(review)", "--lambda", "0.0001");
        JsonElement root = Monitor(0, model, old);
        Assert.Equal(0, root.GetProperty("scoreDrift").GetProperty("stabilityIndex").GetDouble(), 1e-12);
        string bad = _folder.Write("bad.csv", "review,ok\n" + string.Concat(Enumerable.Repeat("bad bad late bad,no\n", 100)));
        Assert.Contains("scoreDrift", Monitor(3, model, bad).GetProperty("alarms").EnumerateArray().Select(KindOf));
    }

    [Fact]
    public void Offsets_ArePartOfTheScore()
    {
        string old = Batch(_old, (cells, row) => cells[0] = row == 0 ? "exposure" : row % 2 == 0 ? "0.5" : "-0.5");
        string model = _folder.Train(old, "--features", "tenure_months,contract,support_calls", "--offset", "exposure");
        JsonElement root = Monitor(0, model, old);
        Assert.Equal(0, root.GetProperty("scoreDrift").GetProperty("stabilityIndex").GetDouble(), 1e-12);
        Assert.Equal(1, root.GetProperty("outcomes").GetProperty("observedToExpected").GetProperty("estimate").GetDouble(), 1e-6);
    }

    private string Churn() => _folder.Train(_old, "--exclude", "customer_id,signup_date");

    private string Batch(string path, Action<string[], int> change, int rows = int.MaxValue)
    {
        string[] lines = File.ReadAllLines(path);
        return _folder.Write("batch.csv", string.Join('\n', lines.Take(rows == int.MaxValue ? rows : rows + 1).Select((line, row) =>
        {
            string[] cells = line.Split(',');
            change(cells, row);
            return string.Join(',', cells);
        })) + "\n");
    }

    private static string? KindOf(JsonElement alarm) => alarm.GetProperty("kind").GetString();

    private static JsonElement Monitor(int? exitCode, params string[] words)
    {
        CommandRun run = CommandRun.Of(["monitor", .. words, "--json"]);
        Assert.Equal((exitCode ?? run.ExitCode, run.Error), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
