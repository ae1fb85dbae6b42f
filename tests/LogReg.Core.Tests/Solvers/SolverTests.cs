using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Tests.Solvers;

/// <summary>What every solver must do, on functions whose minimum is known.</summary>
public class SolverTests
{
    public static TheoryData<SolverKind> Kinds { get; } =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_RoundBowl_FindsTheMinimum(SolverKind kind) =>
        AssertFinds(kind, new QuadraticObjective([1, 1, 1], [3, -2, 0.5]), [3, -2, 0.5], 1e-10);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_NarrowValley_FindsTheMinimum(SolverKind kind) =>
        AssertFinds(kind, new QuadraticObjective([1, 1e-4, 10, 0.3], [3, -2, 0.5, 1]), [3, -2, 0.5, 1], 1e-6);

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Minimize_VeryNarrowValley_FindsTheMinimum(SolverKind kind) =>
        AssertFinds(kind, new QuadraticObjective([1e4, 1e-4, 10, 0.3, 1], [3, -2, 0.5, 1, 4]), [3, -2, 0.5, 1, 4], 1e-4);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_WallNearby_NeverAcceptsAnInfiniteValue(SolverKind kind)
    {
        // −log(1 − x) − log(1 + x) − 5x has its minimum at x = (√26 − 1)/5 and is no number beyond ±1.
        var objective = new ScalarObjective(
            x => -Math.Log(1 - x) - Math.Log(1 + x) - (5 * x),
            x => (1 / (1 - x)) - (1 / (1 + x)) - 5,
            x => (1 / ((1 - x) * (1 - x))) + (1 / ((1 + x) * (1 + x))));
        SolverResult result = Solve(kind, objective);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        DigitAssert.Near(1e-9, (Math.Sqrt(26) - 1) / 5, result.Parameters[0]);
        Assert.All(result.History, entry => Assert.True(double.IsFinite(entry.Objective) && double.IsFinite(entry.GradientNorm)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_StartAtTheMinimum_StopsAtOnce(SolverKind kind)
    {
        SolverResult result = Create(kind).Minimize(
            new QuadraticObjective([1, 2], [3, 4]), [3, 4], new SolverOptions(100, 1e-8), null, CancellationToken.None);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.Equal(0, result.Iterations);
        Assert.Equal([3, 4], result.Parameters);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_TooFewIterations_IsAResult(SolverKind kind)
    {
        SolverResult result = Create(kind).Minimize(
            Cosh(), [6], new SolverOptions(2, 1e-12), null, CancellationToken.None);
        Assert.Equal(TerminationReason.MaximumIterations, result.Termination);
        Assert.Equal(2, result.Iterations);
        Assert.Equal(3, result.History.Count);
        Assert.True(result.GradientNorm > 1e-12);
        Assert.True(Math.Abs(result.Parameters[0]) < 6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_WithProgress_ReportsTheHistoryInOrder(SolverKind kind)
    {
        var reports = new List<IterationProgress>();
        SolverResult result = Create(kind).Minimize(
            new QuadraticObjective([1, 0.05, 3], [1, 2, 3]),
            new double[3],
            new SolverOptions(1000, 1e-8),
            new ForwardedProgress<IterationProgress>(reports.Add),
            CancellationToken.None);
        Assert.Equal(result.History, reports);
        Assert.Equal(Enumerable.Range(0, result.Iterations + 1), reports.Select(entry => entry.Iteration));
        Assert.Equal(0, reports[0].StepSize);
        Assert.All(reports.Skip(1), entry => Assert.True(entry.StepSize > 0));
        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.True(pair.Second.Seconds >= pair.First.Seconds));
        Assert.Equal(result.GradientNorm, reports[^1].GradientNorm);
        Assert.Equal(result.Evaluation.Value, reports[^1].Objective);
    }

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Minimize_EachIteration_LowersTheObjective(SolverKind kind)
    {
        SolverResult result = Solve(kind, Cosh(), start: 8);
        Assert.All(result.History.Zip(result.History.Skip(1)), pair => Assert.True(pair.Second.Objective <= pair.First.Objective));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_CancelledBetweenIterations_Throws(SolverKind kind)
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new ForwardedProgress<IterationProgress>(entry =>
        {
            if (entry.Iteration == 1)
            {
                cancellation.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Create(kind).Minimize(
            Cosh(), [6], new SolverOptions(1000, 1e-12), progress, cancellation.Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Minimize_NoMinimum_EndsWithoutNaN(SolverKind kind)
    {
        // e^x falls for ever: the gradient gets below any tolerance on the way.
        SolverResult result = Solve(kind, new ScalarObjective(Math.Exp, Math.Exp, Math.Exp));
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        Assert.True(double.IsFinite(result.Parameters[0]) && result.Parameters[0] < -10);
    }

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Minimize_ToleranceBelowRounding_EndsWithPrecision(SolverKind kind)
    {
        // The gradient is nowhere 0: at the double nearest to the minimum it is about 1e−17.
        var objective = new ScalarObjective(
            x => Math.Log(Math.Cosh(x - 0.3)) + (x / 7), x => Math.Tanh(x - 0.3) + (1.0 / 7), x => 1 - Math.Pow(Math.Tanh(x - 0.3), 2));
        SolverResult result = Create(kind).Minimize(objective, [0], new SolverOptions(1000, 1e-30), null, CancellationToken.None);
        Assert.True(result.Termination is TerminationReason.Precision or TerminationReason.Gradient, result.Termination.ToString());
        Assert.True(result.GradientNorm < 1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_AndDefaults_AreAsDocumented(SolverKind kind)
    {
        ISolver solver = Create(kind);
        Assert.Equal(kind, solver.Kind);
        Assert.Equal(
            kind switch { SolverKind.Newton => 100, SolverKind.Lbfgs => 5000, SolverKind.NewtonConjugateGradient => 200, _ => 10_000 },
            solver.DefaultMaxIterations);
    }

    private static ScalarObjective Cosh() => new(Math.Cosh, Math.Sinh, Math.Cosh);

    private static void AssertFinds(SolverKind kind, QuadraticObjective objective, double[] minimum, double tolerance)
    {
        SolverResult result = Solve(kind, objective);
        Assert.Equal(TerminationReason.Gradient, result.Termination);
        for (int index = 0; index < minimum.Length; index++)
        {
            DigitAssert.Near(tolerance, minimum[index], result.Parameters[index], $"parameter {index}");
        }
    }

    private static SolverResult Solve(SolverKind kind, IObjective objective, double start = 0)
    {
        double[] parameters = new double[objective.ParameterCount];
        Array.Fill(parameters, start);
        ISolver solver = Create(kind);
        return solver.Minimize(objective, parameters, new SolverOptions(solver.DefaultMaxIterations, 1e-10), null, CancellationToken.None);
    }

    private static ISolver Create(SolverKind kind) => kind switch
    {
        SolverKind.Newton => new NewtonSolver(),
        SolverKind.Lbfgs => new LbfgsSolver(),
        SolverKind.NewtonConjugateGradient => new NewtonConjugateGradientSolver(),
        _ => new GradientDescentSolver(),
    };
}
