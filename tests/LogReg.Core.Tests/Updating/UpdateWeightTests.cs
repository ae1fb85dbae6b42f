using LogReg.Data;
using LogReg.Updating;

namespace LogReg.Tests.Updating;

/// <summary>Weights of the rows of an update; <see cref="UpdateGoldenTests"/> compares them with R's.</summary>
public sealed class UpdateWeightTests
{
    private static readonly UpdateMethod[] Methods =
        [UpdateMethod.Auto, UpdateMethod.Intercept, UpdateMethod.Slope, UpdateMethod.Isotonic, UpdateMethod.Refit];

    [Fact]
    public void Update_OfWeights_IsThatOfRepeatedRows()
    {
        LogisticModel model = Fit();
        string[] lines = Lines();
        DataSource weighted = TextSource.Of(lines[0], lines.Skip(1));
        DataSource repeated = TextSource.Of(lines[0], lines.Skip(1).SelectMany(line => Enumerable.Repeat(line, line[0] - '0')));
        foreach (UpdateMethod method in Methods)
        {
            ModelUpdate one = Update(model, weighted, method, "w");
            ModelUpdate other = Update(model, repeated, method, null);
            Assert.Equal(other.Method, one.Method);
            Assert.Equal(other.Tests.Select(test => test.Against), one.Tests.Select(test => test.Against));
            Assert.All(other.Tests.Zip(one.Tests), pair => DigitAssert.NineDigits(pair.First.Test.Statistic, pair.Second.Test.Statistic));
            Assert.All(
                other.Model.Coefficients.Values.Zip(one.Model.Coefficients.Values),
                pair => DigitAssert.NineDigits(pair.First, pair.Second));
            Assert.Equal(other.Model.CalibrationSteps?.Limits, one.Model.CalibrationSteps?.Limits);
            Assert.Equal(other.Model.CalibrationSteps?.Probabilities, one.Model.CalibrationSteps?.Probabilities);
            DigitAssert.NineDigits(other.LogLikelihoodBefore, one.LogLikelihoodBefore);
            DigitAssert.NineDigits(other.LogLikelihoodAfter, one.LogLikelihoodAfter);
            DigitAssert.NineDigits(other.Model.Updates[0].LogLoss, one.Model.Updates[0].LogLoss);
            DigitAssert.NineDigits(other.Model.Updates[0].Accuracy, one.Model.Updates[0].Accuracy);
            Assert.True(other.Rows > one.Rows);
        }
    }

    [Fact]
    public void Update_OfWeightZero_LeavesTheRowsOut()
    {
        LogisticModel model = Fit();
        string[] lines = Lines();
        DataSource all = TextSource.Of(lines[0], lines.Skip(1).Select(line => line[0] == '1' ? $"0{line[1..]}" : line));
        DataSource others = TextSource.Of(lines[0], lines.Skip(1).Where(line => line[0] != '1'));
        ModelUpdate one = Update(model, all, UpdateMethod.Refit, "w");
        ModelUpdate other = Update(model, others, UpdateMethod.Refit, "w");
        Assert.Equal(other.Model.Coefficients, one.Model.Coefficients);
        Assert.Equal(other.Rows, one.Rows);
        DataException exception = Assert.Throws<DataException>(() => Update(
            model, TextSource.Of(lines[0], lines.Skip(1).Select(line => $"0{line[1..]}")), UpdateMethod.Refit, "w"));
        Assert.Contains("has a weight above 0", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "w", "the weight must be")]
    [InlineData("", "w", "weight")]
    [InlineData("1", "ww", "ww")]
    public void Update_OfNoWeights_SaysWhatIsWrong(string weight, string column, string message)
    {
        string[] lines = Lines();
        DataSource rows = TextSource.Of(lines[0], lines.Skip(1).Select((line, place) => place == 7 ? $"{weight}{line[1..]}" : line));
        LogRegException exception =
            Assert.ThrowsAny<LogRegException>(() => Update(Fit(), rows, UpdateMethod.Intercept, column));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_OfAModelWithWeights_WarnsOnlyWithoutThem()
    {
        LogisticModel model = new LogisticRegression { Target = "churned", Features = ["tenure_months"], WeightColumn = "w" }
            .Fit(ChurnRows.Old).Model;
        FitWarning warning = Assert.Single(Update(model, ChurnRows.New, UpdateMethod.Intercept, null).Warnings);
        Assert.Equal(FitWarningKind.Weights, warning.Kind);
        Assert.Empty(Update(model, ChurnRows.New, UpdateMethod.Intercept, "w").Warnings);
    }

    private static LogisticModel Fit() =>
        new LogisticRegression { Target = "churned", Features = ["tenure_months", "contract"] }.Fit(ChurnRows.Old).Model;

    private static string[] Lines() => [ChurnRows.Header, .. ChurnRows.Rows(ChurnRows.IsNew)];

    private static ModelUpdate Update(LogisticModel model, DataSource rows, UpdateMethod method, string? weight) => model.Update(
        rows, new UpdateOptions { Method = method, WeightColumn = weight }, null, TestContext.Current.CancellationToken);
}
