using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Objectives;

namespace LogReg.Tests.Design;

/// <summary>Objectives and solvers on a design of dense, categorical and sparse groups, against the same columns in one dense
/// group.</summary>
public class MixedFitTests
{
    private static readonly MixedDesign Sample = new("dcsCs", 11, 9000, 5000, 3000);

    public static TheoryData<SolverKind, int> Problems { get; } = new MatrixTheoryData<SolverKind, int>(
        [SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent], [2, 3]);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_MixedGroups_IsThatOfDenseColumns(int classCount)
    {
        IObjective dense = Objective(Sample.Dense, classCount, 0.01, threads: 1);
        double[] parameters = [.. Enumerable.Range(0, dense.ParameterCount).Select(parameter => 0.3 * Math.Sin(parameter))];
        (double value, double[] gradient, double[] hessian) = ObjectiveSamples.Evaluate(dense, parameters);
        foreach (DesignMatrix design in new[] { Sample.Mixed, Sample.Plain })
        {
            IObjective objective = Objective(design, classCount, 0.01, threads: 2);
            (double other, double[] otherGradient, double[] otherHessian) = ObjectiveSamples.Evaluate(objective, parameters);
            DigitAssert.Within(1e-13, value, other, "value");
            AssertNear(1e-14, gradient, otherGradient);
            AssertNear(1e-14, hessian, otherHessian);
        }
    }

    [Fact]
    public void EvaluateFirth_MixedGroups_IsThatOfDenseColumns()
    {
        var sample = new MixedDesign("dscs", 5, 200, 100);
        var dense = new FirthObjective(sample.Data(sample.Dense, 2), 1);
        var mixed = new FirthObjective(sample.Data(sample.Mixed, 2), 2);
        double[] parameters = [.. Enumerable.Range(0, dense.ParameterCount).Select(parameter => 0.3 * Math.Sin(parameter))];
        (double value, double[] gradient, double[] hessian) = ObjectiveSamples.Evaluate(dense, parameters);
        (double other, double[] otherGradient, double[] otherHessian) = ObjectiveSamples.Evaluate(mixed, parameters);
        DigitAssert.Within(1e-12, value, other, "value");
        AssertNear(1e-12, gradient, otherGradient);
        AssertNear(1e-12, hessian, otherHessian);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_AnyThreads_HasTheSameBits(int classCount)
    {
        IObjective single = Objective(Sample.Mixed, classCount, 0, threads: 1);
        double[] parameters = [.. Enumerable.Range(0, single.ParameterCount).Select(parameter => 0.3 * Math.Sin(parameter))];
        (double value, double[] gradient, double[] hessian) = ObjectiveSamples.Evaluate(single, parameters);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            IObjective objective = Objective(Sample.Mixed, classCount, 0, threads);
            (double other, double[] otherGradient, double[] otherHessian) = ObjectiveSamples.Evaluate(objective, parameters);
            DigitAssert.SameBits(value, other);
            Assert.Equal(gradient, otherGradient);
            Assert.Equal(hessian, otherHessian);
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_MixedGroups_FindsTheCoefficientsOfDenseColumns(SolverKind kind, int classCount)
    {
        SolverResult dense = Solve(new NewtonSolver(), Objective(Sample.Dense, classCount, 0.01, threads: 1));
        SolverResult mixed = Solve(
            kind switch
            {
                SolverKind.Newton => new NewtonSolver(),
                SolverKind.Lbfgs => new LbfgsSolver(),
                SolverKind.NewtonConjugateGradient => new NewtonConjugateGradientSolver(),
                _ => new GradientDescentSolver(),
            },
            Objective(Sample.Mixed, classCount, 0.01, threads: 2));
        AssertNear(1e-11, dense.Parameters, mixed.Parameters);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 0.5)]
    [InlineData(3, 1)]
    public void Path_MixedGroups_FindsTheCoefficientsOfDenseColumns(int classCount, double alpha)
    {
        int length = Sample.Dense.ParameterCount;
        var penalty = new CompositePenalty(alpha, [0, .. Enumerable.Repeat(1.0, length - 1)], new bool[length], []);
        double[] dense = Path(Sample.Dense);
        double[] mixed = Path(Sample.Mixed);
        Assert.Contains(0, dense);
        Assert.True(dense.Count(parameter => parameter != 0) > 3 * (classCount - 1));
        AssertNear(1e-10, dense, mixed);

        double[] Path(DesignMatrix design) => new CoordinateDescentSolver(
            new ObjectiveFactory(threads: 2).WorkingSet(Sample.Data(design, classCount), hasReference: false), penalty, 0.001).Minimize(
            classCount == 2
                ? new LogisticObjective(Sample.Data(design, 2), Penalty.None, 2)
                : new SoftmaxObjective(Sample.Data(design, 3), Penalty.None, 2, hasReference: false),
            new double[classCount == 2 ? length : 3 * length],
            new SolverOptions(1000, 1e-13),
            null,
            CancellationToken.None).Parameters;
    }

    private static SolverResult Solve(ISolver solver, IObjective objective) =>
        solver.Minimize(objective, new double[objective.ParameterCount], new SolverOptions(20000, 1e-13), null, CancellationToken.None);

    private static IObjective Objective(DesignMatrix design, int classCount, double lambda, int threads) => classCount == 2
        ? new LogisticObjective(Sample.Data(design, 2), new Penalty(lambda), threads)
        : new SoftmaxObjective(Sample.Data(design, classCount), new Penalty(lambda), threads);

    private static void AssertNear(double tolerance, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int place = 0; place < expected.Length; place++)
        {
            DigitAssert.Near(tolerance, expected[place], actual[place], $"{place}");
        }
    }
}
