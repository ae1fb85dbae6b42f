using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>The same numbers as R's glm and multinom and scikit-learn; the scripts that made them stand in Golden/.</summary>
public class LogisticRegressionGoldenTests
{
    public static TheoryData<SolverKind> Solvers { get; } = [SolverKind.Newton, SolverKind.Lbfgs, SolverKind.GradientDescent];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_TitanicCompleteCases_AgreesWithGlm(SolverKind solver)
    {
        var estimator = new LogisticRegression { MissingHandling = MissingHandling.Drop, Solver = solver, Tolerance = 1e-11 };
        AssertAgrees(estimator.Fit(Read("titanic.csv")), "glm", "titanic", 1046);
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtRaceAsCategory_AgreesWithGlm(SolverKind solver)
    {
        var estimator = new LogisticRegression { CategoricalColumns = ["race"], Solver = solver, Tolerance = 1e-11 };
        AssertAgrees(estimator.Fit(Read("birthwt.csv")), "glm", "birthwt", 189);
    }

    [Fact]
    public void Fit_BirthwtRaceAsNumber_AgreesWithGlm() =>
        AssertAgrees(new LogisticRegression().Fit(Read("birthwt.csv")), "glm", "birthwtNumericRace", 189);

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_Spector_AgreesWithGlm(SolverKind solver) =>
        AssertAgrees(new LogisticRegression { Solver = solver, Tolerance = 1e-11 }.Fit(Read("spector.csv")), "glm", "spector", 32);

    private static CsvSource Read(string name) => CsvSource.FromFile(TestData.PathOf(name));

    private static void AssertAgrees(LogisticFit fit, string file, string key, int rows)
    {
        GoldenFile golden = GoldenFile.Load(file);
        Assert.True(fit.Converged, fit.Termination.ToString());
        Assert.Equal(rows, fit.Data.TrainingRows);
        AssertClose(golden.Number(key, "logLikelihood"), fit.LogLikelihood);
        AssertClose(golden.Number(key, "nullDeviance") / -2, fit.NullLogLikelihood);
        Assert.Equal(golden.Names(key, "coefficients").Order(), fit.Model.Coefficients.Keys.Order());
        foreach (string name in fit.Model.Coefficients.Keys)
        {
            AssertClose(golden.Number(key, "coefficients", name), fit.Model.Coefficients[name]);
        }
    }

    // Nine significant digits.
    private static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 5e-10 * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
