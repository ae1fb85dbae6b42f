using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class GradientDescentSolverTests
{
    [Fact]
    public void Minimize_FixedLearningRate_IsUsedInEveryStep()
    {
        SolverResult result = Minimize(learningRate: 0.5);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.All(result.History.Skip(1), entry => Assert.Equal(0.5, entry.StepSize));
        DigitAssert.Near(1e-6, 2, result.Parameters[0]);
    }

    [Fact]
    public void Minimize_FirstStepOfFixedRate_IsAgainstTheGradient()
    {
        // Without momentum yet: 0 − 0.25 · (−2).
        SolverResult result = new GradientDescentSolver().Minimize(
            new ScalarObjective(x => (x - 2) * (x - 2) / 2, x => x - 2, _ => 1),
            [0],
            new SolverOptions(1, 1e-9, 0.25),
            null,
            CancellationToken.None);
        Assert.Equal(0.5, result.Parameters[0]);
    }

    [Fact]
    public void Minimize_AbsurdLearningRate_EndsWithDivergenceAndFiniteParameters()
    {
        SolverResult result = Minimize(learningRate: 1e6);
        Assert.Equal(TerminationReason.Divergence, result.Termination);
        Assert.All(result.Parameters, parameter => Assert.True(double.IsFinite(parameter)));
        Assert.True(double.IsFinite(result.Evaluation.Value));
    }

    [Fact]
    public void Minimize_BelowTheRoundingOfTheValue_StillConverges()
    {
        // The values have 1e6 in them, so that they round at 1e−10, where the gradient is still 1e−5.
        var objective = new ScalarObjective(x => 1e6 + Math.Cosh(x - 1), x => Math.Sinh(x - 1), x => Math.Cosh(x - 1));
        SolverResult result =
            new GradientDescentSolver().Minimize(objective, [3], new SolverOptions(1000, 1e-12), null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        DigitAssert.Near(1e-12, 1, result.Parameters[0]);
    }

    private static SolverResult Minimize(double learningRate) => new GradientDescentSolver().Minimize(
        new QuadraticObjective([1, 0.1, 0.5], [2, 3, -1]),
        new double[3],
        new SolverOptions(10_000, 1e-8, learningRate),
        null,
        CancellationToken.None);
}
