using LogReg.Data;
using LogReg.Evaluation;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Estimation;

/// <summary>Class weights and priors: the same numbers as R's glm, multinom and sandwich (Golden/classweights.R), and what follows for the
/// rest of a fit.</summary>
public class ClassBalanceTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("classweights");

    private static readonly LogisticRegression Birthwt = new() { Target = "low", CategoricalColumns = ["race"], ExcludedColumns = ["ftv"] };

    private static readonly Dictionary<string, double> Given = new() { ["0"] = 0.5, ["1"] = 4 };

    [Theory]
    [InlineData("balanced", StandardErrorKind.Hc0, "hc0")]
    [InlineData("balanced", StandardErrorKind.Hc1, "hc1")]
    [InlineData("given", StandardErrorKind.Hc0, "hc0")]
    [InlineData("given", StandardErrorKind.Hc1, "hc1")]
    public void Fit_ClassWeights_AgreesWithGlmAndSandwich(string name, StandardErrorKind kind, string errors)
    {
        LogisticFit fit = Weighted(name, Birthwt with { StandardErrors = kind });
        AssertNamed(fit.Model.Coefficients, name, "coefficients");
        AssertErrors(fit.Model, name, errors);
        DigitAssert.NineDigits(Golden.Number(name, "logLikelihood"), fit.LogLikelihood);
        DigitAssert.NineDigits(Golden.Number(name, "meanProbability"), fit.Training.Binary!.MeanProbability);
        DigitAssert.NineDigits(Golden.Number(name, "interceptCorrection"), fit.Model.Training.InterceptCorrections["1"]);
        foreach ((string className, double weight) in Golden.NamedNumbers(name, "classWeights"))
        {
            DigitAssert.NineDigits(weight, fit.Model.Training.ClassWeights[className]);
        }

        Assert.True(fit.Converged);
        Assert.Null(fit.InferenceNote);
        Assert.Empty(fit.Warnings);
        Assert.True(fit.Inference!.HasClassWeights);
        Assert.Null(fit.Inference.Weights);
        Assert.Equal(189, fit.Inference.Observations);
        Assert.Equal(double.NaN, fit.Inference.Aic);
        Assert.Equal(double.NaN, fit.Inference.LikelihoodRatio.PValue);
        Assert.Equal(fit.LogLikelihood, fit.Inference.LogLikelihood);
        Assert.NotNull(fit.Inference.RobustWald);
        Assert.Equal(SeparationKind.None, fit.Inference.Separation.Kind);
    }

    [Fact]
    public void Fit_KeptIntercept_IsTheFitAsTheWeightsMadeIt()
    {
        LogisticFit fit = Weighted("given", Birthwt with { KeepWeightedIntercept = true });
        AssertNamed(fit.Model.Coefficients, "given", "rawCoefficients");
        DigitAssert.NineDigits(Golden.Number("given", "rawLogLikelihood"), fit.LogLikelihood);
        Assert.Empty(fit.Model.Training.InterceptCorrections);
        Assert.True(fit.Converged);
    }

    [Fact]
    public void Fit_ClassWeightsWithModelErrors_SaysThatTheyMeanNothing()
    {
        LogisticFit fit = Weighted("balanced", Birthwt);
        Assert.Null(fit.Inference);
        Assert.Contains("StandardErrors = Hc1", fit.InferenceNote?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ClassWeightsAndFrequencies_AreRowsRepeated()
    {
        LogisticFit fit =
            (Birthwt with
            {
                ClassWeights = Given,
                KeepWeightedIntercept = true,
                WeightColumn = "times",
                StandardErrors = StandardErrorKind.Hc1,
            })
                .Fit(
                    TextSource.FileWith(
                        "birthwt.csv", "times", row => 1 + (int.Parse(row["age"], System.Globalization.CultureInfo.InvariantCulture) % 3)),
                    null,
                    TestContext.Current.CancellationToken);
        AssertNamed(fit.Model.Coefficients, "frequency", "rawCoefficients");
        AssertErrors(fit.Model, "frequency", "hc1");
        Assert.Equal(WeightKind.Frequency, fit.Inference!.Weights);
    }

    [Fact]
    public void Fit_ClassWeights_AreWeightsOfRows()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        LogisticFit weights = Weighted("given", Birthwt with { KeepWeightedIntercept = true, WeightColumn = null });
        LogisticFit column =
            (Birthwt with { WeightColumn = "w", Features = ["age", "lwt", "race", "smoke", "ptl", "ht", "ui"], ExcludedColumns = [] })
                .Fit(TextSource.FileWith("birthwt.csv", "w", row => row["low"] == "1" ? 4 : 0.5), null, token);
        DigitAssert.SameCoefficients(1e-12, column.Model, weights.Model);
    }

    [Fact]
    public void Fit_Prior_MovesTheInterceptAndKeepsInference()
    {
        LogisticFit fit = Fit(Birthwt with { Prior = 0.02 });
        AssertNamed(fit.Model.Coefficients, "prior", "coefficients");
        DigitAssert.NineDigits(Golden.Number("prior", "interceptCorrection"), fit.Model.Training.InterceptCorrections["1"]);
        DigitAssert.NineDigits(Golden.Number("prior", "logLikelihood"), fit.LogLikelihood);
        DigitAssert.NineDigits(Golden.Number("prior", "nullLogLikelihood"), fit.NullLogLikelihood);
        DigitAssert.NineDigits(Golden.Number("prior", "meanProbability"), fit.Training.Binary!.MeanProbability);
        Assert.Equal(0.02, fit.Model.Training.Prior);

        ModelInference plain = Fit(Birthwt).Inference!;
        DigitAssert.NineDigits(Golden.Number("prior", "ownLogLikelihood"), fit.Inference!.LogLikelihood);
        Assert.Equal(plain.LikelihoodRatio, fit.Inference.LikelihoodRatio);
        Assert.Equal(plain.Aic, fit.Inference.Aic);
        Assert.Equal(plain.Observations, fit.Inference.Observations);
        Assert.Null(fit.Inference.Weights);
        Assert.Equal(plain.HosmerLemeshow!.Statistic, fit.Inference.HosmerLemeshow!.Statistic, 1e-10);
        Assert.Equal(plain.StandardErrorValues["1"], fit.Inference.StandardErrorValues["1"]);
        double[] expected = [.. Golden.NamedNumbers("prior", "p").Select(pair => pair.Value)];
        string[] names = [.. Golden.Names("prior", "p")];
        for (int index = 0; index < names.Length; index++)
        {
            DigitAssert.Within(
                1e-7, expected[index], fit.Model.Estimates("1").Single(one => one.Name == names[index]).PValue, names[index]);
        }
    }

    [Fact]
    public void Fit_PriorWithProfiles_MovesTheInterceptsInterval()
    {
        LogisticRegression narrow =
            Birthwt with { Features = ["age", "lwt"], ExcludedColumns = [], CategoricalColumns = [], Intervals = IntervalKind.Profile };
        LogisticFit plain = Fit(narrow);
        LogisticFit moved = Fit(narrow with { Prior = 0.02 });
        double shift = moved.Model.Training.InterceptCorrections["1"];
        ConfidenceInterval own = plain.Inference!.ProfileIntervals["1"][0];
        Assert.Equal(own.Lower + shift, moved.Inference!.ProfileIntervals["1"][0].Lower, 1e-10);
        Assert.Equal(own.Upper + shift, moved.Inference.ProfileIntervals["1"][0].Upper, 1e-10);
        Assert.Equal(plain.Inference.ProfileIntervals["1"][1], moved.Inference.ProfileIntervals["1"][1]);
    }

    [Fact]
    public void Fit_ClassWeightsAndPrior_CorrectForBoth()
    {
        LogisticFit plain = Weighted("given", Birthwt);
        LogisticFit both = Weighted("given", Birthwt with { Prior = 0.02 });
        double shift = Golden.Number("prior", "interceptCorrection");
        Assert.Equal(plain.Model.Coefficients.Intercept + shift, both.Model.Coefficients.Intercept, 1e-12);
        Assert.Equal(Golden.Number("given", "interceptCorrection") + shift, both.Model.Training.InterceptCorrections["1"], 1e-12);
    }

    [Fact]
    public void Fit_PositiveClassNamed_CorrectsTheOtherWay()
    {
        LogisticFit fit = Weighted("given", Birthwt with { Positive = "0" });
        foreach ((string name, double value) in Golden.NamedNumbers("given", "coefficients"))
        {
            DigitAssert.NineDigits(-value, fit.Model.Coefficients[name], name);
        }

        Assert.Equal(0.5, fit.Model.Training.ClassWeights["0"]);
        DigitAssert.NineDigits(-Golden.Number("given", "interceptCorrection"), fit.Model.Training.InterceptCorrections["0"]);
    }

    [Fact]
    public void Fit_Softmax_TakesTheWeightsOffEachClass()
    {
        var weights = new Dictionary<string, double> { ["versicolor"] = 3, ["virginica"] = 0.5 };
        LogisticModel model = new LogisticRegression { Target = "species", Features = ["sepal_width"], ClassWeights = weights }
            .Fit(TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken).Model;
        foreach (string className in weights.Keys)
        {
            foreach ((string name, double value) in Golden.NamedNumbers("softmax", className))
            {
                DigitAssert.Within(1e-6, value, model.CoefficientsOf(className)[name], name);
            }

            Assert.Equal(-Math.Log(weights[className]), model.Training.InterceptCorrections[className], 1e-15);
        }

        Assert.Equal(1, model.Training.ClassWeights["setosa"]);
    }

    [Fact]
    public void Fit_SoftmaxUnderAPenalty_TakesTheWeightsOffEveryClass()
    {
        var regression =
            new LogisticRegression
            {
                Target = "species",
                Penalty = PenaltyKind.Ridge,
                Lambda = 0.01,
                ClassWeights = new Dictionary<string, double> { ["setosa"] = 2, ["virginica"] = 4 },
            };
        LogisticModel raw =
            (regression with { KeepWeightedIntercept = true }).Fit(
                TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken).Model;
        LogisticModel corrected = regression.Fit(TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken).Model;
        Assert.Equal(raw.CoefficientsOf("setosa").Intercept - Math.Log(2), corrected.CoefficientsOf("setosa").Intercept, 1e-14);
        Assert.Equal(raw.CoefficientsOf("versicolor").Intercept, corrected.CoefficientsOf("versicolor").Intercept);
        Assert.Equal(raw.CoefficientsOf("virginica").Intercept - Math.Log(4), corrected.CoefficientsOf("virginica").Intercept, 1e-14);
    }

    [Fact]
    public void Fit_BalancedClassesOfEqualSize_ChangesNothing()
    {
        LogisticFit fit =
            (new LogisticRegression { Target = "y", BalanceClasses = true }).Fit(
                TextSource.Of("x,y", ["1,a", "2,b", "3,a", "4,b", "2,a", "3,b"]), null, TestContext.Current.CancellationToken);
        Assert.Empty(fit.Model.Training.ClassWeights);
        Assert.Empty(fit.Model.Training.InterceptCorrections);
        Assert.NotNull(fit.Inference);
        Assert.False(fit.Inference.HasClassWeights);
    }

    [Fact]
    public void Fit_UselessFeature_IsNotWorseThanTheInterceptAlone()
    {
        // With its corrected or kept intercept the fit is no maximum of the rows' likelihood: that is no failure.
        CsvSource data = TextSource.Of("x,y", ["1,a", "1,b", "2,a", "2,a", "2,b", "3,a", "3,b", "1,a", "3,a", "2,a"]);
        foreach (bool keeps in new[] { false, true })
        {
            LogisticFit fit =
                new LogisticRegression { Target = "y", BalanceClasses = true, KeepWeightedIntercept = keeps }.Fit(
                    data, null, TestContext.Current.CancellationToken);
            Assert.True(fit.Converged);
            Assert.Empty(fit.Warnings);
        }
    }

    [Fact]
    public void Fit_QuasiSeparatedRows_StillHasItsVerdictAndLimit()
    {
        // Level c has one class only: its rows add nothing to the likelihood in the limit.
        string[] rows = ["a,1,n", "a,2,p", "a,3,n", "a,4,p", "b,1,p", "b,2,n", "b,5,n", "b,4,p", "b,3,n", "c,2,p", "c,3,p"];
        var regression =
            new LogisticRegression
            {
                Target = "y",
                ClassWeights = new Dictionary<string, double> { ["p"] = 3 },
                StandardErrors = StandardErrorKind.Hc0,
            };
        LogisticFit fit = regression.Fit(TextSource.Of("l,x,y", rows), null, TestContext.Current.CancellationToken);
        LogisticFit without = regression.Fit(TextSource.Of("l,x,y", rows[..9]), null, TestContext.Current.CancellationToken);
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        Assert.Equal("l=c", Assert.Single(fit.Inference.Separation.Unbounded).Name);
        DigitAssert.NineDigits(without.LogLikelihood, fit.LogLikelihood);
        DigitAssert.NineDigits(without.Model.Coefficients["x"], fit.Model.Coefficients["x"]);
        DigitAssert.NineDigits(without.Inference!.StandardErrorValues["p"][2], fit.Inference.StandardErrorValues["p"][^1]);
    }

    [Fact]
    public void Fit_CompletelySeparatedClasses_SaysSo()
    {
        LogisticFit fit =
            new LogisticRegression { BalanceClasses = true }.Fit(
                TextSource.File("breast-cancer.csv"), null, TestContext.Current.CancellationToken);
        Assert.False(fit.Converged);
        Assert.Equal(SeparationKind.Complete, fit.Inference!.Separation.Kind);
        Assert.Contains("completely separated", fit.InferenceNote?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_TestRows_AreJudgedAsTheyAre()
    {
        LogisticFit fit = Fit(Birthwt with { BalanceClasses = true, TestSize = 0.3 });
        Assert.Equal(fit.Data.TestRows, fit.Test!.ConfusionMatrix.Total);
        Assert.Equal(fit.Data.TrainingRows, fit.Training.ConfusionMatrix.Total);
    }

    [Fact]
    public void Load_SavedModel_HasTheSameBalance()
    {
        LogisticModel model = Weighted("given", Birthwt with { Prior = 0.02, StandardErrors = StandardErrorKind.Hc1 }).Model;
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        var loaded = LogisticModel.Load(stream);
        Assert.Equal(model.Training.ClassWeights, loaded.Training.ClassWeights);
        Assert.Equal(model.Training.InterceptCorrections, loaded.Training.InterceptCorrections);
        Assert.Equal(0.02, loaded.Training.Prior);
        Assert.True(loaded.Inference!.HasClassWeights);
        Assert.Equal(double.NaN, loaded.Inference.Bic);
        Assert.Equal(model.Inference!.StandardErrorValues["1"], loaded.Inference.StandardErrorValues["1"]);
    }

    [Fact]
    public void PredictAndDiagnose_ClassWeights_NeedWhatTheyHave()
    {
        LogisticModel plain = Weighted("given", Birthwt).Model;
        LogisticModel robust = Weighted("given", Birthwt with { StandardErrors = StandardErrorKind.Hc0 }).Model;
        CancellationToken token = TestContext.Current.CancellationToken;
        var intervals = new ScoringOptions { Interval = 0.95 };
        Assert.Contains(
            "class weights",
            Assert.Throws<LogRegException>(() => plain.Score(TextSource.File("birthwt.csv"), intervals, null, token).ToList()).Message,
            StringComparison.Ordinal);
        Assert.NotEmpty(robust.Score(TextSource.File("birthwt.csv"), intervals, null, token));
        Assert.Contains(
            "class weights or a prior",
            Assert.Throws<LogRegException>(
                () => robust.Diagnose(TextSource.File("birthwt.csv"), cancellationToken: token).ToList()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"classWeights\": { \"2\": 1 }")]
    [InlineData("\"classWeights\": { \"1\": 0 }")]
    [InlineData("\"prior\": 1")]
    [InlineData("\"interceptCorrection\": { \"x\": 1 }")]
    public void Load_ImpossibleBalance_Throws(string member)
    {
        using var stream = new MemoryStream();
        Fit(Birthwt).Model.Save(stream);
        string text =
            System.Text.Encoding.UTF8.GetString(stream.ToArray()).Replace(
                "\"rows\": 189,", "\"rows\": 189, " + member + ",", StringComparison.Ordinal);
        using var changed = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Contains(
            "training." + member.Split('"')[1],
            Assert.Throws<LogRegException>(() => LogisticModel.Load(changed)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WrongClasses_Throws()
    {
        Assert.Contains(
            "names the class 'yes'",
            Assert.Throws<DataException>(() => Fit(Birthwt with { ClassWeights = new Dictionary<string, double> { ["yes"] = 2 } })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "two weights",
            Assert.Throws<DataException>(
                () => Fit(Birthwt with { ClassWeights = new Dictionary<string, double> { ["1"] = 2, ["1.0"] = 3 } })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "a prior needs two classes",
            Assert.Throws<DataException>(
                () =>
                    new LogisticRegression { Prior = 0.1 }.Fit(
                        TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
        Assert.Throws<DataException>(
            () =>
                new LogisticRegression { ThresholdRule = ThresholdRule.F1 }.Fit(
                    TextSource.File("iris.csv"), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Fit_OptionsThatContradict_Throws()
    {
        foreach (LogisticRegression wrong in new[]
        {
            Birthwt with { BalanceClasses = true, ClassWeights = Given },
            Birthwt with { KeepWeightedIntercept = true },
            Birthwt with { BalanceClasses = true, KeepWeightedIntercept = true, Prior = 0.1 },
            Birthwt with { BalanceClasses = true, Firth = true },
            Birthwt with { Prior = 0.1, Firth = true },
            Birthwt with { BalanceClasses = true, TestFeatures = true },
            Birthwt with { BalanceClasses = true, Intervals = IntervalKind.Profile },
            Birthwt with { Threshold = 0.3, ThresholdRule = ThresholdRule.Youden },
        })
        {
            Assert.Throws<ArgumentException>(() => Fit(wrong));
        }

        Assert.Throws<ArgumentOutOfRangeException>(
            () => new LogisticRegression { ClassWeights = new Dictionary<string, double> { ["a"] = 0 } });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression { Prior = 1 });
    }

    private static LogisticFit Fit(LogisticRegression regression) =>
        regression.Fit(TextSource.File("birthwt.csv"), null, TestContext.Current.CancellationToken);

    private static LogisticFit Weighted(string name, LogisticRegression regression) =>
        Fit(name == "balanced" ? regression with { BalanceClasses = true } : regression with { ClassWeights = Given });

    private static void AssertNamed(Coefficients coefficients, params string[] path)
    {
        foreach ((string name, double value) in Golden.NamedNumbers(path))
        {
            DigitAssert.NineDigits(value, coefficients[name], name);
        }
    }

    private static void AssertErrors(LogisticModel model, params string[] path)
    {
        foreach ((string name, double value) in Golden.NamedNumbers(path))
        {
            DigitAssert.NineDigits(value, model.Estimates("1").Single(one => one.Name == name).StandardError, name);
        }
    }
}
