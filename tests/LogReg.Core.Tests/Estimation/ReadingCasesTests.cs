using LogReg.Data;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

/// <summary>
/// Small files of kinds that people meet, with the values of R 4.2 (<c>glm</c>) for the same data in clean spelling.
/// </summary>
public sealed class ReadingCasesTests
{
    private static LogisticFit Fit(string name, LogisticRegression? options = null, CsvOptions? csv = null) =>
        (options ?? new LogisticRegression()).Fit(Case(name, csv));

    private static DataSource Case(string name, CsvOptions? csv = null) => CsvSource.FromFile(TestData.PathOf("cases/" + name), csv);

    private static void IsClean(LogisticFit fit)
    {
        Assert.Equal(-0.97079150337, fit.Model.Coefficients["(intercept)"], 1e-9);
        Assert.Equal(0.03207062916, fit.Model.Coefficients["age"], 1e-9);
        Assert.Equal(-0.66775795441, fit.Model.Coefficients["region=south"], 1e-9);
    }

    [Theory]
    [InlineData("00-clean.csv")]
    [InlineData("16-nbsp.csv")]
    public void Fit_CleanFileInOtherSpelling_GivesTheSameModel(string name)
    {
        LogisticFit fit = Fit(name);
        IsClean(fit);
        Assert.DoesNotContain(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
    }

    [Fact]
    public void Fit_SpreadsheetErrors_AreMissingWithAWarning()
    {
        LogisticFit fit = Fit("04-div0.csv", new LogisticRegression { MissingHandling = MissingHandling.Impute });
        Assert.Equal(0.1312281592, fit.Model.Coefficients["age"], 1e-9);
        Assert.Equal(-66.15384036, fit.LogLikelihood, 1e-7);
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Reading);
        Assert.Equal("'age' has 13 cells with a spreadsheet error (#DIV/0!; first on line 5), counted as missing", warning.Message);
    }

    [Fact]
    public void Fit_NoHeader_IsWarnedOf()
    {
        FitWarning warning = Assert.Single(Fit("05-noheader.csv").Warnings, warning => warning.Kind == FitWarningKind.Reading);
        Assert.Contains("'73.4', 'north', '1'", warning.Message, StringComparison.Ordinal);
        Assert.Contains("HasHeader = false", warning.Hint?.ToString(), StringComparison.Ordinal);

        LogisticFit fit = Fit("05-noheader.csv", csv: new CsvOptions { HasHeader = false });
        Assert.Equal(100, fit.Data.RowsRead);
        Assert.Equal(0.1231555942, fit.Model.Coefficients["x1"], 1e-9);
        Assert.Equal(0.2192093, fit.Model.Coefficients["x2=north"], 1e-7);
        Assert.Equal(-0.8973270, fit.Model.Coefficients["x2=south"], 1e-7);
        Assert.Equal(-54.99145742, fit.LogLikelihood, 1e-7);
        Assert.Empty(fit.Warnings);
    }

    [Fact]
    public void Fit_RepeatedHeader_IsLeftOutAndNamed()
    {
        LogisticFit fit = Fit("06-header-again.csv");
        IsClean(fit);
        Assert.Equal(120, fit.Data.RowsRead);
        Assert.Equal("line 62 repeats the header and is left out", Assert.Single(fit.Warnings).Message);
        Assert.DoesNotContain("HasHeader = false", fit.Warnings[0].Hint?.ToString(), StringComparison.Ordinal);
        DataException scored = Assert.Throws<DataException>(() => fit.Model.Score(Case("06-header-again.csv")).ToList());
        Assert.Equal(62, scored.Line);
    }

    [Fact]
    public void Fit_TypographicMinus_IsASign()
    {
        LogisticFit fit = Fit("11-unicode-minus.csv");
        Assert.Equal(-0.13939275, fit.Model.Coefficients["t"], 1e-8);
        Assert.Equal(0.03595547, fit.Model.Coefficients["age"], 1e-8);
        Assert.Equal(-0.88067361, fit.Model.Coefficients["region=south"], 1e-8);
        Assert.Equal(-37.82090657, fit.LogLikelihood, 1e-8);
    }

    [Theory]
    [InlineData("13-zip.csv", 6, -132.0811074, "leading zeros, such as '00501' on line 9")]
    [InlineData("13-sku.csv", 4, -134.0302, "every cell of 'sku'")]
    public void Fit_Codes_AreCategoricalAndSaidToBe(string name, int coefficients, double logLikelihood, string message)
    {
        LogisticFit fit = Fit(name);
        Assert.IsType<CategoricalFeature>(fit.Model.Features[0]);
        Assert.Equal(coefficients, fit.Model.Coefficients.Count);
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-4);
        Assert.Contains(message, Assert.Single(fit.Warnings).Message, StringComparison.Ordinal);

        string column = fit.Model.Features[0].Name;
        Assert.Empty(Fit(name, new LogisticRegression { CategoricalColumns = [column] }).Warnings);
        LogisticFit numeric = Fit(name, new LogisticRegression { NumericColumns = [column] });
        Assert.IsType<NumericFeature>(numeric.Model.Features[0]);
        Assert.Empty(numeric.Warnings);
    }

    [Fact]
    public void Fit_FooterWithoutTarget_DoesNotDecideTheKind()
    {
        LogisticFit fit = Fit("19-footer.csv");
        IsClean(fit);
        Assert.Contains("'Total' (line 62)", Assert.Single(fit.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_TruthValuesInOtherCase_AreTheSame()
    {
        LogisticFit fit = Fit("03-train-True.csv");
        ModelEvaluation other = fit.Model.Evaluate(Case("03-score-upper.csv"));
        Assert.Equal(0.6005149104, other.Metrics.LogLoss, 1e-9);
        Assert.Equal(0.7, other.Metrics.Accuracy, 1e-12);
        Assert.Empty(other.UnseenCells);

        LogisticModel target = Fit("03-target-True.csv").Model;
        Assert.Equal(
            target.Evaluate(Case("03-target-True.csv")).Metrics.LogLoss, target.Evaluate(Case("03-target-upper.csv")).Metrics.LogLoss);
    }

    [Theory]
    [InlineData("12-text-target.csv", 200)]
    [InlineData("12-sms-noheader.tsv", 199)]
    public void Fit_TextTargetLikeAMeasurement_IsRefused(string name, int classes)
    {
        DataException error = Assert.Throws<DataException>(() => Fit(name));
        Assert.Contains($"{classes} different", error.Message, StringComparison.Ordinal);
        Assert.Contains("Target", error.Hint?.ToString(), StringComparison.Ordinal);
    }
}
