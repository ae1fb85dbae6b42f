using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>The same numbers as R's glm, sandwich, lmtest and car; the script that made them is Golden/inference.R.</summary>
public class InferenceGoldenTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("inference");

    public static TheoryData<string> Cases { get; } = ["titanic", "birthwt", "spector", "birthwtImportance", "birthwtFrequency"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_StandardErrors_AgreeWithGlmAndSandwich(string name)
    {
        AssertWald(name, "model", Fit(name, new LogisticRegression()));
        AssertWald(name, "hc0", Fit(name, new LogisticRegression { StandardErrors = StandardErrorKind.Hc0 }));
        AssertWald(name, "hc1", Fit(name, new LogisticRegression { StandardErrors = StandardErrorKind.Hc1 }));
    }

    [Theory]
    [InlineData("titanic", "age")]
    [InlineData("birthwt", "lwt")]
    [InlineData("birthwtImportance", "lwt")]
    [InlineData("birthwtFrequency", "lwt")]
    public void Fit_ClusteredStandardErrors_AgreeWithVcovCL(string name, string column)
    {
        LogisticModel model = Fit(name, new LogisticRegression
        {
            StandardErrors = StandardErrorKind.Cluster,
            ClusterColumn = column,
            Features = name == "titanic" ? ["sex", "age", "passengerClass"] : ["age", "lwt", "race", "smoke", "ptl", "ht", "ui", "ftv"],
        });
        AssertWald(name, "cluster", model);
        Assert.Equal(Golden.Number(name, "cluster", "clusters"), model.Inference!.ClusterCount);
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("birthwt")]
    [InlineData("birthwtFrequency")]
    public void Fit_RobustWaldTests_AgreeWithR(string name)
    {
        ModelInference inference =
            Fit(name, new LogisticRegression { StandardErrors = StandardErrorKind.Hc1, TestFeatures = true }).Inference!;
        DigitAssert.NineDigits(Golden.Number(name, "hc1", "wald"), inference.RobustWald!.Statistic, "Wald");
        Assert.Equal(inference.Rank - 1, inference.RobustWald.DegreesOfFreedom);
        foreach ((string feature, double statistic) in Golden.NamedNumbers(name, "hc1", "waldOfFeatures"))
        {
            FeatureTest test = inference.FeatureTests.Single(one => one.Feature == feature);
            DigitAssert.NineDigits(statistic, test.Test.Statistic, feature);
            Assert.Equal(feature is "race" or "passengerClass" ? 2 : 1, test.Test.DegreesOfFreedom);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_ModelTests_AgreeWithR(string name)
    {
        ModelInference inference = Fit(name, new LogisticRegression()).Inference!;
        DigitAssert.NineDigits(Golden.Number(name, "observations"), inference.Observations, "observations");
        DigitAssert.NineDigits(Golden.Number(name, "logLikelihood"), inference.LogLikelihood, "log-likelihood");
        DigitAssert.NineDigits(Golden.Number(name, "nullLogLikelihood"), inference.NullLogLikelihood, "null log-likelihood");
        DigitAssert.NineDigits(Golden.Number(name, "deviance"), inference.Deviance, "deviance");
        DigitAssert.NineDigits(Golden.Number(name, "nullDeviance"), inference.NullDeviance, "null deviance");
        DigitAssert.NineDigits(Golden.Number(name, "aic"), inference.Aic, "AIC");
        DigitAssert.NineDigits(Golden.Number(name, "bic"), inference.Bic, "BIC");
        DigitAssert.NineDigits(
            Golden.Number(name, "likelihoodRatio", "statistic"), inference.LikelihoodRatio.Statistic, "likelihood ratio");
        Assert.Equal(Golden.Number(name, "likelihoodRatio", "df"), inference.LikelihoodRatio.DegreesOfFreedom);
        DigitAssert.NineDigits(Golden.Number(name, "likelihoodRatio", "p"), inference.LikelihoodRatio.PValue, "p of the likelihood ratio");
        DigitAssert.NineDigits(Golden.Number(name, "mcFadden"), inference.McFaddenRSquared, "McFadden");
        DigitAssert.NineDigits(Golden.Number(name, "coxSnell"), inference.CoxSnellRSquared, "Cox-Snell");
        DigitAssert.NineDigits(Golden.Number(name, "nagelkerke"), inference.NagelkerkeRSquared, "Nagelkerke");
        DigitAssert.NineDigits(Golden.Number(name, "tjur"), inference.TjurRSquared!.Value, "Tjur");
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("birthwt")]
    [InlineData("spector")]
    [InlineData("birthwtFrequency")]
    public void Fit_HosmerLemeshow_AgreesWithR(string name)
    {
        HosmerLemeshowTest test = Fit(name, new LogisticRegression()).Inference!.HosmerLemeshow!;
        DigitAssert.NineDigits(Golden.Number(name, "hosmerLemeshow", "statistic"), test.Statistic, "Hosmer-Lemeshow");
        Assert.Equal(Golden.Number(name, "hosmerLemeshow", "df"), test.DegreesOfFreedom);
        DigitAssert.NineDigits(Golden.Number(name, "hosmerLemeshow", "p"), test.PValue, "p of Hosmer-Lemeshow");
    }

    [Fact]
    public void Fit_ImportanceWeights_HaveNoDecilesOfRows() =>
        Assert.Null(Fit("birthwtImportance", new LogisticRegression()).Inference!.HosmerLemeshow);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_Covariance_AgreesWithVcov(string name)
    {
        CoefficientCovariance covariance = Fit(name, new LogisticRegression()).Inference!.Covariance!;
        LogisticModel model = Fit(name, new LogisticRegression());
        string[] names = [.. model.Coefficients.Keys];
        Assert.Equal(names.Length, covariance.Dimension);
        foreach ((string other, double expected) in Golden.NamedNumbers(name, "covarianceFirstRow"))
        {
            DigitAssert.NineDigits(expected, covariance[0, Array.IndexOf(names, other)], other);
            Assert.Equal(covariance[0, Array.IndexOf(names, other)], covariance[Array.IndexOf(names, other), 0]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_VarianceInflation_AgreesWithCar(string name)
    {
        CollinearityDiagnosis collinearity = Fit(name, new LogisticRegression()).Inference!.Collinearity!;
        IReadOnlyList<KeyValuePair<string, double>> expected = Golden.NamedNumbers(name, "varianceInflation");
        Assert.Equal(expected.Count, collinearity.Inflations.Count);
        foreach ((string feature, double factor) in expected)
        {
            DigitAssert.NineDigits(factor, collinearity.Inflations.Single(one => one.Feature == feature).Factor, feature);
        }
    }

    [Theory]
    [InlineData("titanic")]
    [InlineData("birthwt")]
    [InlineData("spector")]
    public void Fit_ConditionNumber_AgreesWithEigen(string name) => DigitAssert.NineDigits(
        Golden.Number("conditionNumbers", name),
        Fit(name, new LogisticRegression()).Inference!.Collinearity!.ConditionNumber,
        "condition number");

    [Fact]
    public void Fit_FrequencyWeights_AreTheSameAsRepeatedRows()
    {
        // Golden numbers of birthwtFrequency come from the rows repeated.
        ModelInference inference = Fit("birthwtFrequency", new LogisticRegression()).Inference!;
        Assert.Equal(WeightKind.Frequency, inference.Weights);
        Assert.Equal(Golden.Number("birthwtFrequency", "observations"), inference.Observations);
    }

    private static void AssertWald(string name, string kind, LogisticModel model)
    {
        IReadOnlyList<CoefficientEstimate> estimates = model.Estimates();
        IReadOnlyList<KeyValuePair<string, double>> errors = Golden.NamedNumbers(name, kind, "standardErrors");
        Assert.Equal(errors.Count, estimates.Count);
        foreach ((string coefficient, double error) in errors)
        {
            CoefficientEstimate estimate = estimates.Single(one => one.Name == coefficient);
            DigitAssert.NineDigits(error, estimate.StandardError, $"{kind} {coefficient}");
            DigitAssert.NineDigits(Golden.Number(name, kind, "z", coefficient), estimate.ZValue, $"{kind} z of {coefficient}");
            DigitAssert.Within(1e-8, Golden.Number(name, kind, "p", coefficient), estimate.PValue, $"{kind} p of {coefficient}");
        }
    }

    private static LogisticModel Fit(string name, LogisticRegression options)
    {
        LogisticRegression estimator = options with { MissingHandling = MissingHandling.Drop };
        if (name.StartsWith("birthwt", StringComparison.Ordinal))
        {
            estimator = estimator with { CategoricalColumns = ["race"] };
        }

        return name is "birthwtImportance" or "birthwtFrequency"
            ? (estimator with
            {
                WeightColumn = "w",
                WeightKind = name == "birthwtFrequency" ? WeightKind.Frequency : WeightKind.Importance,
            })
                .Fit(TextSource.FileWith("birthwt.csv", "w", row => (int.Parse(row["lwt"]) % 3) + 1)).Model
            : estimator.Fit(TextSource.File($"{name}.csv")).Model;
    }
}
