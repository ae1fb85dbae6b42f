using System.Text.Json;

namespace LogReg.Cli.Tests.Commands;

public sealed class UpdateCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _new;
    private readonly string _model;

    public UpdateCommandTests()
    {
        (string old, _new) = ChurnData.Write(_folder);
        _model = _folder.Train(old, "--exclude", "customer_id,signup_date");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void UpdateChurn_ReportIsApproved() => Approval.Verify(
        _folder.Relative(CommandRun.Of("update", _model, _new, "-o", _folder.Path("v2.json")).Succeeds().Output));

    [Fact]
    public void Update_Model_PredictsAsItsReportSays_AndSaysWhatWasDone()
    {
        string updated = _folder.Path("v2.json");
        using var json = JsonDocument.Parse(
            CommandRun.Of("update", _model, _new, "--method", "slope", "-o", updated, "--json").Succeeds().Output);
        using var evaluation = JsonDocument.Parse(CommandRun.Of("evaluate", updated, _new, "--json").Succeeds().Output);
        double after = json.RootElement.GetProperty("outcomesAfter").GetProperty("meanLogLoss").GetDouble();
        Assert.Equal(after, evaluation.RootElement.GetProperty("metrics").GetProperty("logLoss").GetDouble(), 1e-12);
        LogisticModel model = LogisticModel.Load(updated);
        Assert.Equal("old.csv", model.Provenance!.Data);
        UpdateSummary update = Assert.Single(model.Updates);
        Assert.Equal("slope", update.Method);
        ModelProvenance made = update.Provenance!;
        Assert.Equal("new.csv", made.Data);
        Assert.Equal(656, made.RowsRead);
        Assert.Equal("2026-05-01T12:30:15", made.Date!.Value.ToString("s"));
        Assert.StartsWith("sha256:", made.DataHash, StringComparison.Ordinal);
        Assert.Equal(["--method slope"], made.Options);
        Assert.Equal(0, CommandRun.Of("monitor", updated, _new, "--quiet").ExitCode);
    }

    [Fact]
    public void UpdateTwice_InspectAndCardTellBothUpdates()
    {
        string first = _folder.Path("v2.json");
        string second = _folder.Path("v3.json");
        CommandRun.Of("update", _model, _new, "-o", first).Succeeds();
        CommandRun.Of("update", first, _new, "--calibrate", "isotonic", "-o", second, "--reproducible").Succeeds();
        string report = CommandRun.Of("inspect", second).Succeeds().Output;
        Approval.Verify(_folder.Relative(report) + "\n" + CommandRun.Of("export", second, "--to", "card").Succeeds().Output);
        using var json = JsonDocument.Parse(CommandRun.Of("inspect", second, "--json").Succeeds().Output);
        Assert.Equal(
            ["intercept", "isotonic"],
            json.RootElement.GetProperty("updates").EnumerateArray().Select(one => one.GetProperty("updateMethod").GetString()));
        Assert.False(json.RootElement.GetProperty("updates")[1].GetProperty("provenance").TryGetProperty("date", out _));
    }

    [Fact]
    public void UpdateIsotonic_EverythingUsesTheSteps()
    {
        string updated = _folder.Path("v2.json");
        CommandRun run = CommandRun.Of("update", _model, _new, "--method", "isotonic", "-o", updated, "--json").Succeeds();
        Assert.Contains("fewer than 1,000 rows, its steps follow chance", run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Output);
        JsonElement steps = json.RootElement.GetProperty("calibrationSteps").GetProperty("stepProbabilities");
        double after = json.RootElement.GetProperty("outcomesAfter").GetProperty("meanLogLoss").GetDouble();
        using var evaluation = JsonDocument.Parse(CommandRun.Of("evaluate", updated, _new, "--json").Succeeds().Output);
        Assert.Equal(after, evaluation.RootElement.GetProperty("metrics").GetProperty("logLoss").GetDouble(), 1e-12);
        string predicted = CommandRun.Of("predict", updated, _new).Succeeds().Output.TrimEnd('\n');
        Assert.Equal(steps.GetArrayLength(), predicted.Split('\n').Skip(1).Select(line => line.Split(',')[^1]).Distinct().Count());
        Assert.Equal(0, CommandRun.Of("monitor", updated, _new, "--quiet").ExitCode);
        CommandRun.Of("predict", updated, _new, "--interval", "0.95").Fails(1, "the model was updated to newer rows", "use the original");
        CommandRun.Of("export", updated, "--to", "nomogram").Fails(1, "step function (isotonic calibration)", "export it otherwise");
        CommandRun verified = CommandRun.Of(
            "export", updated, "--to", "python", "-o", _folder.Path("v2.py"), "--verify", _new).Succeeds();
        Assert.Contains("656 rows", verified.Error + verified.Output, StringComparison.Ordinal);
        CommandRun.Of("update", updated, _new).Fails(1, "come from a step function", "the method isotonic");
    }

    // Of the original: rows with missing cells were left out for its standard errors.
    [Theory]
    [InlineData("intercept", "Trained on 954 rows with newton", "1,007 training rows", "; test rows 0.7668")]
    [InlineData("slope", "Trained on 954 rows with newton", "1,007 training rows", "; test rows 0.7668")]
    [InlineData("isotonic", "Trained on 954 rows with newton", "1,007 training rows", "(before the step function), which are optimistic")]
    [InlineData("refit", "Trained on 656 rows of the refit with newton", "1,007 training rows; the score with that of the 656 rows of the refit",
        "; rows of the refit 0.7")]
    public void Update_OfEachMethod_ReportsSayWhatIsStillTrue(string method, string trained, string compared, string area)
    {
        (string old, _) = ChurnData.Write(_folder);
        string model = _folder.Train(old, "--exclude", "customer_id,signup_date", "--test-size", "0.25");
        Assert.Contains("standard errors rest on observed cells only", Words(CommandRun.Of("inspect", model)), StringComparison.Ordinal);
        string updated = _folder.Path("v2.json");
        CommandRun.Of("update", model, _new, "--method", method, "-o", updated, "--quiet").Succeeds();
        string inspected = Words(CommandRun.Of("inspect", updated));
        Assert.Contains(trained, inspected, StringComparison.Ordinal);
        Assert.DoesNotContain("standard errors rest", inspected, StringComparison.Ordinal);
        Assert.Equal(
            method != "refit",
            inspected.Contains("so that standard errors, which the original had, rested on observed cells only", StringComparison.Ordinal));
        Assert.Equal(method == "refit", inspected.Contains("on the rows of the refit", StringComparison.Ordinal));
        string monitored = Words(CommandRun.Of("monitor", updated, _new));
        Assert.Contains($"Compared with {compared}", monitored, StringComparison.Ordinal);
        Assert.Contains(area, monitored, StringComparison.Ordinal);
        string card = Words(CommandRun.Of("export", updated, "--to", "card"));
        Assert.DoesNotContain("The file holds no measure", card, StringComparison.Ordinal);
        Assert.Contains("that neither training nor an update has used", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_ByWeight_IsInTheReportAndInTheFile()
    {
        string updated = _folder.Path("v2.json");
        string weighted = _folder.Write("weighted.csv", string.Concat(File.ReadAllLines(_new).Select(
            (line, place) => $"{(place == 0 ? "w" : place % 3)},{line}\n")));
        string report = CommandRun.Of("update", _model, weighted, "--weight", "w", "-o", updated).Succeeds().Output;
        Assert.Contains("Weights       column w", report, StringComparison.Ordinal);
        UpdateSummary update = Assert.Single(LogisticModel.Load(updated).Updates);
        Assert.Equal(["--weight w"], update.Provenance!.Options);
        Assert.InRange(update.Rows, 430, 440);
        CommandRun.Of("update", _model, weighted, "--weight", "v").Fails(1, "'v'", "");
    }

    [Fact]
    public void Update_OfRowsReadWithANote_TellsOfItInJson()
    {
        string units = _folder.Write("units.csv", string.Join('\n', File.ReadAllLines(_new).Select((line, place) =>
            place == 0 ? line : string.Join(',', line.Split(',').Select((cell, column) => column == 4 && cell.Length > 0 ? $"{cell} EUR" : cell)))) + "\n");
        using var json = JsonDocument.Parse(CommandRun.Of("update", _model, units, "--json").Succeeds().Output);
        JsonElement warning = Assert.Single(json.RootElement.GetProperty("warnings").EnumerateArray());
        Assert.Equal("reading", warning.GetProperty("kind").GetString());
        Assert.Contains("EUR", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Words(CommandRun run) =>
        System.Text.RegularExpressions.Regex.Replace(run.Succeeds().Output, "\\s+", " ");

    [Fact]
    public void Update_SeparatedRefit_WarnsInTextAndJson()
    {
        string separated = _folder.Write(
            "separated.csv",
            string.Join('\n', File.ReadAllLines(_new).Where(
                line => !(line.Contains("two-year", StringComparison.Ordinal) && line.EndsWith("yes", StringComparison.Ordinal)))) + "\n");
        CommandRun refit = CommandRun.Of("update", _model, separated, "--method", "refit", "--json").Succeeds();
        Assert.Contains("so contract=two-year has no finite estimate", refit.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(refit.Output);
        Assert.Equal("quasiSeparation", json.RootElement.GetProperty("warnings")[0].GetProperty("kind").GetString());
        CommandRun chosen = CommandRun.Of("update", _model, separated).Succeeds();
        Assert.Contains("a logistic recalibration against", chosen.Output, StringComparison.Ordinal);
        Assert.Contains("took no part in the tests", chosen.Error, StringComparison.Ordinal);
        Assert.Contains("with --firth", chosen.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_UnknownClassesAndLevels_AreTold()
    {
        string other = _folder.Write("other.csv", File.ReadAllText(_new).Replace(",yes", ",YES", StringComparison.Ordinal));
        CommandRun.Of("update", _model, other).Fails(1, "0 rows have the class 'yes'", "'YES' (203)");
        string levels = _folder.Write("levels.csv", File.ReadAllText(_new).Replace(",monthly,", ",weekly,", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of("update", _model, levels, "--method", "intercept").Succeeds();
        Assert.Contains("New levels", run.Output, StringComparison.Ordinal);
        Assert.Contains("levels that the model does not know, such as 'weekly'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_ToTheRowsOfTraining_KeepsTheModel()
    {
        string kept = _folder.Path("kept.json");
        CommandRun run = CommandRun.Of("update", _model, _folder.Path("old.csv"), "-o", kept).Succeeds();
        Assert.Contains("no change", run.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_model), File.ReadAllText(kept));
    }

    [Fact]
    public void Update_FewerThan20Events_IsRefused()
    {
        string few = _folder.Write("few.csv", string.Join('\n', File.ReadAllLines(_new).Take(40)) + "\n");
        CommandRun.Of("update", _model, few).Fails(1, "an update takes 20 or more of each class", "wait for more outcomes");
    }

    // A level that the new rows do not have keeps its coefficient, and a missing cell counts as in scoring.
    [Fact]
    public void Update_RefitWithoutALevel_KeepsItsCoefficient()
    {
        string without = _folder.Write(
            "without.csv",
            string.Join('\n', File.ReadAllLines(_new).Where(line => !line.Contains(",east,", StringComparison.Ordinal))) + "\n");
        using var json = JsonDocument.Parse(CommandRun.Of("update", _model, without, "--method", "refit", "--json").Succeeds().Output);
        JsonElement before = json.RootElement.GetProperty("coefficientsBefore");
        JsonElement after = json.RootElement.GetProperty("coefficientsAfter");
        Assert.NotEqual(before.GetProperty("tenure_months").GetDouble(), after.GetProperty("tenure_months").GetDouble());
        Assert.All(
            after.EnumerateObject().Where(member => before.GetProperty(member.Name).GetDouble() == member.Value.GetDouble()),
            member => Assert.StartsWith("region=", member.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Update_OfAPenalisedModelWithAFormula_CanBeRefitted()
    {
        string model = _folder.Train(
            _folder.Path("old.csv"), "--formula", "spline(tenure_months, 4) + contract*support_calls", "--lambda", "0.01");
        using var json = JsonDocument.Parse(CommandRun.Of("update", model, _new, "--method", "refit", "--json").Succeeds().Output);
        JsonElement slope = json.RootElement.GetProperty("outcomesAfter").GetProperty("calibrationSlopeEstimate");
        Assert.Equal(1, slope.GetProperty("estimate").GetDouble(), 1e-6);
    }

    [Fact]
    public void Update_WhatCannotBe_IsAnError()
    {
        CommandRun.Of("update", _model, _new, "--method", "slope", "--significance", "0.1").Fails(
            2, "--significance has no effect with --method slope", "--method auto");
        CommandRun.Of("update", _model, _new, "-o", _model).Fails(2, "would overwrite", "name another file");
    }
}
