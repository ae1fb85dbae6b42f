using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests;

/// <summary>The same numbers as scikit-learn at C = 1/(nλ), taken to full convergence; the script that made them is
/// Golden/ridge.py.</summary>
public class RidgeGoldenTests
{
    public static TheoryData<SolverKind, string> Cases { get; } = new MatrixTheoryData<SolverKind, string>(
        [SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent],
        ["birthwt001", "birthwt01", "titanic001", "titanic01", "iris001"]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_Ridge_AgreesWithScikitLearn(SolverKind solver, string key)
    {
        GoldenFile golden = GoldenFile.Load("ridge");
        DataSource source = TextSource.File(golden.Text(key, "data"));
        LogisticFit fit = new LogisticRegression
        {
            Penalty = PenaltyKind.Ridge,
            Lambda = golden.Number(key, "lambda"),
            CategoricalColumns = key.StartsWith("birthwt", StringComparison.Ordinal) ? ["race"] : [],
            Solver = solver,
            Tolerance = 1e-13,
        }.Fit(source);

        Assert.True(fit.Converged, fit.Termination.ToString());
        Assert.Equal(golden.Number(key, "rows"), fit.Data.TrainingRows);
        DigitAssert.NineDigits(golden.Number(key, "loss"), fit.Objective, "objective");
        DigitAssert.NineDigits(golden.Number(key, "logLoss"), fit.Training.LogLoss, "loss");
        int classCount = fit.Model.Target.Classes.Count;
        double[] probabilities = fit.Model.Score(source).First().Probabilities.ToArray();
        if (classCount == 2)
        {
            AssertEquation(golden, fit.Model.Coefficients, [key, "coefficients"]);
            AssertFitted(golden.Numbers(key, "firstFitted"), probabilities, stride: 1, column: 0);
            return;
        }

        Assert.Equal(fit.Model.Target.Classes, fit.Model.ClassesWithEquation);
        for (int code = 0; code < classCount; code++)
        {
            string className = fit.Model.Target.Classes[code];
            AssertEquation(golden, fit.Model.CoefficientsOf(className), [key, "coefficients", className]);
            AssertFitted(golden.Numbers(key, "firstFitted", className), probabilities, classCount, code);
        }
    }

    private static void AssertEquation(GoldenFile golden, Coefficients coefficients, string[] path)
    {
        Assert.Equal(golden.Names(path).Order(), coefficients.Keys.Order());
        foreach ((string name, double value) in coefficients)
        {
            DigitAssert.NineDigits(golden.Number([.. path, name]), value, name);
        }
    }

    private static void AssertFitted(double[] expected, double[] probabilities, int stride, int column)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            DigitAssert.NineDigits(expected[row], probabilities[(row * stride) + column], $"row {row}");
        }
    }
}
