using System.Globalization;
using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class FitWarningsTests
{
    [Fact]
    public void Fit_SeparatedClassesAndMoreColumnsThanRows_NamesNoZeroThatIsNone()
    {
        var builder = new TableBuilder();
        for (int column = 0; column < 30; column++)
        {
            int own = column;
            builder.AddNumeric($"v{column}", [.. Enumerable.Range(0, 12).Select(row => Math.Sin((37 * row) + (11 * own) + (row * own)))]);
        }

        Table table = builder.AddCategorical("y", Enumerable.Range(0, 12).Select(row => row % 2 == 0 ? "a" : "b")).Build();
        foreach (SolverKind solver in new[] { SolverKind.Newton, SolverKind.NewtonConjugateGradient })
        {
            LogisticFit fit = new LogisticRegression { Target = "y", Solver = solver }.Fit(table);
            Assert.Equal(SeparationKind.Complete, fit.Inference!.Separation.Kind);
            foreach (AliasedCoefficient aliased in fit.Inference.Aliased)
            {
                bool isNamed =
                    fit.Warnings.Any(
                        warning =>
                            warning.Kind == FitWarningKind.Collinearity
                                && warning.Message.Contains(aliased.Name + " (from", StringComparison.Ordinal));
                Assert.True(!isNamed || fit.Model.Coefficients[aliased.Name] == 0, aliased.Name);
            }
        }
    }

    [Theory]
    [InlineData(true, "the predictions depend on their differences", "predictions without one of them would be worse")]
    [InlineData(false, "large standard errors", "either may change the predictions")]
    public void Fit_NearlyCollinear_SaysWhatTheDifferenceDoes(bool decides, string consequence, string hint)
    {
        FitWarning warning = Assert.Single(Pair(decides).Warnings, one => one.Kind == FitWarningKind.NearCollinearity);
        Assert.Contains(consequence, warning.Message, StringComparison.Ordinal);
        Assert.Contains(hint, warning.Hint?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("not affected", warning.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Fit_FewClusters_AreWarnedOf(int clusters, bool isWarned)
    {
        var text = new System.Text.StringBuilder("c,x,y\n");
        for (int row = 0; row < 240; row++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"c{row % clusters},{Math.Sin(row):F4},{(Math.Sin(7.3 * row) + (0.3 * Math.Sin(row)) > 0 ? 1 : 0)}\n");
        }

        LogisticFit fit =
            new LogisticRegression { Target = "y", StandardErrors = StandardErrorKind.Cluster, ClusterColumn = "c" }.Fit(
                TextSource.Of(text.ToString()));
        FitWarning[] warnings = [.. fit.Warnings.Where(warning => warning.Kind == FitWarningKind.Clusters)];
        Assert.Equal(isWarned ? 1 : 0, warnings.Length);
        Assert.All(warnings, warning => Assert.StartsWith($"only {clusters} clusters: ", warning.Message, StringComparison.Ordinal));
    }

    // Both coefficients are separated: no others remain.
    [Fact]
    public void Fit_NoEstimateLeft_SpeaksOfNoOthers()
    {
        LogisticFit fit =
            new LogisticRegression { Target = "y" }.Fit(TextSource.Of("x,y\n0,0\n1,0\n2,0\n3,0\n4,0\n4,1\n5,1\n6,1\n7,1\n8,1\n"));
        FitWarning warning = Assert.Single(fit.Warnings, one => one.Kind == FitWarningKind.QuasiSeparation);
        Assert.Contains("have no finite estimate", warning.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("remain valid", warning.Message, StringComparison.Ordinal);
        Assert.Null(fit.Inference!.Collinearity);
    }

    private static LogisticFit Pair(bool decides)
    {
        var text = new System.Text.StringBuilder("a,b,y\n");
        for (int row = 0; row < 200; row++)
        {
            double a = Math.Sin(1.7 * row);
            double difference = Math.Sin(5.1 * row * row);
            double noise = Math.Sin((0.9 * row * row * row) + row);
            text.Append(
                CultureInfo.InvariantCulture, $"{a:F5},{a + (0.02 * difference):F5},{((decides ? difference : 0) + noise > 0 ? 1 : 0)}\n");
        }

        return new LogisticRegression { Target = "y" }.Fit(TextSource.Of(text.ToString()));
    }
}
