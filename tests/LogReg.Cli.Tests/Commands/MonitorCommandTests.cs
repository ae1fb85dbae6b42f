using System.Text.Json;
using System.Xml.Linq;

namespace LogReg.Cli.Tests.Commands;

public sealed class MonitorCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _old;
    private readonly string _new;
    private readonly string _model;

    public MonitorCommandTests()
    {
        (_old, _new) = ChurnData.Write(_folder);
        _model = _folder.Train(_old, "--exclude", "customer_id,signup_date");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MonitorChurn_ReportIsApproved()
    {
        CommandRun run = CommandRun.Of("monitor", _model, _new, "--time-column", "signup_date");
        Assert.Equal(3, run.ExitCode);
        Approval.Verify(_folder.Relative(run.Output + run.Error));
    }

    // The rows of training themselves have not moved: only what is left out of the sample could.
    [Fact]
    public void Monitor_TrainingRows_RaisesNoAlarm()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("monitor", _model, _old, "--json").Succeeds().Output);
        JsonElement root = json.RootElement;
        Assert.Equal(1344, root.GetProperty("batchRows").GetInt64());
        Assert.Equal(1344, root.GetProperty("sampledRows").GetInt64());
        Assert.Equal(0, root.GetProperty("scoreDrift").GetProperty("stabilityIndex").GetDouble(), 1e-12);
        Assert.All(
            root.GetProperty("featureDrifts").EnumerateArray(),
            feature => Assert.Equal(0, feature.GetProperty("drift").GetProperty("stabilityIndex").GetDouble(), 1e-12));
        Assert.Empty(root.GetProperty("alarms").EnumerateArray());
    }

    [Fact]
    public void Monitor_MissingUnseenAndOutOfRangeCells_AreAlarms()
    {
        string[] lines = File.ReadAllLines(_new);
        string batch = _folder.Write(
            "batch.csv",
            string.Join('\n', lines.Select((line, index) =>
            {
                string[] cells = line.Split(',');
                if (index > 0)
                {
                    cells[3] = index % 4 == 0 ? "weekly" : cells[3];
                    cells[4] = index % 3 == 0 ? "" : cells[4];
                    cells[2] = index % 5 == 0 ? "400" : cells[2];
                }

                return string.Join(',', cells.SkipLast(1));
            })) + "\n");
        CommandRun run = CommandRun.Of("monitor", _model, batch, "--json");
        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["featureDrift contract", "missingCells monthly_charges", "outOfRange tenure_months", "unseenLevels contract"],
            json.RootElement.GetProperty("alarms").EnumerateArray().Select(
                alarm => $"{alarm.GetProperty("kind").GetString()} {alarm.GetProperty("feature").GetString()}").Where(
                text => !text.StartsWith("featureDrift ", StringComparison.Ordinal) || text.EndsWith("contract", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("outcomes").ValueKind);
        Assert.Equal(0, CommandRun.Of(
            "monitor", _model, batch, "--quiet", "--share-limit", "0.9", "--psi-limit", "20").ExitCode);
    }

    [Fact]
    public void Monitor_Limits_DecideTheExitCode()
    {
        Assert.Equal(0, CommandRun.Of("monitor", _model, _new, "--oe-limit", "2", "--quiet").ExitCode);
        CommandRun run = CommandRun.Of("monitor", _model, _new, "--quiet", "--psi-limit", "0.1", "--oe-limit", "2");
        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("warning: monthly_charges has shifted: PSI 0.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Monitor_Page_HasAFigureOfEachQuantityOverTime()
    {
        string page = _folder.Path("page.html");
        CommandRun.Of(
            "monitor", _model, _new, "--time-column", "signup_date", "--report", page, "--oe-limit", "2", "--psi-limit", "2").Succeeds();
        string text = File.ReadAllText(page);
        var html = XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]);
        Assert.True(html.Descendants().Count(element => element.Name.LocalName == "svg") >= 13);
        Assert.Contains("PSI of monthly_charges", text, StringComparison.Ordinal);
        Assert.Contains("Observed by expected", text, StringComparison.Ordinal);
        Assert.Contains("2024-06", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path("."), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-01", "2024-04-01", "2024-03-01")]
    [InlineData("2024-03-01", "2024-09-01", "2024-02-26")]
    [InlineData("2020-03-05", "2024-09-01", "2020-03")]
    [InlineData("2001-03-05", "2024-09-01", "2001")]
    [InlineData("05.03.2020", "31.08.2024", "2020-03")]
    public void Monitor_Periods_FollowTheSpan(string first, string last, string label)
    {
        string[] lines = File.ReadAllLines(_new);
        string batch = _folder.Write(
            "batch.csv",
            string.Join('\n', lines.Take(41).Select((line, index) =>
            {
                string[] cells = line.Split(',');
                cells[1] = index == 0 ? cells[1] : index == 40 ? "unknown" : index < 20 ? first : last;
                return string.Join(',', cells);
            })) + "\n");
        CommandRun run = CommandRun.Of(
            "monitor", _model, batch, "--time-column", "signup_date", "--json", "--oe-limit", "9", "--slope-limit", "99");
        using var json = JsonDocument.Parse(run.Output);
        JsonElement[] periods = [.. json.RootElement.GetProperty("periods").EnumerateArray()];
        Assert.Equal(label, periods[0].GetProperty("period").GetString());
        Assert.Equal([19L, 20L], periods.Select(period => period.GetProperty("batchRows").GetInt64()));
        Assert.Equal(1, json.RootElement.GetProperty("rowsWithoutTime").GetInt64());
    }

    [Fact]
    public void Monitor_WhatCannotBe_IsAnError()
    {
        CommandRun.Of("monitor", _model, _new, "--time-column", "region").Fails(1, "no cell of this column is a date", "2026-05-31");
        CommandRun.Of("monitor", _model, _new, "--time-column", "day").Fails(1, "has no column 'day', the column of dates", "");
        string[] lines = File.ReadAllLines(_new);
        string Batch(Func<string, string> change) =>
            _folder.Write("batch.csv", string.Join('\n', lines.Select((line, row) => row == 0 ? line : change(line))) + "\n");
        CommandRun.Of("monitor", _model, _folder.Write("none.csv", lines[0] + "\n")).Fails(1, "there are no data rows", "");
        string narrow = _folder.Write(
            "narrow.csv", string.Join('\n', lines.Select(line => string.Join(',', line.Split(',').Take(3)))) + "\n");
        CommandRun.Of("monitor", _model, narrow).Fails(1, "has no column 'contract', which the model needs", "the model needs");
        CommandRun spelled = CommandRun.Of("monitor", _model, Batch(
            line => line.Replace(",yes", ",YES", StringComparison.Ordinal).Replace(",no", ",NO", StringComparison.Ordinal)));
        Assert.Contains(
            "not compared: 656 rows with classes of churned that the model does not know", spelled.Words, StringComparison.Ordinal);
        Assert.Contains("classes that the model does not know: 'YES' (203 rows), 'NO' (453 rows)", spelled.Error, StringComparison.Ordinal);
    }

    // A period may have no positive row, and only some of its classes may be known.
    [Fact]
    public void Monitor_PeriodsWithoutEventsOrClasses_AreShown()
    {
        string[] lines = File.ReadAllLines(_new);
        string batch = _folder.Write("batch.csv", string.Join('\n', lines.Select((line, row) =>
        {
            string[] cells = line.Split(',');
            cells[8] = row == 0 ? cells[8] : cells[1][..7] switch { "2024-11" => "no", "2024-12" => "", _ => cells[8] };
            return string.Join(',', cells);
        })) + "\n");
        using var json = JsonDocument.Parse(
            CommandRun.Of("monitor", _model, batch, "--time-column", "signup_date", "--oe-limit", "9", "--json").Output);
        JsonElement[] periods = [.. json.RootElement.GetProperty("periods").EnumerateArray()];
        Assert.Equal(JsonValueKind.Null, periods[11].GetProperty("outcomes").ValueKind);
        JsonElement ratio = periods[10].GetProperty("outcomes").GetProperty("observedToExpected");
        Assert.Equal(0, ratio.GetProperty("estimate").GetDouble());
        Assert.InRange(ratio.GetProperty("upper").GetDouble(), 0.15, 0.3);
        Assert.Contains(
            json.RootElement.GetProperty("alarms").EnumerateArray(),
            alarm => alarm.TryGetProperty("period", out JsonElement period) && period.GetString() == "2024-11");
    }

    [Fact]
    public void Monitor_OlderModelFile_ComparesOutcomesAlone()
    {
        var members = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_model))!.AsObject();
        Assert.True(members.Remove("trainingShares"));
        File.WriteAllText(_model, members.ToJsonString());
        CommandRun run = CommandRun.Of("monitor", _model, _new);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nothing: the model file does not say", run.Words, StringComparison.Ordinal);
        Assert.Contains("O:E 1.", run.Words, StringComparison.Ordinal);
    }
}
