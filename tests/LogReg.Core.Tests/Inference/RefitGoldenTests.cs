using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Firth's method, profile likelihoods and tests of features through the estimator, against R; the scripts are Golden/firth.R and
/// Golden/profile.R.</summary>
public class RefitGoldenTests
{
    private static readonly GoldenFile Firth = GoldenFile.Load("firth");
    private static readonly GoldenFile Profile = GoldenFile.Load("profile");

    public static TheoryData<string> FirthCases { get; } = ["endometrial", "birthwt", "birthwtWeighted", "birthwtOffset"];

    public static TheoryData<string> ProfileCases { get; } = ["vaso", "birthwt", "birthwtWeighted"];

    [Theory]
    [MemberData(nameof(FirthCases))]
    public void Fit_Firth_AgreesWithBrglm2AndThePenalizedLikelihood(string name)
    {
        LogisticFit fit = Fit(name, new LogisticRegression { Firth = true });
        Assert.Equal(IntervalKind.Profile, fit.Inference!.Intervals);
        Assert.True(fit.Inference.IsBiasReduced);
        Assert.Empty(fit.Warnings);
        DigitAssert.NineDigits(Firth.Number(name, "logLikelihood"), fit.LogLikelihood, "log-likelihood");
        foreach (CoefficientEstimate estimate in fit.Model.Estimates())
        {
            DigitAssert.NineDigits(Firth.Number(name, "coefficients", estimate.Name), estimate.Estimate, estimate.Name);
            DigitAssert.NineDigits(Firth.Number(name, "standardErrors", estimate.Name), estimate.StandardError, estimate.Name);
            DigitAssert.Within(1e-7, Firth.Number(name, "pValues", estimate.Name), estimate.PValue, $"p of {estimate.Name}");
            DigitAssert.Near(1e-8, Firth.Number(name, "lower", estimate.Name), estimate.Interval.Lower, $"lower {estimate.Name}");
            DigitAssert.Near(1e-8, Firth.Number(name, "upper", estimate.Name), estimate.Interval.Upper, $"upper {estimate.Name}");
        }

        double statistic = 2 * (Firth.Number(name, "penalisedLogLikelihood") - Firth.Number(name, "nullPenalisedLogLikelihood"));
        DigitAssert.Within(1e-8, statistic, fit.Inference.LikelihoodRatio.Statistic, "model test");
    }

    [Fact]
    public void Fit_FirthOnEndometrial_GivesThePublishedEstimates()
    {
        // The published intercept was not iterated to the end; see docs/method.md.
        Coefficients coefficients = Fit("endometrial", new LogisticRegression { Firth = true }).Model.Coefficients;
        DigitAssert.Within(5e-8, 2.92927330, coefficients["NV"], "NV");
        DigitAssert.Within(5e-7, -0.03475175, coefficients["PI"], "PI");
        DigitAssert.Within(5e-8, -2.60416387, coefficients["EH"], "EH");
        DigitAssert.Within(3e-7, 3.77455951, coefficients.Intercept, "intercept");
    }

    [Theory]
    [MemberData(nameof(FirthCases))]
    public void Fit_CorrectedIntercept_MakesTheMeanProbabilityTheShare(string name)
    {
        LogisticFit fit = Fit(name, new LogisticRegression { Firth = true, CorrectIntercept = true });
        DigitAssert.NineDigits(Firth.Number(name, "flicIntercept"), fit.Model.Coefficients.Intercept, "intercept");
        DigitAssert.Within(1e-12, fit.Training.Binary!.PositiveShare, fit.Training.Binary.MeanProbability, "mean probability");
        IReadOnlyList<CoefficientEstimate> estimates = fit.Model.Estimates();
        Assert.True(double.IsNaN(estimates[0].PValue));
        DigitAssert.Within(1e-7, Firth.Number(name, "pValues", estimates[1].Name), estimates[1].PValue, "p of the first feature");
    }

    [Theory]
    [MemberData(nameof(ProfileCases))]
    public void Fit_ProfileIntervals_AgreeWithExactOnes(string name)
    {
        LogisticFit fit = Fit(name, new LogisticRegression { Intervals = IntervalKind.Profile });
        DigitAssert.NineDigits(Profile.Number(name, "deviance"), fit.Inference!.Deviance, "deviance");
        foreach (CoefficientEstimate estimate in fit.Model.Estimates())
        {
            DigitAssert.Near(1e-8, Profile.Number(name, "lower", estimate.Name), estimate.Interval.Lower, $"lower {estimate.Name}");
            DigitAssert.Near(1e-8, Profile.Number(name, "upper", estimate.Name), estimate.Interval.Upper, $"upper {estimate.Name}");
        }
    }

    [Fact]
    public void Fit_Vasoconstriction_HasThePublishedDeviance() =>
        DigitAssert.Within(5e-10, 29.22737528, Fit("vaso", new LogisticRegression()).Inference!.Deviance, "deviance");

    [Theory]
    [InlineData("birthwtDrop", "birthwt")]
    [InlineData("titanicDrop", "titanic")]
    public void Fit_FeatureTests_AgreeWithDrop1(string golden, string data)
    {
        LogisticFit fit = Fit(data, new LogisticRegression { TestFeatures = true });
        foreach (FeatureTest test in fit.Inference!.FeatureTests)
        {
            DigitAssert.Within(1e-8, Profile.Number(golden, "statistics", test.Feature), test.Test.Statistic, test.Feature);
            Assert.Equal(Profile.Number(golden, "degreesOfFreedom", test.Feature), test.Test.DegreesOfFreedom);
            DigitAssert.Within(1e-7, Profile.Number(golden, "pValues", test.Feature), test.Test.PValue, $"p of {test.Feature}");
        }

        Assert.Equal(fit.Model.Features.Select(feature => feature.Name), fit.Inference.FeatureTests.Select(test => test.Feature));
    }

    [Fact]
    public void Fit_QuasiSeparatedEndometrial_ProfilesWhatIsLeft()
    {
        LogisticFit fit = Fit("endometrial", new LogisticRegression { Intervals = IntervalKind.Profile });
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        Assert.Equal([new UnboundedCoefficient("NV", 1)], fit.Inference.Separation.Unbounded);
        IReadOnlyList<CoefficientEstimate> estimates = fit.Model.Estimates();
        Assert.True(double.IsPositiveInfinity(estimates[1].Estimate));
        Assert.True(double.IsNaN(estimates[1].StandardError));
        DigitAssert.Near(1e-6, Profile.Number("endometrialSeparated", "nvLower"), estimates[1].Interval.Lower, "lower bound of NV");
        Assert.True(double.IsPositiveInfinity(estimates[1].Interval.Upper));
        foreach (CoefficientEstimate estimate in estimates.Where(one => one.Name != "NV"))
        {
            DigitAssert.NineDigits(Profile.Number("endometrialSeparated", "coefficients", estimate.Name), estimate.Estimate, estimate.Name);
            DigitAssert.Near(
                1e-7, Profile.Number("endometrialSeparated", "lower", estimate.Name), estimate.Interval.Lower, $"lower {estimate.Name}");
            DigitAssert.Near(
                1e-7, Profile.Number("endometrialSeparated", "upper", estimate.Name), estimate.Interval.Upper, $"upper {estimate.Name}");
        }
    }

    private static LogisticFit Fit(string name, LogisticRegression options)
    {
        LogisticRegression estimator = options with
        {
            MissingHandling = MissingHandling.Drop,
            CategoricalColumns = name.StartsWith("birthwt", StringComparison.Ordinal) ? ["race"] : [],
            WeightColumn = name == "birthwtWeighted" ? "w" : null,
            OffsetColumn = name == "birthwtOffset" ? "o" : null,
        };
        DataSource data = name switch
        {
            "birthwtWeighted" => TextSource.FileWith("birthwt.csv", "w", row => (int.Parse(row["lwt"]) % 3) + 1),
            "birthwtOffset" => TextSource.FileWith("birthwt.csv", "o", row => (0.1 * int.Parse(row["ftv"])) - 0.2),
            _ => TextSource.File($"{name}.csv"),
        };
        return estimator.Fit(data);
    }
}
