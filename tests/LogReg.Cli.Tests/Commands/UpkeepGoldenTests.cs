using LogReg.Charts;
using LogReg.Data;
using LogReg.Monitoring;
using LogReg.Updating;

namespace LogReg.Cli.Tests.Commands;

/// <summary>Monitoring and updates against the numbers of benchmarks/upkeep.R.</summary>
public sealed class UpkeepGoldenTests : IDisposable
{
    private const int Digits = 9;

    private readonly TestFolder _folder = new();
    private readonly LogisticModel _model;
    private readonly DataSource _new;

    public UpkeepGoldenTests()
    {
        (string old, string newer) = ChurnData.Write(_folder);
        _model = LogisticModel.Load(_folder.Train(old, "--features", "tenure_months,contract,support_calls"));
        _new = CsvSource.FromFile(newer);
    }

    public void Dispose()
    {
        _new.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Update_Tests_AgreeWithR()
    {
        (UpdateMethod Against, double Statistic, int Degrees, double P)[] expected =
        [
            (UpdateMethod.None, 59.6859714678857, 5, 1.41131449600895e-11),
            (UpdateMethod.Intercept, 3.60499575351866, 4, 0.462094086399357),
            (UpdateMethod.Slope, 3.6049840804427, 3, 0.30739911788942),
        ];

        // The first two at the usual level; all three where nothing is rejected too early.
        ModelUpdate usual = _model.Update(_new, cancellationToken: TestContext.Current.CancellationToken);
        ModelUpdate eager = _model.Update(_new, new UpdateOptions { Significance = 0.99 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(UpdateMethod.Intercept, usual.Method);
        Assert.Equal(UpdateMethod.Refit, eager.Method);
        Assert.Equal([UpdateMethod.None, UpdateMethod.Intercept], usual.Tests.Select(test => test.Against));
        foreach (((UpdateMethod against, double statistic, int degrees, double p), UpdateTest test) in expected.Zip(eager.Tests))
        {
            Assert.Equal(against, test.Against);
            Same(statistic, test.Test.Statistic);
            Assert.Equal(degrees, test.Test.DegreesOfFreedom);
            Same(p, test.Test.PValue);
        }

        Same(-380.874099298453, usual.LogLikelihoodBefore);
        Assert.Equal(656, usual.Rows);
    }

    [Theory]
    [InlineData(UpdateMethod.Intercept, 0.713482798027686, 1)]
    [InlineData(UpdateMethod.Slope, 0.712964780741575, 0.999619801681574)]
    public void Update_Recalibration_AgreesWithR(UpdateMethod method, double intercept, double slope)
    {
        ModelUpdate update = _model.Update(_new, new UpdateOptions { Method = method }, null, TestContext.Current.CancellationToken);
        Assert.Empty(update.Tests);
        foreach (UpdatedCoefficient one in update.Coefficients)
        {
            Same((one.Name == "(intercept)" ? intercept : 0) + (slope * one.Before), one.After);
            Assert.Equal(one.After, update.Model.Coefficients[one.Name]);
        }

        Assert.Equal(0, update.After.Intercept.Estimate, 1e-9);
        Assert.Null(update.Model.Inference);
    }

    [Fact]
    public void Update_Refit_AgreesWithR()
    {
        ModelUpdate update = _model.Update(
            _new, new UpdateOptions { Method = UpdateMethod.Refit }, null, TestContext.Current.CancellationToken);
        (string Name, double Value)[] contrasts =
        [
            ("(intercept)", -0.2872712871615545), ("tenure_months", -0.0332368494980409), ("contract=two-year", -1.5548861590044700),
            ("contract=yearly", -1.1756128398293131), ("support_calls", 0.4515785251102904),
        ];
        Assert.All(contrasts, pair => Same(pair.Value, update.Model.Coefficients[pair.Name]));
        Assert.Equal("none", update.Model.Training.Penalty);
        Assert.Equal(656, update.Model.Training.Rows);
    }

    [Fact]
    public void Monitor_Outcomes_AgreeWithR()
    {
        OutcomeCheck outcomes = _model.Monitor(_new, cancellationToken: TestContext.Current.CancellationToken).Outcomes!;
        Same((1.58899393634842, 1.42130090150135, 1.76302352286583), outcomes.Ratio);
        Assert.Equal(9.40918349172989e-14, outcomes.RatioPValue, 1e-14);
        Same((0.713482798027686, 0.52826868271546, 0.896324337361525), outcomes.Intercept);
        Assert.Equal(0.997277183233346, outcomes.SlopePValue, 1e-9);
        Same((0.999619801681574, 0.781526538154305, 1.21771306520884), outcomes.Slope);
        Same((0.741015017562174, 0.701365925940016, 0.780664109184333), outcomes.RocAuc);
        Same(0.197131778206119, outcomes.BrierScore);
    }

    [Fact]
    public void Monitor_Stability_AgreesWithR()
    {
        MonitorReport report = _model.Monitor(_new, cancellationToken: TestContext.Current.CancellationToken);
        ShareDrift contract = report.Features.Single(feature => feature.Name == "contract").Drift!;
        ShareDrift tenure = report.Features.Single(feature => feature.Name == "tenure_months").Drift!;
        Same(0.00319621380618528, contract.Stability);
        Same(0.499287138218732, contract.PValue);
        Same(0.986215553214955, tenure.PValue);
        Same(0.00453687572590012, contract.Expected);
        Same(0.0135912650331827, contract.Point95);
        Same(0.0208930848304483, contract.Point99);
        Same(0.0313396272456724, contract.Point999);
        Same(0.00518051131055554, tenure.Stability);
        Same(0.0204159407665505, tenure.Expected);
        Same(0.0632376163056597, tenure.Point999);
    }

    [Fact]
    public void WriteReport_OfAnApp_IsThePageOfTheCommand()
    {
        string own = _folder.Path("own.html");
        var options = new MonitorOptions { TimeColumn = "signup_date" };
        _model.Monitor(_new, options, null, TestContext.Current.CancellationToken).WriteReport(
            own, _model, "new.csv", new ReportOptions { ModelName = "model.json" });
        string page = _folder.Path("page.html");
        CommandRun.Of(
            "monitor", _folder.Path("model.json"), _new.Name, "--time-column", "signup_date", "--report", page, "--quiet");
        Assert.Equal(File.ReadAllBytes(page), File.ReadAllBytes(own));
    }

    private static void Same((double Estimate, double Lower, double Upper) expected, IntervalEstimate actual)
    {
        Same(expected.Estimate, actual.Estimate);
        Same(expected.Lower, actual.Lower);
        Same(expected.Upper, actual.Upper);
    }

    private static void Same(double expected, double actual) =>
        Assert.Equal(expected, actual, Math.Abs(expected) * Math.Pow(10, -Digits));
}
