using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

public class NewtonFinishSolverTests
{
    private const int Plenty = 1000;

    [Fact]
    public void Minimize_NarrowValley_FindsTheMinimumAndLeavesTheHessian()
    {
        SolverResult result = Solve(new QuadraticObjective([1, 0.1, 5], [2, 3, -1]), Plenty);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        DigitAssert.Near(1e-12, 2, result.Parameters[0]);
        DigitAssert.Near(1e-12, 3, result.Parameters[1]);
        DigitAssert.Near(1e-12, -1, result.Parameters[2]);
        Assert.NotNull(result.NewtonStep);
        Assert.Equal(9, result.Hessian!.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Plenty)]
    public void Minimize_Rows_EqualsNewtonWhateverTheProducts(int mostProducts)
    {
        LogisticObjective objective = Rows(dependent: false);
        SolverResult expected =
            new NewtonSolver().Minimize(
                objective, new double[objective.ParameterCount], new SolverOptions(100, 1e-8), null, CancellationToken.None);
        SolverResult actual = Solve(objective, mostProducts);
        AssertSame(expected, actual);
        Assert.Equal(actual.Iterations + 1, actual.History.Count);
        Assert.Equal(Enumerable.Range(0, actual.History.Count), actual.History.Select(entry => entry.Iteration));
    }

    [Fact]
    public void Minimize_Rows_TheHessianIsThatOfTheSolution()
    {
        LogisticObjective objective = Rows(dependent: false);
        SolverResult result = Solve(objective, Plenty);
        int length = objective.ParameterCount;
        double[] expected = new double[length * length];
        objective.Evaluate(result.Parameters, new double[length], expected, CancellationToken.None);
        Assert.Equal(expected, result.Hessian);
    }

    [Fact]
    public void Minimize_DependentColumn_LeavesTheLaterOneAtItsStartLikeNewton()
    {
        LogisticObjective objective = Rows(dependent: true);
        double[] start = new double[objective.ParameterCount];
        start[^1] = 0.25;
        SolverResult expected = new NewtonSolver().Minimize(objective, start, new SolverOptions(100, 1e-8), null, CancellationToken.None);
        SolverResult actual =
            new NewtonFinishSolver(Plenty).Minimize(objective, start, new SolverOptions(200, 1e-8), null, CancellationToken.None);
        Assert.Equal([objective.ParameterCount - 1], actual.DependentParameters);
        Assert.Equal(0.25, actual.Parameters[^1]);
        AssertSame(expected, actual);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(Plenty)]
    public void Minimize_DependentColumnBesideANearlyDependentOne_LeavesTheFirstAtZero(int mostProducts)
    {
        const int Count = 400;
        double[][] columns =
        [
            .. Enumerable.Range(1, 3).Select(
                column => Enumerable.Range(0, Count).Select(row => Math.Sin((1.7 * column * row) + column)).ToArray()),
        ];
        int[] classes =
        [
            .. Enumerable.Range(0, Count).Select(row => columns[0][row] - (0.5 * columns[1][row]) + Math.Sin(77.7 * row) > 0.2 ? 1 : 0),
        ];
        double[] sum = [.. columns[0].Zip(columns[1], (left, right) => left + right)];
        double[] near = [.. columns[2].Select((value, row) => value + (3e-6 * Math.Sin(5.3 * row)))];
        var data = new ClassificationData(DesignOf([.. columns, sum, near]), classes, 2, null);
        SolverResult result = Solve(new LogisticObjective(data, Penalty.None, threads: 1), mostProducts);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.Equal([4], result.DependentParameters);
        Assert.Equal(0, result.Parameters[4]);
    }

    [Fact]
    public void Minimize_SeparatedClasses_StopsThere()
    {
        double[] values = [-2, -1, 1, 2];
        var data = new ClassificationData(DesignOf([values]), [0, 0, 1, 1], 2, null);
        SolverResult result = Solve(new LogisticObjective(data, Penalty.None, threads: 1), Plenty);
        Assert.Equal(TerminationReason.Separation, result.Termination);
        Assert.Null(result.Hessian);
    }

    [Fact]
    public void Minimize_TooFewIterations_IsAResult()
    {
        SolverResult result =
            new NewtonFinishSolver(Plenty).Minimize(
                Rows(dependent: false), new double[4], new SolverOptions(1, 1e-12), null, CancellationToken.None);
        Assert.Equal(TerminationReason.MaximumIterations, result.Termination);
        Assert.Equal(1, result.Iterations);
    }

    // In the last iteration that is allowed the gradient may have vanished far from any maximum: a step that nobody computed would prove
    // that there is one.
    [Fact]
    public void Minimize_SeparatedLevelAndAnyNumberOfIterations_ProvesNoEstimate()
    {
        double[] values = [-2, -1, 0, 0, 1, 2];
        var data = new ClassificationData(DesignOf([values]), [0, 0, 0, 1, 1, 1], 2, null);
        var objective = new LogisticObjective(data, Penalty.None, threads: 1);
        for (int most = 1; most <= 40; most++)
        {
            SolverResult result =
                new NewtonFinishSolver(Plenty).Minimize(
                    objective, new double[2], new SolverOptions(most, 1e-8), null, CancellationToken.None);
            Assert.False(SeparationAnalysis.ProvesExistence(data, result, threads: 1, CancellationToken.None), $"{most} iterations");
        }
    }

    private static void AssertSame(SolverResult expected, SolverResult actual)
    {
        Assert.Equal(expected.Termination, actual.Termination);
        Assert.Equal(expected.DependentParameters, actual.DependentParameters);
        for (int parameter = 0; parameter < expected.Parameters.Length; parameter++)
        {
            DigitAssert.Near(1e-11, expected.Parameters[parameter], actual.Parameters[parameter], $"parameter {parameter}");
        }
    }

    private static SolverResult Solve(IObjective objective, int mostProducts) => new NewtonFinishSolver(mostProducts).Minimize(
        objective, new double[objective.ParameterCount], new SolverOptions(200, 1e-8), null, CancellationToken.None);

    // 400 rows of three columns; with a dependent one, a fourth that is the sum of the first two.
    private static LogisticObjective Rows(bool dependent)
    {
        const int Count = 400;
        double[][] columns =
        [
            .. Enumerable.Range(1, 3).Select(
                column => Enumerable.Range(0, Count).Select(row => Math.Sin((1.7 * column * row) + column)).ToArray()),
        ];
        int[] classes =
        [
            .. Enumerable.Range(0, Count).Select(row => columns[0][row] - (0.5 * columns[1][row]) + Math.Sin(77.7 * row) > 0.2 ? 1 : 0),
        ];
        double[] sum = [.. columns[0].Zip(columns[1], (left, right) => left + right)];
        return new LogisticObjective(
            new ClassificationData(DesignOf(dependent ? [.. columns, sum] : columns), classes, 2, null), Penalty.None, threads: 1);
    }

    private static DesignMatrix DesignOf(double[][] columns)
    {
        double[] ones = new double[columns[0].Length];
        Array.Fill(ones, 1);
        return new DesignMatrix(
            [new DesignChunk([new DenseGroup(0, [ones, .. columns])], ones.Length)],
            columns.Length + 1,
            [.. Enumerable.Range(0, columns.Length + 1)]);
    }
}
