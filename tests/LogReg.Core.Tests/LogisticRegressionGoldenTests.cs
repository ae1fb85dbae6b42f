using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>The same numbers as R's glm; the script that made them is Golden/glm.R.</summary>
public class LogisticRegressionGoldenTests
{
    public static TheoryData<SolverKind> Solvers { get; } =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_TitanicCompleteCases_AgreesWithGlm(SolverKind solver)
    {
        var estimator = new LogisticRegression { MissingHandling = MissingHandling.Drop, Solver = solver, Tolerance = 1e-12 };
        AssertAgrees(estimator, TextSource.File("titanic.csv"), "titanic");
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtRaceAsCategory_AgreesWithGlm(SolverKind solver)
    {
        var estimator = new LogisticRegression { CategoricalColumns = ["race"], Solver = solver, Tolerance = 1e-12 };
        AssertAgrees(estimator, TextSource.File("birthwt.csv"), "birthwt");
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtRaceAsNumber_AgreesWithGlm(SolverKind solver) => AssertAgrees(
        new LogisticRegression { Solver = solver, Tolerance = 1e-12 }, TextSource.File("birthwt.csv"), "birthwtNumericRace");

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_Spector_AgreesWithGlm(SolverKind solver) =>
        AssertAgrees(new LogisticRegression { Solver = solver, Tolerance = 1e-12 }, TextSource.File("spector.csv"), "spector");

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtWeighted_AgreesWithGlm(SolverKind solver)
    {
        DataSource source = TextSource.FileWith("birthwt.csv", "w", row => (int.Parse(row["lwt"]) % 3) + 1);
        var estimator = new LogisticRegression { CategoricalColumns = ["race"], WeightColumn = "w", Solver = solver, Tolerance = 1e-12 };
        AssertAgrees(estimator, source, "birthwtWeighted");
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtOffset_AgreesWithGlm(SolverKind solver)
    {
        DataSource source = TextSource.FileWith("birthwt.csv", "o", row => (0.1 * int.Parse(row["ftv"])) - 0.2);
        var estimator = new LogisticRegression { CategoricalColumns = ["race"], OffsetColumn = "o", Solver = solver, Tolerance = 1e-12 };
        AssertAgrees(estimator, source, "birthwtOffset");
    }

    [Fact]
    public void Fit_DefaultTolerance_StillGivesNineDigits() =>
        AssertAgrees(new LogisticRegression { CategoricalColumns = ["race"] }, TextSource.File("birthwt.csv"), "birthwt");

    private static void AssertAgrees(LogisticRegression estimator, DataSource source, string key)
    {
        GoldenFile golden = GoldenFile.Load("glm");
        LogisticFit fit = estimator.Fit(source);
        Assert.True(fit.Converged, fit.Termination.ToString());
        Assert.Equal(golden.Number(key, "rows"), fit.Data.TrainingRows);
        DigitAssert.NineDigits(golden.Number(key, "logLikelihood"), fit.LogLikelihood, "logLikelihood");
        DigitAssert.NineDigits(golden.Number(key, "nullDeviance") / -2, fit.NullLogLikelihood, "nullLogLikelihood");
        Assert.Equal(golden.Names(key, "coefficients").Order(), fit.Model.Coefficients.Keys.Order());
        foreach (string name in fit.Model.Coefficients.Keys)
        {
            DigitAssert.NineDigits(golden.Number(key, "coefficients", name), fit.Model.Coefficients[name], name);
        }

        double[] fitted = golden.Numbers(key, "firstFitted");
        double[] probabilities = fit.Model.Score(source).First().Probabilities[..fitted.Length].ToArray();
        for (int row = 0; row < fitted.Length; row++)
        {
            DigitAssert.NineDigits(fitted[row], probabilities[row], $"row {row}");
        }
    }
}
