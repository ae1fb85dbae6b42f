using LogReg.Data;
using LogReg.Solvers;

namespace LogReg.Tests.Estimation;

public class UnboundedParametersTests
{
    public static TheoryData<SolverKind> Solvers { get; } =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_DummyThatImpliesTheClass_NamesIt(SolverKind solver)
    {
        // dummy = 1 only where y = 1; x and y mix elsewhere.
        double[,] features = { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 4, 0 }, { 5, 0 }, { 6, 0 }, { 2, 1 }, { 5, 1 } };
        LogisticFit fit = new LogisticRegression { Solver = solver }.Fit(features, [0, 1, 0, 1, 1, 0, 1, 1], ["x", "dummy"]);
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(FitWarningKind.QuasiSeparation, warning.Kind);
        Assert.Contains("dummy", warning.Message);
        Assert.DoesNotContain("x,", warning.Message);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_ClassesThatShareABoundary_Warns(SolverKind solver)
    {
        double[,] features = { { -1 }, { -1 }, { 0 }, { 0 }, { 0 }, { 1 }, { 1 } };
        LogisticFit fit = new LogisticRegression { Solver = solver }.Fit(features, [0, 0, 0, 1, 1, 1, 1]);
        Assert.Contains(fit.Warnings, warning => warning.Kind == FitWarningKind.QuasiSeparation && warning.Message.Contains("x1"));
    }

    [Theory]
    [InlineData("titanic.csv")]
    [InlineData("birthwt.csv")]
    [InlineData("spector.csv")]
    public void Fit_RegularData_DoesNotWarn(string file)
    {
        foreach (SolverKind solver in Enum.GetValues<SolverKind>())
        {
            Assert.Empty(new LogisticRegression { Solver = solver }.Fit(CsvSource.FromFile(Golden.TestData.PathOf(file))).Warnings);
        }
    }

    [Fact]
    public void Fit_ReferenceWithOneClass_SaysThatTheReferenceIsToBlame()
    {
        CsvSource source = TextSource.Of("g,y", ["a,1", "a,1", "b,0", "b,1", "c,1", "c,0", "b,0", "c,1"]);
        FitWarning warning = Assert.Single(new LogisticRegression().Fit(source).Warnings);
        Assert.Contains("a reference level", warning.Message);
        Assert.Contains("g=a", warning.Message);
        Assert.Contains("References", warning.Hint?.ToString());
        Assert.DoesNotContain(
            new LogisticRegression { References = new Dictionary<string, string> { ["g"] = "b" } }.Fit(source).Warnings,
            other => other.Message.Contains("a reference level"));
    }
}
