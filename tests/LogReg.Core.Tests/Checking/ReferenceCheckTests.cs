using LogReg.Checking;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Checking;

/// <summary>Reference levels with few rows, and the most frequent level in their place.</summary>
public class ReferenceCheckTests
{
    private const int Rows = 2500;

    [Fact]
    public void Check_RareReference_IsAWarningThatNamesTheOption()
    {
        DataFinding finding =
            Assert.Single(
                Plain.Check(Table(19), TestContext.Current.CancellationToken).Findings,
                finding => finding.Kind == FindingKind.RareReference);

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Equal("the reference level of 'age' is rare: '<25' has 19 of 2,500 rows (0.76%)", finding.Message);
        Assert.Equal("use References = new Dictionary<string, string> { [\"age\"] = \"35-44\" }, the most frequent level, with 1,240 rows", finding.Hint);
    }

    [Fact]
    public void Fit_RareReference_IsFound() =>
        Assert.Single(Plain.Fit(Table(24)).Findings, finding => finding.Kind == FindingKind.RareReference);

    [Fact]
    public void Fit_ReferenceOfOnePercent_IsNotFound() => AssertNone(Plain.Fit(Table(25)).Findings);

    [Fact]
    public void Fit_FewerThan20Rows_AreFewInSmallDataToo()
    {
        Assert.Single(Plain.Fit(Table(19, rows: 200)).Findings, finding => finding.Kind == FindingKind.RareReference);
        AssertNone(Plain.Fit(Table(20, rows: 200)).Findings);
        AssertNone(Plain.Fit(Table(9, rows: 27)).Findings);
    }

    [Fact]
    public void Fit_ReferenceThatDoesNotMatterOrWasChosen_IsNotFound()
    {
        Table table = Table(19);
        AssertNone((Plain with { SkipInference = true }).Fit(table).Findings);
        AssertNone((Plain with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 }).Fit(table).Findings);
        AssertNone(With("<25").Fit(table).Findings);
        AssertNone(With("most-frequent").Fit(table).Findings);
        AssertNone(With("most-frequent").Check(table, TestContext.Current.CancellationToken).Findings);
    }

    [Fact]
    public void Fit_MostFrequentReference_IsThatLevel()
    {
        Table table = Table(19);
        LogisticModel model = With("most-frequent").Fit(table).Model;

        Assert.Equal("35-44", Reference(model));
        Assert.Equal(With("35-44").Fit(table).Model.Coefficients, model.Coefficients);
        Assert.Equal(["(intercept)", "age=<25", "age=25-34", "age=65+"], model.Coefficients.Keys);
    }

    [Fact]
    public void Fit_MostFrequentOfWeightedRows_IsThatOfRowsThatTakePart()
    {
        string[] age = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 0 || row >= 60 ? "old" : "young")];
        double[] weights = [.. Enumerable.Range(0, 90).Select(row => row >= 60 ? 0.0 : row % 3 == 0 ? 9 : 1)];
        Table table = new TableBuilder().AddCategorical("age", age).AddNumeric("w", weights).AddCategorical("y", Outcomes(90)).Build();

        Assert.Equal("young", Reference((With("most-frequent") with { WeightColumn = "w" }).Fit(table).Model));
    }

    [Fact]
    public void Fit_LevelOfThatName_Wins()
    {
        string[] age = [.. Enumerable.Range(0, 90).Select(row => row % 4 == 0 ? "most-frequent" : "other")];

        Assert.Equal(
            "most-frequent",
            Reference(
                With("most-frequent").Fit(new TableBuilder().AddCategorical("age", age).AddCategorical("y", Outcomes(90)).Build()).Model));
    }

    [Fact]
    public void Fit_MissingCellsMostFrequent_AreNotTheReference()
    {
        string?[] age = [.. Enumerable.Range(0, 90).Select(row => row % 9 < 5 ? null : row % 9 < 8 ? "b" : "a")];
        Table table = new TableBuilder().AddCategorical("age", age).AddCategorical("y", Outcomes(90)).Build();

        Assert.Equal("b", Reference((With("most-frequent") with { MissingHandling = MissingHandling.Impute }).Fit(table).Model));
    }

    [Fact]
    public void Fit_MostFrequentInFolds_IsCrossValidated() =>
        Assert.NotNull((With("most-frequent") with { CrossValidation = new CrossValidationOptions { Folds = 5 } }).Fit(Table(19)).Model);

    private static LogisticRegression Plain { get; } = new() { Target = "y" };

    private static LogisticRegression With(string reference) =>
        Plain with { References = new Dictionary<string, string> { ["age"] = reference } };

    private static string? Reference(LogisticModel model) => Assert.IsType<CategoricalFeature>(model.Features[0]).Reference;

    private static void AssertNone(IEnumerable<DataFinding> findings) =>
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.RareReference);

    // The level that is first in order has so many rows, 35-44 has half of the others.
    private static Table Table(int rare, int rows = Rows)
    {
        string[] levels = ["25-34", "35-44", "35-44", "65+"];
        string[] age = [.. Enumerable.Range(0, rows).Select(row => row < rare ? "<25" : levels[row % 4])];
        return new TableBuilder().AddCategorical("age", age).AddCategorical("y", Outcomes(rows)).Build();
    }

    private static IEnumerable<string> Outcomes(int rows) =>
        Enumerable.Range(0, rows).Select(row => Math.Sin(row * 3.3) > 0.1 ? "yes" : "no");
}
