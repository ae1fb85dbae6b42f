using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Objectives;

namespace LogReg.Tests.Solvers;

public class NewtonConjugateGradientSolverTests
{
    [Fact]
    public void Minimize_CategoricalFeature_TakesNewtonsStepsAndPolishes()
    {
        var random = new Random(5);
        int[] rows = [.. Enumerable.Range(0, 400)];
        DesignMatrix design = ObjectiveSamples.CreateDesign(
            [[.. rows.Select(_ => (2 * random.NextDouble()) - 1)]],
            [[.. rows.Select(_ => random.Next(3))], [.. rows.Select(_ => random.Next(2))]]);
        var data = new ClassificationData(design, [.. rows.Select(_ => random.Next(2))], 2);
        var objective = new LogisticObjective(data, new Penalty(0.01), threads: 1);

        // A tolerance that leaves half of the digits to the last step.
        var options = new SolverOptions(100, 1e-6);
        double[] start = new double[objective.ParameterCount];
        SolverResult expected = new NewtonSolver().Minimize(objective, start, new SolverOptions(100, 1e-13), null, CancellationToken.None);
        SolverResult actual = new NewtonConjugateGradientSolver().Minimize(objective, start, options, null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, actual.Termination);
        Assert.InRange(actual.Iterations, 1, expected.Iterations + 1);
        for (int parameter = 0; parameter < start.Length; parameter++)
        {
            DigitAssert.Near(1e-10, expected.Parameters[parameter], actual.Parameters[parameter], $"parameter {parameter}");
        }
    }
}
