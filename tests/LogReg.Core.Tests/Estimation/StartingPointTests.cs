using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class StartingPointTests
{
    private static readonly LogisticRegression Birthwt = new() { Target = "low", CategoricalColumns = ["race"] };

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Fit_FromItsOwnSolution_IsThereAtOnce(SolverKind solver)
    {
        LogisticFit first = Fit(Birthwt with { Solver = solver, Tolerance = 1e-10 });
        LogisticFit again = Fit(Birthwt with { Solver = solver, Tolerance = 1e-9, InitialModel = Saved(first.Model) });
        Assert.True(again.Iterations <= 1, $"{again.Iterations} iterations");
        Assert.True(again.Converged);
        DigitAssert.SameCoefficients(1e-8, first.Model, again.Model);
        Assert.Equal(new StartSummary(10, 10), again.Start);
        Assert.Null(first.Start);
    }

    [Fact]
    public void Fit_NewtonFromItsOwnSolution_HasTwelveDigits()
    {
        LogisticModel model = Fit(Birthwt).Model;
        DigitAssert.SameCoefficients(1e-12, model, Fit(Birthwt with { InitialModel = Saved(model) }).Model);
    }

    [Fact]
    public void Fit_ColumnsOnOtherScales_StartsAtTheSameLogOdds()
    {
        // Fewer rows have other means and deviations; the start is the model as it is on the original scale.
        LogisticModel part = Fit(Birthwt with { TestSize = 0.3 }).Model;
        LogisticFit fit = Fit(Birthwt with { InitialModel = part });
        double loss =
            part.Evaluate(TextSource.File("birthwt.csv"), cancellationToken: TestContext.Current.CancellationToken).Metrics.LogLoss;
        Assert.Equal(loss, fit.History[0].Loss, 1e-12);
        Assert.True(fit.Iterations < Fit(Birthwt).Iterations);
    }

    [Fact]
    public void Fit_OtherReference_StartsAtTheSameLogOdds()
    {
        LogisticModel first = Fit(Birthwt).Model;
        LogisticFit fit = Fit(Birthwt with { InitialModel = first, References = new Dictionary<string, string> { ["race"] = "3" } });
        Assert.Equal(first.Training.Loss, fit.History[0].Loss, 1e-13);
        Assert.True(fit.Iterations <= 1);
        Assert.Equal(-first.Coefficients["race=3"], fit.Model.Coefficients["race=1"], 1e-10);
        Assert.Equal(new StartSummary(10, 10), fit.Start);
    }

    [Fact]
    public void Fit_OtherPositiveClass_NegatesTheEquation()
    {
        LogisticModel first = Fit(Birthwt).Model;
        LogisticFit fit = Fit(Birthwt with { InitialModel = first, Positive = "0" });
        Assert.Equal(first.Training.Loss, fit.History[0].Loss, 1e-13);
        Assert.Equal(-first.Coefficients["smoke"], fit.Model.Coefficients["smoke"], 1e-10);
    }

    [Fact]
    public void Fit_MoreFeaturesThanTheModel_StartsTheOthersAtZero()
    {
        LogisticModel first = Fit(Birthwt with { ExcludedColumns = ["ftv", "race"], CategoricalColumns = [] }).Model;
        LogisticFit fit = Fit(Birthwt with { InitialModel = first });
        Assert.Equal(first.Training.Loss, fit.History[0].Loss, 1e-13);
        Assert.Equal(new StartSummary(7, 10), fit.Start);
        DigitAssert.SameCoefficients(1e-10, Fit(Birthwt).Model, fit.Model);
    }

    [Fact]
    public void Fit_FewerFeaturesOnPurpose_TakesTheOthers()
    {
        LogisticModel first = Fit(Birthwt).Model;
        Assert.Equal(new StartSummary(8, 8), Fit(Birthwt with { InitialModel = first, ExcludedColumns = ["age", "ftv"] }).Start);
        Assert.Equal(
            new StartSummary(3, 3), Fit(Birthwt with { InitialModel = first, Features = ["age", "smoke"], CategoricalColumns = [] }).Start);
    }

    [Fact]
    public void Fit_NewLevel_StartsAtTheReference()
    {
        string[] rows = ["a,1,n", "a,2,p", "a,3,n", "a,4,p", "b,1,p", "b,2,n", "b,5,n", "b,4,p", "b,3,n"];
        var regression = new LogisticRegression { Target = "y" };
        LogisticModel first = regression.Fit(TextSource.Of("l,x,y", rows), null, TestContext.Current.CancellationToken).Model;
        LogisticFit fit = (regression with { InitialModel = first })
            .Fit(TextSource.Of("l,x,y", [.. rows, "c,2,p", "c,3,n"]), null, TestContext.Current.CancellationToken);
        Assert.Equal(new StartSummary(3, 4), fit.Start);
        Assert.True(fit.Converged);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Fit_SoftmaxWithAndWithoutReference_Converts(bool startIsPenalized, bool isPenalized)
    {
        LogisticModel start = Iris(startIsPenalized).Fit(TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken).Model;
        LogisticFit fit =
            (Iris(isPenalized) with { InitialModel = Saved(start) }).Fit(
                TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken);
        Assert.Equal(start.Training.Loss, fit.History[0].Loss, 1e-12);
        DigitAssert.SameCoefficients(
            1e-8, Iris(isPenalized).Fit(TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken).Model, fit.Model);
    }

    [Fact]
    public void Fit_ClassWeights_AreTakenOffTheStart()
    {
        LogisticRegression weighted = Birthwt with { BalanceClasses = true, Prior = 0.02 };
        LogisticModel first = Fit(weighted).Model;
        LogisticFit again = Fit(weighted with { InitialModel = first });
        Assert.True(again.Iterations <= 1);
        DigitAssert.SameCoefficients(1e-10, first, again.Model);
    }

    [Fact]
    public void Fit_DependentColumn_IsStillLeftAtZero()
    {
        // The start has x alone; in the new order of columns z comes first, and x follows from it.
        string[] rows = ["1,n", "2,p", "3,n", "4,p", "1,p", "2,n", "5,n", "4,p", "3,n"];
        var regression = new LogisticRegression { Target = "y" };
        LogisticModel first = regression.Fit(TextSource.Of("x,y", rows), null, TestContext.Current.CancellationToken).Model;
        LogisticFit fit = (regression with { InitialModel = first }).Fit(
            TextSource.Of("z,x,y", rows.Select(row => $"{2 * (row[0] - '0')},{row}")), null, TestContext.Current.CancellationToken);
        Assert.Equal(0, fit.Model.Coefficients["x"]);
        Assert.Equal(first.Coefficients["x"] / 2, fit.Model.Coefficients["z"], 1e-10);
        Assert.Equal("x", Assert.Single(fit.Inference!.Aliased).Name);
    }

    [Fact]
    public void Fit_ModelOfOtherData_Throws()
    {
        LogisticModel first = Fit(Birthwt).Model;
        AssertFails(
            "predicts other classes: '0', '1'",
            Birthwt with { Target = null, InitialModel = first, CategoricalColumns = [] },
            TextSource.File("iris.csv"));
        AssertFails(
            "features that the data do not have: race, smoke, ptl, ht, ui and 1 more",
            new LogisticRegression { Target = "low", InitialModel = first },
            TextSource.Of("age,lwt,low", ["1,3,0", "2,5,1", "3,3,1", "2,2,0"]));
        AssertFails(
            "'race' is categorical in the model of InitialModel, but numeric in the data",
            Birthwt with { InitialModel = first, CategoricalColumns = [] },
            TextSource.File("birthwt.csv"));
        AssertFails(
            "no feature in common",
            new LogisticRegression { Target = "low", Features = ["other"], InitialModel = first },
            TextSource.Of("other,low", ["1,0", "2,1", "3,1", "2,0"]));
    }

    private static void AssertFails(string message, LogisticRegression regression, DataSource data)
    {
        DataException exception = Assert.Throws<DataException>(() => regression.Fit(data, null, TestContext.Current.CancellationToken));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Hint);
    }

    private static LogisticRegression Iris(bool isPenalized) => new()
    {
        Target = "species",
        Features = ["sepal_width"],
        Penalty = isPenalized ? PenaltyKind.Ridge : PenaltyKind.None,
        Lambda = isPenalized ? 0.01 : 0,
        SkipInference = true,
        Tolerance = 1e-11,
    };

    private static LogisticFit Fit(LogisticRegression regression) =>
        regression.Fit(TextSource.File("birthwt.csv"), null, TestContext.Current.CancellationToken);

    private static LogisticModel Saved(LogisticModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return LogisticModel.Load(stream);
    }
}
