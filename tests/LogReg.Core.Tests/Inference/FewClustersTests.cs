using LogReg.Data;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Fewer clusters than coefficients: the standard errors of R's sandwich, a warning, and no joint test; the script is
/// Golden/few-clusters.R.</summary>
public class FewClustersTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("few-clusters");

    [Theory]
    [InlineData("numericRace")]
    [InlineData("categoricalRace")]
    public void Fit_FewerClustersThanCoefficients_AgreesWithVcovCL(string name)
    {
        LogisticFit fit = Fit(name);
        IReadOnlyList<CoefficientEstimate> estimates = fit.Model.Estimates();
        Assert.Equal(Golden.Names(name, "standardErrors").Order(), estimates.Select(one => one.Name).Order());
        Assert.Equal(Golden.Number(name, "clusters"), fit.Inference!.ClusterCount);
        foreach (CoefficientEstimate estimate in estimates)
        {
            Near("coefficients", estimate.Estimate, 1e-11);
            Near("standardErrors", estimate.StandardError, 1e-11);
            Near("z", estimate.ZValue, 1e-10);
            Near("p", estimate.PValue, 1e-10);
            Near("lower", estimate.Interval.Lower, 1e-10);
            Near("upper", estimate.Interval.Upper, 1e-10);

            void Near(string what, double actual, double tolerance) =>
                DigitAssert.Within(tolerance, Golden.Number(name, what, estimate.Name), actual, $"{what} of {estimate.Name}");
        }
    }

    [Fact]
    public void Fit_FewerClustersThanCoefficients_WarnsAndHasNoJointTest()
    {
        LogisticFit fit = Fit("numericRace");
        Assert.Null(fit.Inference!.RobustWald);
        Assert.True(Golden.Number("numericRace", "rankOfSlopes") < fit.Inference.Rank - 1);
        FitWarning warning = Assert.Single(fit.Warnings, one => one.Kind == FitWarningKind.Clusters);
        Assert.StartsWith("7 clusters for 8 coefficients: ", warning.Message, StringComparison.Ordinal);
        Assert.EndsWith("; no joint test is possible", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_FewerClustersThanCoefficients_TestsFeaturesOfFewerCoefficients()
    {
        LogisticFit fit = Fit("categoricalRace", testFeatures: true);
        Assert.Equal(2, fit.Inference!.FeatureTests.Single(one => one.Feature == "race").Test.DegreesOfFreedom);
        FeatureTest smoke = fit.Inference.FeatureTests.Single(one => one.Feature == "smoke");
        double z = Golden.Number("categoricalRace", "z", "smoke");
        DigitAssert.NineDigits(z * z, smoke.Test.Statistic, "Wald test of smoke");
    }

    [Fact]
    public void Fit_FeatureThatIsConstantInEachCluster_HasNoTestOfItsSingularCovariance()
    {
        // Each cluster's scores of its own level add up to 0, so that the covariance of all coefficients has rank 1.
        LogisticFit fit = new LogisticRegression
        {
            Target = "low",
            Features = ["lwt", "c"],
            CategoricalColumns = ["c"],
            StandardErrors = StandardErrorKind.Cluster,
            ClusterColumn = "c",
            TestFeatures = true,
        }.Fit(Source());
        Assert.Null(fit.Inference!.RobustWald);
        Assert.Equal(["lwt"], fit.Inference.FeatureTests.Select(one => one.Feature));
    }

    [Fact]
    public void Fit_SingularCovarianceOfManyClusters_IsAWarning()
    {
        // Only cluster 3 has a 1 in d, and its scores of d add up to 0.
        string[] rows = [.. Enumerable.Range(0, 120).Select(row => FormattableString.Invariant(
            $"{Math.Sin(row * 1.7):F3},{(row % 30 == 3 ? 1 : 0)},{row % 30},{(row % 30 == 3 ? row / 30 % 2 : Math.Sin(row * 2.9) > 0.2 ? 1 : 0)}"))];
        LogisticFit fit =
            new LogisticRegression
            {
                StandardErrors = StandardErrorKind.Cluster,
                ClusterColumn = "c",
                TestFeatures = true,
                Target = "y",
                Features = ["x", "d"],
            }
                .Fit(TextSource.Of("x,d,c,y", rows));
        Assert.Equal(30, fit.Inference!.ClusterCount);
        Assert.Null(fit.Inference.RobustWald);
        FitWarning warning = Assert.Single(fit.Warnings, one => one.Kind == FitWarningKind.Clusters);
        Assert.Contains("singular", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OneCluster_IsRefused()
    {
        var exception = Assert.Throws<DataException>(() => new LogisticRegression
        {
            Target = "low",
            Features = ["lwt"],
            StandardErrors = StandardErrorKind.Cluster,
            ClusterColumn = "c",
        }.Fit(TextSource.FileWith("birthwt.csv", "c", static _ => 5)));
        Assert.Equal(
            "data.csv, column 'c': cluster-robust standard errors need at least 2 clusters, but all rows used belong to one",
            exception.Message);
        Assert.Equal("use StandardErrors = Hc1, or another cluster column", exception.Hint);
    }

    private static DataSource Source() => TextSource.FileWith("birthwt.csv", "c", static row => int.Parse(row["age"]) % 7);

    private static LogisticFit Fit(string name, bool testFeatures = false) => new LogisticRegression
    {
        Target = "low",
        Features = ["lwt", "race", "smoke", "ptl", "ht", "ui", "ftv"],
        CategoricalColumns = name == "categoricalRace" ? ["race"] : [],
        StandardErrors = StandardErrorKind.Cluster,
        ClusterColumn = "c",
        TestFeatures = testFeatures,
    }.Fit(Source());
}
