using LogReg.Solvers;
using LogReg.Terms;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

/// <summary>When the default leaves rows with missing cells out, when it imputes, and what it says.</summary>
public class MissingHandlingTests
{
    private static readonly string[] Complete =
    [
        .. Enumerable.Range(0, 40).Select(row => $"{row * 7 % 11},{"ab"[row % 2]},{(row * 5 % 7 < 3 ? "yes" : "no")}"),
    ];

    [Fact]
    public void Fit_Auto_IsTheFitOfCompleteRows()
    {
        LogisticFit auto = new LogisticRegression().Fit(TextSource.File("titanic.csv"));
        LogisticFit drop = new LogisticRegression { MissingHandling = MissingHandling.Drop }.Fit(TextSource.File("titanic.csv"));
        DigitAssert.IdenticalCoefficients(drop.Model, auto.Model);

        // R 4.x: glm(survived ~ sex + age + passengerClass, binomial), which leaves out incomplete rows; see Golden/glm.R.
        DigitAssert.Near(
            1e-9,
            GoldenFile.Load("glm").Number("titanic", "coefficients", "passengerClass=3rd"),
            auto.Model.Coefficients["passengerClass=3rd"]);
        Assert.Equal(
            new MissingSummary(MissingHandling.Drop, MissingReason.StandardErrors) { Rows = 1309, IncompleteRows = 263 },
            auto.Data.Missing);
        Assert.Equal(263, auto.Data.CellsOfDroppedRows["age"]);
        Assert.Equal(263, auto.Data.RowsWithMissingCells);
        Assert.Empty(auto.Warnings);
        Assert.Equal(MissingReason.Asked, drop.Data.Missing!.Reason);
    }

    [Fact]
    public void Fit_AutoOfManyMissingCells_ImputesAndWarns()
    {
        string[] rows = [.. Complete.Select((row, index) => index % 2 == 0 || index == 1 ? row[row.IndexOf(',')..] : row)];
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,c,y", rows));
        Assert.Equal(40, fit.Data.TrainingRows);
        Assert.Equal(
            new MissingSummary(MissingHandling.Impute, MissingReason.TooFewRows) { Rows = 40, IncompleteRows = 21, ImputedCells = 21 },
            fit.Data.Missing);
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Imputation);
        Assert.StartsWith(
            "standard errors, p-values and intervals do not take the imputation into account: 21 cells of x were replaced by the mean",
            warning.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AutoOfHalfTheRows_LeavesTheOthersOut()
    {
        string[] rows = [.. Complete.Select((row, index) => index % 4 < 2 ? row[row.IndexOf(',')..] : row)];
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,c,y", rows));
        Assert.Equal(20, fit.Data.TrainingRows);
        Assert.Equal(MissingReason.StandardErrors, fit.Data.Missing!.Reason);
    }

    [Fact]
    public void Fit_ImputeWithStandardErrors_Warns()
    {
        LogisticFit fit = new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(TextSource.File("titanic.csv"));
        Assert.Equal(FitWarningKind.Imputation, Assert.Single(fit.Warnings).Kind);
        Assert.Equal(MissingReason.Asked, fit.Data.Missing!.Reason);
        LogisticFit without =
            new LogisticRegression { MissingHandling = MissingHandling.Impute, SkipInference = true }.Fit(TextSource.File("titanic.csv"));
        Assert.Empty(without.Warnings);
    }

    [Fact]
    public void Fit_AutoWithoutStandardErrors_Imputes()
    {
        var plain = new LogisticRegression();
        LogisticRegression[] estimators =
        [
            plain with { SkipInference = true },
            plain with { Penalty = PenaltyKind.Ridge, Lambda = 0.01 },
            plain with { Solver = SolverKind.StochasticGradient },
            plain with { Solver = SolverKind.StochasticGradient, StochasticGradient = new StochasticGradientOptions { Stream = true } },
            plain with { BalanceClasses = true },
            plain with { Solver = SolverKind.GradientDescent, EarlyStopping = 0.2 },
        ];
        Assert.All(estimators, estimator =>
        {
            LogisticFit fit = estimator.Fit(TextSource.File("titanic.csv"));
            Assert.Equal(0, fit.Data.RowsWithMissingCells);
            Assert.Equal((MissingHandling.Impute, MissingReason.NoStandardErrors), (fit.Data.Missing!.Handling, fit.Data.Missing.Reason));
            Assert.True(fit.Data.MissingCells["age"] > 0);
            Assert.DoesNotContain(fit.Warnings, warning => warning.Kind == FitWarningKind.Imputation);
        });
        LogisticFit robust =
            (plain with { BalanceClasses = true, StandardErrors = LogReg.Inference.StandardErrorKind.Hc0 }).Fit(
                TextSource.File("titanic.csv"));
        Assert.Equal(1046, robust.Data.TrainingRows);
    }

    [Theory]
    [InlineData(MissingReason.ClassLost, "perhaps", null)]
    [InlineData(MissingReason.FeatureLost, "c", null)]
    [InlineData(MissingReason.ReferenceLost, "c=z", "z")]
    public void Fit_AutoWouldLoseSomething_Imputes(MissingReason reason, string lost, string? reference)
    {
        string[] rows = reason switch
        {
            MissingReason.ClassLost => [.. Complete, ",a,perhaps", ",b,perhaps", ",a,perhaps"],
            MissingReason.FeatureLost => [.. Complete.Select((row, index) => index % 2 == 1 ? row : row[row.IndexOf(',')..])],
            _ => [.. Complete, ",z,yes", ",z,no"],
        };
        var estimator =
            new LogisticRegression
            {
                References = reference is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["c"] = reference },
            };
        LogisticFit fit = estimator.Fit(TextSource.Of("x,c,y", rows));
        Assert.Equal((reason, lost, MissingHandling.Impute), (fit.Data.Missing!.Reason, fit.Data.Missing.Lost, fit.Data.Missing.Handling));
    }

    [Fact]
    public void Fit_AutoWouldHaveNoMoreRowsThanCoefficients_Imputes()
    {
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("x,z,y", ["1,2,a", "2,1,b", "3,1,a", ",3,b", ",5,a", "7,,b"]));
        Assert.Equal(MissingReason.TooManyCoefficients, fit.Data.Missing!.Reason);
    }

    [Fact]
    public void Fit_AutoWithGapsInColumnsThatAreNoFeature_KeepsTheRows()
    {
        string[] rows = [.. Complete.Select((row, index) => $"{(index % 3 == 0 ? "" : $"id{index}")},,{row}")];
        LogisticFit fit = new LogisticRegression().Fit(TextSource.Of("id,empty,x,c,y", rows));
        Assert.Equal(40, fit.Data.TrainingRows);
        Assert.Null(fit.Data.Missing);
    }

    [Fact]
    public void Fit_AutoWithTestRowsAndFolds_DealsCompleteRowsOnly()
    {
        var auto = new LogisticRegression { TestSize = 0.25, CrossValidation = new CrossValidationOptions { Folds = 5 } };
        LogisticFit fit = auto.Fit(TextSource.File("titanic.csv"));
        LogisticFit drop = (auto with { MissingHandling = MissingHandling.Drop }).Fit(TextSource.File("titanic.csv"));
        Assert.Equal(1046, fit.Data.TrainingRows + fit.Data.TestRows);
        DigitAssert.IdenticalCoefficients(drop.Model, fit.Model);
        Assert.Equal(drop.Test!.LogLoss, fit.Test!.LogLoss);
    }

    [Fact]
    public void Predict_AfterAuto_ImputesTheMeanOfTheRowsThatTrained()
    {
        LogisticModel model = new LogisticRegression().Fit(TextSource.File("titanic.csv")).Model;
        var age = (NumericFeature)model.Features[1];
        double Of(object? value) =>
            model.PredictProbability(new Dictionary<string, object?> { ["sex"] = "male", ["age"] = value, ["passengerClass"] = "2nd" });
        DigitAssert.Near(1e-12, 29.8811345124283, age.ImputeWith);
        Assert.Equal(Of(age.ImputeWith), Of(null));
    }

    [Fact]
    public void Save_Summary_IsReadAgain()
    {
        LogisticModel model = new LogisticRegression { MissingHandling = MissingHandling.Impute }.Fit(TextSource.File("titanic.csv")).Model;
        Assert.Equal(model.Training.Missing, Serialization.ModelText.Load(Serialization.ModelText.Of(model)).Training.Missing);
        Assert.Equal(263, model.Training.Missing!.ImputedCells);
    }
}
