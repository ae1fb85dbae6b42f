using LogReg.Tests.Golden;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>Updates of models of several kinds against R.</summary>
public sealed class UpdateGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("updates");

    [Theory]
    [InlineData("plain")]
    [InlineData("offset")]
    [InlineData("formula")]
    [InlineData("weighted")]
    [InlineData("plain", false)]
    [InlineData("plain by weight", true, "w")]
    [InlineData("offset by weight", true, "w")]
    public void Update_OfEachKind_AgreesWithR(string kind, bool hasInference = true, string? weight = null)
    {
        LogisticModel model = Fit(kind.Split(' ')[0], hasInference);
        ModelUpdate intercept = Update(model, UpdateMethod.Intercept, weight);
        ModelUpdate slope = Update(model, UpdateMethod.Slope, weight);
        ModelUpdate refit = Update(model, UpdateMethod.Refit, weight);

        DigitAssert.NineDigits(Golden.Numbers(kind, "intercept")[0], intercept.Model.Updates[0].Intercept!.Value);
        Assert.Equal(1, intercept.Model.Updates[0].Slope);
        double[] expected = Golden.Numbers(kind, "slope");
        DigitAssert.NineDigits(expected[0], slope.Model.Updates[0].Intercept!.Value);
        DigitAssert.NineDigits(expected[1], slope.Model.Updates[0].Slope!.Value);
        Assert.All(
            Golden.Numbers(kind, "refit").Order().Zip(refit.Model.Coefficients.Values.Order()),
            pair => DigitAssert.NineDigits(pair.First, pair.Second));
        DigitAssert.NineDigits(Golden.Numbers(kind, "statistic")[0], 2 * (refit.LogLikelihoodAfter - refit.LogLikelihoodBefore));

        // Training remains that of the coefficients.
        Assert.Equal(model.Training.Rows, slope.Model.Training.Rows);
        Assert.Equal(model.Training.Loss, slope.Model.Training.Loss);
        Assert.Equal(656, refit.Model.Training.Rows);
        Assert.Equal(model.Training.Rows, refit.Model.Updates[0].EarlierTrainingRows);
        Assert.Equal(kind == "weighted", refit.Warnings.Any(warning => warning.Kind == FitWarningKind.Weights));
    }

    // There are no reference values for these, but recalibration must leave an intercept of 0 and a slope of 1.
    [Theory]
    [InlineData("ridge")]
    [InlineData("lasso")]
    [InlineData("firth")]
    [InlineData("text")]
    public void Update_OfOtherEstimators_LeavesPerfectCalibration(string kind)
    {
        LogisticModel model = Fit(kind, hasInference: true);
        ModelUpdate slope = Update(model, UpdateMethod.Slope);
        Assert.Equal(0, Update(model, UpdateMethod.Intercept).After.Intercept.Estimate, 1e-9);
        Assert.Equal(0, slope.After.Intercept.Estimate, 1e-9);
        Assert.Equal(1, slope.After.Slope.Estimate, 1e-9);
        Assert.Equal(model.Training.Penalty, slope.Model.Training.Penalty);
        Assert.Equal("none", Update(model, UpdateMethod.Refit).Model.Training.Penalty);
    }

    [Fact]
    public void Update_OfClassWeightsAndAPrior_LeavesNothingOfThem()
    {
        LogisticModel model = new LogisticRegression { Target = "churned", Features = ["tenure_months"], Prior = 0.1 }
            .Fit(ChurnRows.Old).Model;
        TrainingSummary training = Update(model, UpdateMethod.Intercept).Model.Training;
        Assert.Null(training.Prior);
        Assert.Empty(training.InterceptCorrections);
    }

    [Fact]
    public void Update_OfSeveralClasses_IsRefused()
    {
        LogisticModel model = new LogisticRegression { Target = "region", Features = ["tenure_months"] }.Fit(ChurnRows.Old).Model;
        Assert.Throws<InvalidOperationException>(() => Update(model, UpdateMethod.Slope));
    }

    // Of one feature, logistic recalibration is the refit.
    [Fact]
    public void Update_OfAModelWithOneFeature_TestsNoMoreThanThereIs()
    {
        LogisticModel model = new LogisticRegression { Target = "churned", Features = ["tenure_months"] }.Fit(ChurnRows.Old).Model;
        ModelUpdate update = model.Update(
            ChurnRows.New, new UpdateOptions { Significance = 0.999999 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(UpdateMethod.Slope, update.Method);
        Assert.Equal([2, 1], update.Tests.Select(test => test.Test.DegreesOfFreedom));
    }

    private static LogisticModel Fit(string kind, bool hasInference)
    {
        LogisticRegression plain = new() { Target = "churned", SkipInference = !hasInference };
        return (kind switch
        {
            "plain" => plain with { Features = ["tenure_months", "support_calls"] },
            "offset" => plain with { Features = ["tenure_months", "contract"], OffsetColumn = "support_calls" },
            "formula" => plain with { Formula = "log1p(tenure_months) * contract" },
            "weighted" => plain with { Features = ["tenure_months", "contract"], WeightColumn = "w" },
            "ridge" => plain with { Features = ["tenure_months", "contract"], Penalty = PenaltyKind.Ridge, Lambda = 0.1 },
            "lasso" => plain with { Features = ["tenure_months", "contract"], Penalty = PenaltyKind.Lasso, Lambda = 0.02 },
            "firth" => plain with { Features = ["tenure_months", "contract"], Firth = true },
            _ => plain with { Formula = "tenure_months + text(contract)", Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
        }).Fit(ChurnRows.Old).Model;
    }

    private static ModelUpdate Update(LogisticModel model, UpdateMethod method, string? weight = null) => model.Update(
        ChurnRows.New,
        new UpdateOptions { Method = method, WeightColumn = weight },
        null,
        TestContext.Current.CancellationToken);
}
