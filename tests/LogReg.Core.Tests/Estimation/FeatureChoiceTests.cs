using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Tests.Estimation;

public class FeatureChoiceTests
{
    [Fact]
    public void Fit_UselessColumns_AreLeftOutAndReported()
    {
        LogisticFit fit = new LogisticRegression().Fit(Useless(24));
        Assert.Equal(["x"], fit.Model.Features.Select(feature => feature.Name));
        Assert.Equal(
            [
                new LeftOutColumn("seven", LeftOutReason.Constant, 1),
                new LeftOutColumn("word", LeftOutReason.Constant, 1),
                new LeftOutColumn("nothing", LeftOutReason.Empty, 0),
                new LeftOutColumn("id", LeftOutReason.Identifier, 24),
            ],
            fit.Data.LeftOut);
    }

    [Fact]
    public void Fit_NineteenRows_HaveNoIdentifier() => Assert.DoesNotContain(
        new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.1 }.Fit(Useless(19)).Data.LeftOut,
        column => column.Reason == LeftOutReason.Identifier);

    [Fact]
    public void Fit_HalfTheValuesDistinct_IsNoIdentifier()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 24).Select(row => $"v{row / 2},{(row % 2 == 0 ? "a" : "b")}");
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("c,y", rows));
        Assert.Empty(fit.Data.LeftOut);
    }

    [Fact]
    public void Fit_NumbersThatLookLikeAnIdentifier_AreKept()
    {
        LogisticFit fit =
            new LogisticRegression().Fit(
                TextSource.Of("id,y", Enumerable.Range(0, 24).Select(row => $"{row},{(row % 3 == 0 ? "a" : "b")}")));
        Assert.Equal(["id"], fit.Model.Features.Select(feature => feature.Name));
    }

    [Fact]
    public void Fit_Features_ForcesThemIn()
    {
        var estimator =
            new LogisticRegression { Features = ["x", "seven", "word", "nothing", "id"], Penalty = PenaltyKind.Ridge, Lambda = 0.1 };
        LogisticFit fit = estimator.Fit(Useless(24));
        Assert.Empty(fit.Data.LeftOut);
        Assert.Equal(["x", "seven", "word", "nothing", "id"], fit.Model.Features.Select(feature => feature.Name));
        Assert.Equal(0, fit.Model.Coefficients["seven"]);
        Assert.All(fit.Model.Coefficients.Values, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Fit_EverythingUseless_IsRefused()
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression { ExcludedColumns = ["x"] }.Fit(Useless(24)));
        Assert.Contains(
            "no feature is left: 'seven' is constant, 'word' is constant, 'nothing' is empty, 'id' is a different text in nearly every row",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("Features", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Reference_IsTheLevelWithoutCoefficient()
    {
        var estimator = new LogisticRegression { References = new Dictionary<string, string> { ["passengerClass"] = "3rd" } };
        LogisticFit fit = estimator.Fit(TextSource.File("titanic.csv"));
        Assert.Equal(["(intercept)", "sex=male", "age", "passengerClass=1st", "passengerClass=2nd"], fit.Model.Coefficients.Keys);
    }

    [Fact]
    public void Fit_ReferenceOfANumericColumn_MakesItACategory()
    {
        var estimator = new LogisticRegression { References = new Dictionary<string, string> { ["race"] = "2" } };
        LogisticFit fit = estimator.Fit(TextSource.File("birthwt.csv"));
        Assert.Equal(["race=1", "race=3"], fit.Model.Coefficients.Keys.Where(name => name.StartsWith("race", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fit_UnknownReference_NamesTheNearestLevels()
    {
        var estimator = new LogisticRegression { References = new Dictionary<string, string> { ["sex"] = "malee" } };
        var exception = Assert.Throws<LogRegException>(() => estimator.Fit(TextSource.File("titanic.csv")));
        Assert.Contains("the reference level 'malee' does not occur in the column 'sex'", exception.Message, StringComparison.Ordinal);
        Assert.Equal("did you mean 'male'?", exception.Hint);
    }

    [Fact]
    public void Fit_ReferenceOfTheTarget_IsRefused()
    {
        var estimator = new LogisticRegression { References = new Dictionary<string, string> { ["survived"] = "yes" } };
        var exception = Assert.Throws<LogRegException>(() => estimator.Fit(TextSource.File("titanic.csv")));
        Assert.Contains("'survived' has a reference level but is not a categorical feature", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LevelWithOneClass_WarnsOfQuasiSeparation()
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(
                row => $"{Math.Sin(row)},{(row < 3 ? "rare" : row % 2 == 0 ? "a" : "b")},{(row < 3 || row % 3 == 0 ? "yes" : "no")}"),
        ];
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,c,y", rows));
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(FitWarningKind.QuasiSeparation, warning.Kind);
        Assert.Contains(
            "the features separate 3 rows from the other class, so c=rare has no finite estimate;",
            warning.Message,
            StringComparison.Ordinal);
        Assert.Contains("Ridge", warning.Hint?.ToString(), StringComparison.Ordinal);
        Assert.All(fit.Model.Coefficients.Values, value => Assert.True(double.IsFinite(value)));
        Assert.Equal([warning.Message], fit.Model.Training.Warnings);
        Assert.Empty(new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01 }.Fit(TextSource.Of("x,c,y", rows)).Warnings);
    }

    [Fact]
    public void Fit_MissingLevelWithOneClass_WarnsOfQuasiSeparation()
    {
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(
                row => $"{(row < 3 ? "" : row % 2 == 0 ? "a" : "b")},{(row < 3 || row % 3 == 0 ? "yes" : "no")}"),
        ];
        Assert.Contains(
            "c=(missing) has no finite estimate;",
            Assert.Single(
                new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(TextSource.Of("c,y", rows)).Warnings).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex=male")]
    [InlineData("(intercept)")]
    public void Fit_TwoCoefficientsOfOneName_IsRefused(string name)
    {
        IEnumerable<string> rows =
            Enumerable.Range(0, 24).Select(row => $"{(row % 2 == 0 ? "female" : "male")},{row % 5},{(row % 3 == 0 ? "a" : "b")}");
        var exception = Assert.Throws<LogRegException>(() => new LogisticRegression().Fit(TextSource.Of($"sex,{name},y", rows)));
        Assert.Contains($"two coefficients would have the name '{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("rename", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    private static DataSource Useless(int rowCount) => TextSource.Of(
        "x,seven,word,nothing,id,y",
        Enumerable.Range(0, rowCount).Select(row => $"{row % 5},7,same,,name{row},{(row % 3 == 0 ? "a" : "b")}"));
}
