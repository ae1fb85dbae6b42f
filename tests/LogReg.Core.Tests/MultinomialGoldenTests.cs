using LogReg.Data;
using LogReg.Inference;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>The same numbers as R's nnet::multinom, taken to full convergence; the script that made them is Golden/glm.R.</summary>
public class MultinomialGoldenTests
{
    public static TheoryData<SolverKind> Solvers { get; } =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_BirthwtRace_AgreesWithMultinom(SolverKind solver)
    {
        var estimator = new LogisticRegression
        {
            Target = "race",
            Features = ["age", "lwt", "smoke"],
            CategoricalColumns = ["race"],
            Solver = solver,
            Tolerance = 1e-12,
        };
        AssertAgrees(estimator, "birthwt.csv", "birthwt");
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Fit_TitanicClass_AgreesWithMultinom(SolverKind solver)
    {
        var estimator = new LogisticRegression
        {
            Target = "passengerClass",
            MissingHandling = MissingHandling.Drop,
            Solver = solver,
            Tolerance = 1e-12,
        };
        AssertAgrees(estimator, "titanic.csv", "titanic");
    }

    private static void AssertAgrees(LogisticRegression estimator, string file, string key)
    {
        GoldenFile golden = GoldenFile.Load("multinom");
        DataSource source = TextSource.File(file);
        LogisticFit fit = estimator.Fit(source);
        Assert.True(fit.Converged, fit.Termination.ToString());
        Assert.Equal(golden.Number(key, "rows"), fit.Data.TrainingRows);
        DigitAssert.NineDigits(golden.Number(key, "logLikelihood"), fit.LogLikelihood, "logLikelihood");
        DigitAssert.NineDigits(golden.Number(key, "nullDeviance") / -2, fit.NullLogLikelihood, "nullLogLikelihood");
        Assert.Equal(golden.Names(key, "coefficients"), fit.Model.ClassesWithEquation);
        Assert.Equal(golden.Text(key, "reference"), fit.Model.Target.Classes[0]);
        foreach (string className in fit.Model.ClassesWithEquation)
        {
            Coefficients coefficients = fit.Model.CoefficientsOf(className);
            Assert.Equal(golden.Names(key, "coefficients", className).Order(), coefficients.Keys.Order());
            foreach ((string name, double value) in coefficients)
            {
                DigitAssert.NineDigits(golden.Number(key, "coefficients", className, name), value, $"{className} {name}");
            }

            foreach (CoefficientEstimate estimate in fit.Model.Estimates(className))
            {
                DigitAssert.NineDigits(
                    golden.Number(key, "standardErrors", className, estimate.Name),
                    estimate.StandardError,
                    $"error of {className} {estimate.Name}");
            }
        }

        double[] probabilities = fit.Model.Score(source).First().Probabilities.ToArray();
        for (int code = 0; code < fit.Model.Target.Classes.Count; code++)
        {
            double[] fitted = golden.Numbers(key, "firstFitted", fit.Model.Target.Classes[code]);
            for (int row = 0; row < fitted.Length; row++)
            {
                DigitAssert.NineDigits(
                    fitted[row], probabilities[(row * fit.Model.Target.Classes.Count) + code], $"class {code}, row {row}");
            }
        }
    }
}
