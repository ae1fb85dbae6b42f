using LogReg.Collectives;
using LogReg.Design;
using LogReg.Inference;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>The tests of R's drop1, and of the penalised likelihood; the scripts are Golden/profile.R and Golden/firth.R.</summary>
public class DropTestsTests
{
    [Fact]
    public void Test_Birthwt_AgreesWithDrop1() => AssertAgreesWithDrop1(StandardizedSample.Birthwt(), "birthwtDrop");

    [Fact]
    public void Test_Titanic_AgreesWithDrop1() =>
        AssertAgreesWithDrop1(new StandardizedSample("titanic.csv", "survived", ["age"], ["sex", "passengerClass"]), "titanicDrop");

    [Theory]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    public void Test_Softmax_AgreesWithMultinom(SolverKind kind)
    {
        GoldenFile golden = GoldenFile.Load("profile");
        var sample = new StandardizedSample("titanic.csv", "passengerClass", ["age"], ["sex", "survived"]);
        ClassificationData data = sample.Data();
        var objective = new SoftmaxObjective(data, Penalty.None, threads: 1);
        ISolver solver = kind == SolverKind.Newton ? new NewtonSolver() : new LbfgsSolver();
        SolverResult optimum = Fit(solver, objective);
        foreach ((string feature, double statistic) in golden.NamedNumbers("titanicClassDrop", "statistics"))
        {
            int parameter = sample.Names.ToList().FindIndex(name => name.Split('=')[0] == feature);
            ChiSquaredTest test = Test(solver, objective, data, optimum, [parameter, parameter + sample.Names.Count]);
            DigitAssert.Within(1e-8, statistic, test.Statistic, feature);
            Assert.Equal(2, test.DegreesOfFreedom);
            DigitAssert.Within(1e-7, ChiSquared.UpperTail(statistic, 2), test.PValue, feature);
        }
    }

    [Theory]
    [InlineData("endometrial")]
    [InlineData("birthwt")]
    [InlineData("birthwtWeighted")]
    [InlineData("birthwtOffset")]
    public void Test_Firth_AgreesWithThePenalisedLikelihood(string key)
    {
        GoldenFile golden = GoldenFile.Load("firth");
        (StandardizedSample sample, ClassificationData data) = FirthGoldenTests.Load(key);
        var objective = new FirthObjective(data, threads: 1);
        SolverResult optimum = FirthGoldenTests.Fit(data);

        // The original intercept is a sum of parameters here, not one that can be dropped.
        for (int parameter = 1; parameter < sample.Names.Count; parameter++)
        {
            string name = sample.Names[parameter];
            ChiSquaredTest test = Test(new NewtonSolver(), objective, data, optimum, [parameter]);
            DigitAssert.Within(1e-8, golden.Number(key, "statistics", name), test.Statistic, name);
            DigitAssert.Within(1e-8, golden.Number(key, "pValues", name), test.PValue, name);
            Assert.Equal(1, test.DegreesOfFreedom);
        }

        ChiSquaredTest model = Test(new NewtonSolver(), objective, data, optimum, [.. Enumerable.Range(1, sample.Names.Count - 1)]);
        double expected = 2 * (golden.Number(key, "penalisedLogLikelihood") - golden.Number(key, "nullPenalisedLogLikelihood"));
        DigitAssert.NineDigits(expected, model.Statistic);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Test_ColumnWithADouble_HasTheDegreesOfFreedomThatAreLost(int dropped, int degreesOfFreedom)
    {
        // Column 2 is column 1 shifted: either stands for both, so that dropping one of them loses nothing.
        double[] x = [0.5, -1, 2, 0.25, -2, 1, 0.1, -0.3];
        double[] z = [1, 0, -1, 2, 0.5, 1, -2, 0.3];
        double[] ones = [1, 1, 1, 1, 1, 1, 1, 1];
        var design =
            new DesignMatrix(
                [new DesignChunk([new DenseGroup(0, [ones, x, x.Select(value => value + 1).ToArray(), z])], 8)], 4, [0, 1, 2, 3]);
        var data = new ClassificationData(design, [1, 0, 1, 0, 1, 0, 0, 1], 2);
        foreach (IObjective objective in new IObjective[] { new LogisticObjective(data, Penalty.None, 1), new FirthObjective(data, 1) })
        {
            SolverResult optimum = Fit(new NewtonSolver(), objective);
            IReadOnlyList<ChiSquaredTest> together = DropTests.TestAll(
                objective,
                data.WeightSum,
                optimum,
                [[dropped]],
                new NewtonSolver(),
                new SolverOptions(100, 1e-11),
                null,
                TestContext.Current.CancellationToken);
            foreach (ChiSquaredTest test in together.Append(Test(new NewtonSolver(), objective, data, optimum, [dropped])))
            {
                Assert.Equal(degreesOfFreedom, test.DegreesOfFreedom);
                Assert.Equal(degreesOfFreedom == 0, double.IsNaN(test.PValue));
                Assert.Equal(degreesOfFreedom == 0, test.Statistic < 1e-10);
            }
        }
    }

    [Fact]
    public void Test_EveryParameterDropped_ComparesWithEvenOdds()
    {
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(4)), [1, 1, 1, 0], 2);
        var objective = new LogisticObjective(data, Penalty.None, 1);
        ChiSquaredTest test = Test(new NewtonSolver(), objective, data, Fit(new NewtonSolver(), objective), [0]);
        DigitAssert.NineDigits(2 * ((4 * Math.Log(2)) + (3 * Math.Log(0.75)) + Math.Log(0.25)), test.Statistic);
        Assert.Equal(1, test.DegreesOfFreedom);
    }

    [Fact]
    public void Test_FitThatDidNotConverge_IsNaN()
    {
        StandardizedSample sample = StandardizedSample.Birthwt();
        ClassificationData data = sample.Data();
        var objective = new LogisticObjective(data, Penalty.None, 1);
        SolverResult optimum = Fit(new NewtonSolver(), objective);
        ChiSquaredTest test = DropTests.Test(
            objective,
            data.WeightSum,
            optimum,
            [2],
            new GradientDescentSolver(),
            new SolverOptions(1, 1e-12),
            TestContext.Current.CancellationToken);
        Assert.True(double.IsNaN(test.Statistic) && double.IsNaN(test.PValue));
    }

    [Fact]
    public void Test_ParameterOutOfRange_Throws()
    {
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(2)), [1, 0], 2);
        var objective = new LogisticObjective(data, Penalty.None, 1);
        SolverResult optimum = Fit(new NewtonSolver(), objective);
        Assert.Throws<ArgumentException>(() => Test(new NewtonSolver(), objective, data, optimum, [1]));
    }

    private static void AssertAgreesWithDrop1(StandardizedSample sample, string key)
    {
        GoldenFile golden = GoldenFile.Load("profile");
        ClassificationData data = sample.Data();
        var objective = new LogisticObjective(data, Penalty.None, threads: 1);
        SolverResult optimum = Fit(new NewtonSolver(), objective);
        IReadOnlyList<KeyValuePair<string, double>> statistics = golden.NamedNumbers(key, "statistics");
        int[][] groups = [.. statistics.Select(pair => Enumerable.Range(0, sample.Names.Count)
            .Where(parameter => sample.Names[parameter].Split('=')[0] == pair.Key).ToArray())];
        IReadOnlyList<ChiSquaredTest> together = DropTests.TestAll(
            objective,
            data.WeightSum,
            optimum,
            groups,
            new NewtonSolver(),
            new SolverOptions(100, 1e-9),
            null,
            TestContext.Current.CancellationToken);
        for (int index = 0; index < groups.Length; index++)
        {
            (string feature, double statistic) = statistics[index];
            ChiSquaredTest alone = Test(new NewtonSolver(), objective, data, optimum, groups[index]);
            foreach (ChiSquaredTest test in new[] { alone, together[index] })
            {
                DigitAssert.Within(1e-8, statistic, test.Statistic, feature);
                Assert.Equal(golden.Number(key, "degreesOfFreedom", feature), test.DegreesOfFreedom);
                DigitAssert.Within(1e-8, golden.Number(key, "pValues", feature), test.PValue, feature);
            }
        }
    }

    private static ChiSquaredTest Test(
        ISolver solver, IObjective objective, ClassificationData data, SolverResult optimum, int[] dropped) => DropTests.Test(
            objective,
            data.WeightSum,
            optimum,
            dropped,
            solver,
            new SolverOptions(solver.DefaultMaxIterations, 1e-11),
            TestContext.Current.CancellationToken);

    private static SolverResult Fit(ISolver solver, IObjective objective) => solver.Minimize(
        objective,
        new double[objective.ParameterCount],
        new SolverOptions(solver.DefaultMaxIterations, 1e-11),
        null,
        TestContext.Current.CancellationToken);
}
