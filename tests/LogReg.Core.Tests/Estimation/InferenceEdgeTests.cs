using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

/// <summary>Inference where something is missing: separated rows, columns that depend on others, too few observations.</summary>
public class InferenceEdgeTests
{
    private const int Rows = 120;

    [Fact]
    public void Fit_QuasiSeparationByANumber_KeepsTheOthersTestsAndDegreesOfFreedom()
    {
        LogisticFit fit = new LogisticRegression { Target = "y", TestFeatures = true }.Fit(Separated().Build());
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        Assert.Equal(["q"], fit.Inference.Separation.Unbounded.Where(one => one.Name != "(intercept)").Select(one => one.Name));
        Assert.All(fit.Inference.FeatureTests, test => Assert.Equal(1, test.Test.DegreesOfFreedom));

        // The unaffected estimates are those of the rows that q does not separate.
        LogisticFit rest = new LogisticRegression { Target = "y", TestFeatures = true }.Fit(Separated(onlyMixed: true).Build());
        foreach (string name in (string[])["x", "z"])
        {
            DigitAssert.Within(1e-8, rest.Model.Coefficients[name], fit.Model.Coefficients[name], name);
            DigitAssert.Within(1e-7, ErrorOf(rest, name), ErrorOf(fit, name), name);
            DigitAssert.Near(
                1e-6,
                rest.Inference!.FeatureTests.Single(one => one.Feature == name).Test.Statistic,
                fit.Inference.FeatureTests.Single(one => one.Feature == name).Test.Statistic,
                name);
        }

        DigitAssert.Within(1e-9, rest.LogLikelihood, fit.LogLikelihood, "log-likelihood");
    }

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    [InlineData(SolverKind.GradientDescent)]
    public void Fit_QuasiSeparationWithoutConvergence_WarnsOfBoth(SolverKind solver)
    {
        LogisticFit fit = new LogisticRegression { Target = "y", Solver = solver, MaxIterations = 2 }.Fit(Separated().Build());
        Assert.False(fit.Converged);
        Assert.Null(fit.Inference);
        Assert.Contains(fit.Warnings, warning => warning.Kind == FitWarningKind.NotConverged);
        Assert.Contains(
            fit.Warnings,
            warning => warning.Kind == FitWarningKind.QuasiSeparation && warning.Message.Contains('q', StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_SeveralClassesThatANumberSeparates_ClaimsNoStandardError()
    {
        TableBuilder builder =
            Columns().AddCategorical("y", Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? "u" : row % 3 == 0 ? "v" : "w"));
        builder.AddNumeric("q", [.. Enumerable.Range(0, Rows).Select(row => row % 4 == 0 ? 1.0 + (row % 5) : -1.0 - (row % 7))]);
        LogisticFit fit = new LogisticRegression { Target = "y", TestFeatures = true }.Fit(builder.Build());
        Assert.NotEmpty(fit.Warnings);
        Assert.Equal(["u"], fit.SeparatedClasses);
        Assert.Equal("v", fit.Model.BaseClass);
        Assert.All(fit.Model.Estimates("u"), estimate => Assert.True(double.IsNaN(estimate.StandardError)));
        Assert.All(fit.Model.Estimates("w"), estimate => Assert.InRange(estimate.StandardError, 1e-3, 10));

        Assert.All(fit.Inference!.FeatureTests, test => Assert.Equal(2, test.Test.DegreesOfFreedom));
        Assert.All(fit.Inference.FeatureTests, test => Assert.False(double.IsNaN(test.Test.Statistic)));
    }

    [Fact]
    public void Fit_FirthWithAnAliasedColumn_TestsTheColumnsItFollowsFrom()
    {
        LogisticModel model = new LogisticRegression { Target = "y", Firth = true }.Fit(Aliased()).Model;
        LogisticModel without = new LogisticRegression { Target = "y", Firth = true, ExcludedColumns = ["sum"] }.Fit(Aliased()).Model;
        Assert.Equal("sum", Assert.Single(model.Inference!.Aliased).Name);
        foreach (CoefficientEstimate estimate in without.Estimates())
        {
            CoefficientEstimate own = model.Estimates().Single(one => one.Name == estimate.Name);
            DigitAssert.Within(1e-7, estimate.PValue, own.PValue, $"p of {estimate.Name}");
            DigitAssert.Within(1e-8, estimate.StandardError, own.StandardError, estimate.Name);
        }
    }

    [Fact]
    public void Fit_AliasedColumn_HasNoEstimateAndTheOthersAreAsWithoutIt()
    {
        LogisticModel model = new LogisticRegression { Target = "y" }.Fit(Aliased()).Model;
        LogisticModel without = new LogisticRegression { Target = "y", ExcludedColumns = ["sum"] }.Fit(Aliased()).Model;
        AliasedCoefficient aliased = Assert.Single(model.Inference!.Aliased);
        Assert.Equal(["x", "z"], aliased.DependsOn);
        Assert.Equal(without.Inference!.Rank, model.Inference.Rank);
        DigitAssert.Within(1e-12, without.Inference.Aic, model.Inference.Aic, "AIC");
        Assert.True(double.IsNaN(model.Estimates().Single(one => one.Name == "sum").Estimate));
        Assert.All(
            without.Estimates(),
            estimate =>
                DigitAssert.Within(
                    1e-9, estimate.StandardError, model.Estimates().Single(one => one.Name == estimate.Name).StandardError, estimate.Name));
    }

    [Fact]
    public void Fit_RobustWithFewerObservationsThanCoefficients_IsRefused()
    {
        Table table =
            Columns().AddNumeric("w", [.. Enumerable.Range(0, Rows).Select(_ => 1.0 / Rows)]).AddCategorical("y", Labels()).Build();
        var exception = Assert.Throws<LogRegException>(
            () => new LogisticRegression { Target = "y", WeightColumn = "w", StandardErrors = StandardErrorKind.Hc1 }.Fit(table));
        Assert.Contains("need more observations than coefficients", exception.Message, StringComparison.Ordinal);
        Assert.Contains("WeightKind = Importance", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ConstantForcedIn_FollowsFromTheIntercept()
    {
        Table table = Columns().AddNumeric("k", [.. Enumerable.Repeat(3.0, Rows)]).AddCategorical("y", Labels()).Build();
        LogisticFit fit = new LogisticRegression { Target = "y", Features = ["x", "k"] }.Fit(table);
        Assert.Equal(["(intercept)"], Assert.Single(fit.Inference!.Aliased).DependsOn);
    }

    [Fact]
    public void Fit_WeightsThatDifferTooMuch_IsNotTrusted()
    {
        double[] weights = [.. Enumerable.Range(0, Rows).Select(row => row < 20 ? 1e12 : 1)];
        Table table = Columns().AddNumeric("w", weights).AddCategorical("y", Labels()).Build();
        LogisticFit fit = new LogisticRegression { Target = "y", WeightColumn = "w", WeightKind = WeightKind.Importance }.Fit(table);
        Assert.True(!fit.Converged || fit.LogLikelihood >= fit.NullLogLikelihood * (1 + 1e-7));
    }

    [Fact]
    public void Fit_OneLevelAsReferenceWithOneClass_NamesTheReference()
    {
        string[] level = [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0 ? "a" : row % 2 == 0 ? "b" : "c")];
        string[] labels = [.. Enumerable.Range(0, Rows).Select(row => row % 10 == 0 || row % 3 == 0 ? "yes" : "no")];
        LogisticFit fit =
            new LogisticRegression { Target = "y" }.Fit(Columns().AddCategorical("c", level).AddCategorical("y", labels).Build());
        Assert.Equal(SeparationKind.Quasi, fit.Inference!.Separation.Kind);
        Assert.Equal(["(intercept)", "c=b", "c=c"], fit.Inference.Separation.Unbounded.Select(one => one.Name));
        Assert.Equal([1, -1, -1], fit.Inference.Separation.Unbounded.Select(one => one.Direction));
        FitWarning warning = Assert.Single(fit.Warnings, one => one.Kind == FitWarningKind.QuasiSeparation);
        Assert.Contains("c=a", warning.Message, StringComparison.Ordinal);
        Assert.Contains("References", warning.Hint?.ToString(), StringComparison.Ordinal);
        Assert.False(double.IsNaN(ErrorOf(fit, "x")));

        // An estimate at infinity has no bound on that side, whatever is the reference.
        LogisticFit profile =
            new LogisticRegression { Target = "y", Intervals = IntervalKind.Profile }.Fit(
                Columns().AddCategorical("c", level).AddCategorical("y", labels).Build());
        foreach (CoefficientEstimate estimate in profile.Model.Estimates().Where(one => double.IsInfinity(one.Estimate)))
        {
            Assert.Equal(estimate.Estimate, estimate.Estimate > 0 ? estimate.Interval.Upper : estimate.Interval.Lower);
            Assert.True(double.IsFinite(estimate.Estimate > 0 ? estimate.Interval.Lower : estimate.Interval.Upper));
        }
    }

    private static double ErrorOf(LogisticFit fit, string name) => fit.Model.Estimates().Single(one => one.Name == name).StandardError;

    private static double[] Wave(double step) => [.. Enumerable.Range(0, Rows).Select(row => Math.Sin(row * step))];

    private static string[] Labels() =>
        [.. Enumerable.Range(0, Rows).Select(row => Math.Sin(row * 2.9) + (0.4 * Math.Sin(row * 1.7)) > 0 ? "yes" : "no")];

    private static TableBuilder Columns() => new TableBuilder().AddNumeric("x", Wave(1.7)).AddNumeric("z", Wave(0.6));

    // q is 0 in the first hundred rows, and of the sign of the class in the last twenty.
    private static TableBuilder Separated(bool onlyMixed = false)
    {
        string[] labels = Labels();
        int[] kept = [.. Enumerable.Range(0, onlyMixed ? 100 : Rows)];
        double[] q = [.. kept.Select(row => row < 100 ? 0 : labels[row] == "yes" ? 1 + (row % 3) : -1.0 - (row % 4))];
        TableBuilder builder =
            new TableBuilder().AddNumeric("x", [.. kept.Select(row => Wave(1.7)[row])]).AddNumeric(
                "z", [.. kept.Select(row => Wave(0.6)[row])]);
        return (onlyMixed ? builder : builder.AddNumeric("q", q)).AddCategorical("y", kept.Select(row => labels[row]));
    }

    private static Table Aliased() =>
        Columns().AddNumeric("sum", [.. Wave(1.7).Zip(Wave(0.6), (x, z) => x + z)]).AddCategorical("y", Labels()).Build();
}
