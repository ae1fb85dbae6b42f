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
        ModelProvenance made = LogisticModel.Load(updated).Provenance!;
        Assert.StartsWith(
            "logistic recalibration on 2026-05-01T12:30:15Z from new.csv, 656 rows, sha256:", made.Update, StringComparison.Ordinal);
        Assert.Equal("old.csv", made.Data);
        Assert.Equal(0, CommandRun.Of("monitor", updated, _new, "--quiet").ExitCode);
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
