using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class NewtonSolverTests
{
    [Fact]
    public void Minimize_Quadratic_TakesOneStepAndPolishes()
    {
        SolverResult result = new NewtonSolver().Minimize(
            new QuadraticObjective([1, 0.1, 5], [2, 3, -1]), new double[3], new SolverOptions(100, 1e-8), null, CancellationToken.None);
        Assert.InRange(result.Iterations, 1, 2);
        Assert.Equal(1, result.History[1].StepSize);
        Assert.Empty(result.DependentParameters);
    }

    [Fact]
    public void Minimize_StepTooLong_IsHalved()
    {
        // Newton on log cosh(x) runs away from beyond 1.09 unless its steps are halved.
        var objective = new ScalarObjective(x => Math.Log(Math.Cosh(x)), Math.Tanh, x => 1 - (Math.Tanh(x) * Math.Tanh(x)));
        SolverResult result = new NewtonSolver().Minimize(objective, [2], new SolverOptions(100, 1e-10), null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.Contains(result.History, entry => entry.StepSize is > 0 and < 1);
        DigitAssert.Near(1e-12, 0, result.Parameters[0]);
    }

    [Fact]
    public void Minimize_FlatDirection_StaysWhereItStartedAndIsNamed()
    {
        SolverResult result = new NewtonSolver().Minimize(
            new SumObjective(), [0, 0], new SolverOptions(100, 1e-8), null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.Equal([1], result.DependentParameters);
        Assert.Equal(0, result.Parameters[1]);
        DigitAssert.Near(1e-12, 3, result.Parameters[0]);
    }

    // (x + y − 3)²/2, flat along x = −y.
    private sealed class SumObjective : LogReg.Objectives.IObjective
    {
        public int ParameterCount => 2;

        public LogReg.Objectives.ObjectiveEvaluation Evaluate(
            ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian, CancellationToken cancellationToken)
        {
            double difference = parameters[0] + parameters[1] - 3;
            gradient.Fill(difference);
            hessian.Fill(1);
            double value = difference * difference / 2;
            return new LogReg.Objectives.ObjectiveEvaluation(value, value, 0, false);
        }
    }
}
