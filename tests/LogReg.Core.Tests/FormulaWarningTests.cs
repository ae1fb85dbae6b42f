using LogReg.Checking;
using LogReg.Data;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>What fits and checks say of terms that rows do not determine.</summary>
public sealed class FormulaWarningTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("formula-options");

    private static readonly string[] Lines = File.ReadAllLines(TestData.PathOf("birthwt.csv"));

    public static TheoryData<string> Formulas => [.. Golden.Names("cases")];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void Fit_LevelsThatDoNotOccurTogether_LeaveOutTheCoefficientsThatRLeavesOut(string formula)
    {
        LogisticModel model = Options(formula).Fit(WithoutSmokersOfRace3()).Model;
        double[] expected = Golden.Numbers("cases", formula, "coefficients");
        double[] errors = Golden.Numbers("cases", formula, "errors");
        Dictionary<string, double> known = model.Estimates().ToDictionary(estimate => estimate.Name, estimate => estimate.StandardError);
        string[] names = [.. model.Coefficients.Keys];
        for (int place = 0; place < names.Length; place++)
        {
            DigitAssert.Near(1e-7, double.IsNaN(expected[place]) ? 0 : expected[place], model.Coefficients[names[place]], names[place]);
            if (!double.IsNaN(expected[place]))
            {
                DigitAssert.Near(1e-6, errors[place], known[names[place]], names[place]);
            }
        }

        // What is not there at all is the last of its term.
        Assert.All(expected.Skip(names.Length), value => Assert.True(double.IsNaN(value)));
        Assert.Equal(Golden.Number("cases", formula, "rank"), model.Inference!.Rank);
        DigitAssert.Near(1e-9, Golden.Number("cases", formula, "logLikelihood"), model.Inference.LogLikelihood);
    }

    [Fact]
    public void Fit_ALevelThatIsNeverWithAnother_SaysSo()
    {
        LogisticFit fit = Options("race*smoke + age").Fit(WithoutSmokersOfRace3());
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(
            "race=3:smoke is 0 in every training row, so its coefficient cannot be estimated and was set to 0", warning.Message);
        Assert.Equal(FitWarningKind.Collinearity, warning.Kind);
        Assert.Empty(Assert.Single(fit.Inference!.Aliased).DependsOn);
    }

    [Fact]
    public void Fit_CombinationsWithoutRows_SaysWhich()
    {
        FitWarning warning = Assert.Single(Options("race*category(smoke)").Fit(WithoutSmokersOfRace3()).Warnings);
        Assert.Equal("no training row has race=3:smoke=1, so it has no coefficient", warning.Message);
        warning = Options("age*race*category(smoke)").Fit(WithoutSmokersOfRace3()).Warnings[0];
        Assert.Equal(
            "2 combinations of levels have no training rows and therefore no coefficients: race=3:smoke=1, age:race=3:smoke=1",
            warning.Message);
    }

    [Fact]
    public void Check_CombinationsWithoutRows_SaysWhich()
    {
        DataFinding finding = Assert.Single(
            Options("race*category(smoke)").Check(WithoutSmokersOfRace3()).Findings,
            finding => finding.Kind == FindingKind.Collinearity);
        Assert.Equal("no row has race=3:smoke=1, so it would have no coefficient", finding.Message);
        Assert.Equal(["race", "smoke"], finding.Columns);
    }

    [Fact]
    public void Fit_SeparatedByAProduct_SpeaksOfTerms()
    {
        LogisticFit fit = Options("race*smoke + age").Fit(WithAllSmokersOfRace3Light());
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.StartsWith(
            "the terms separate 12 rows from the other class, so race=3:smoke has no finite estimate",
            warning.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("features", warning.Hint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ASeparatedReferenceLevelInAProduct_NamesEveryCoefficient()
    {
        DataSource rows = TextSource.Of(Lines[0], Lines.Skip(1).Select(line => Cell(line, "race") == "1" ? line[..^1] + "1" : line));
        LogisticFit fit = Options("age*race").Fit(rows);
        string message = Assert.Single(fit.Warnings).Message;
        Assert.All(
            fit.Inference!.Separation.Unbounded, one => Assert.Contains(one.Name, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_TermsThatFollowFromOthers_AreLeftOutOfTheFormula()
    {
        LogisticFit fit = Options("age + lwt + center(age)").Fit(TextSource.Of(Lines[0], Lines.Skip(1)));
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(
            "the coefficient of center(age) was set to 0, because its column is a linear combination of other columns of the model: age",
            warning.Message);
        Assert.StartsWith("leave it out of the formula, or use ", warning.Hint.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("race*smoke + age", 6)]
    [InlineData("spline(lwt, 4)*race", 11)]
    [InlineData(". - lwt", 8)]
    public void Check_CountsTheCoefficientsOfTheTerms(string formula, int count)
    {
        DataCheckReport report = Options(formula).Check(TextSource.Of(Lines[0], Lines.Skip(1)));
        Assert.Equal(count, report.CoefficientCount);
        Assert.Equal(Options(formula).Fit(TextSource.Of(Lines[0], Lines.Skip(1))).Model.Coefficients.Count - 1, count);
    }

    [Fact]
    public void Check_OfCollinearTerms_FindsThem()
    {
        DataFinding finding = Assert.Single(
            Options("age + lwt + center(age)").Check(TextSource.Of(Lines[0], Lines.Skip(1))).Findings,
            finding => finding.Kind == FindingKind.Collinearity);
        Assert.Equal("'center(age)' is an exact linear combination of 'age': its coefficient would be left out", finding.Message);
        Assert.Equal(["age"], finding.Columns);
        Assert.StartsWith("leave one of these terms out of the formula", finding.Hint.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfSplinesAndPowers_FindsNoCollinearity() => Assert.DoesNotContain(
        Options("spline(lwt, 4) + age + age^2 + age:lwt").Check(TextSource.Of(Lines[0], Lines.Skip(1))).Findings,
        finding => finding.Kind == FindingKind.Collinearity);

    [Fact]
    public void Check_OfLevelsThatDoNotOccurTogether_FindsThem()
    {
        DataFinding finding = Assert.Single(
            Options("race*smoke + age").Check(WithoutSmokersOfRace3()).Findings, finding => finding.Kind == FindingKind.Collinearity);
        Assert.Equal("'race=3:smoke' is 0 in every row: its coefficient would be left out", finding.Message);
        Assert.Equal(["race", "smoke"], finding.Columns);
    }

    [Fact]
    public void Check_OfAProductThatSeparates_FindsItsCoefficient()
    {
        DataFinding finding = Assert.Single(
            Options("race*smoke + age").Check(WithAllSmokersOfRace3Light()).Findings,
            finding => finding.Kind == FindingKind.Separation);
        Assert.EndsWith("these coefficients have no finite estimate: race=3:smoke", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["race", "smoke"], finding.Columns);
    }

    [Fact]
    public void Check_OfAFunctionWithoutAValue_NamesTheLineAndGoesOn()
    {
        DataCheckReport report = Options("log(ptl) + race*smoke").Check(TextSource.Of(Lines[0], Lines.Skip(1)));
        DataFinding finding = Assert.Single(report.Findings, finding => finding.Kind == FindingKind.UnusableColumn);
        Assert.Equal("line 2, column 'ptl': log(ptl) has no value for 0", finding.Message);
        Assert.Equal(5, report.CoefficientCount);
    }

    private static LogisticRegression Options(string formula) =>
        new() { Target = "low", Formula = formula, CategoricalColumns = ["race"] };

    private static CsvSource WithoutSmokersOfRace3() =>
        TextSource.Of(Lines[0], Lines.Skip(1).Where(line => Cell(line, "race") != "3" || Cell(line, "smoke") != "1"));

    private static CsvSource WithAllSmokersOfRace3Light() => TextSource.Of(
        Lines[0], Lines.Skip(1).Select(line => Cell(line, "race") == "3" && Cell(line, "smoke") == "1" ? line[..^1] + "1" : line));

    private static string Cell(string line, string column) => line.Split(',')[Array.IndexOf(Lines[0].Split(','), column)];
}
