using LogReg.Data;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Tests;

/// <summary>Data on which logistic regression has no answer, or a fragile one: it must say so and never give NaN.</summary>
public class DifficultDataTests
{
    public static TheoryData<SolverKind> Kinds { get; } =
    [
        SolverKind.Newton, SolverKind.NewtonConjugateGradient, SolverKind.Lbfgs, SolverKind.GradientDescent,
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_BreastCancer_EndsWithSeparation(SolverKind solver)
    {
        LogisticFit fit = new LogisticRegression { Solver = solver }.Fit(TextSource.File("breast-cancer.csv"));
        Assert.Equal(TerminationReason.Separation, fit.Termination);
        Assert.False(fit.Converged);
        AssertFinite(fit);
        FitWarning warning = Assert.Single(fit.Warnings, warning => warning.Kind == FitWarningKind.Separation);
        Assert.Contains("'diagnosis'", warning.Message, StringComparison.Ordinal);
        Assert.Contains("Ridge", warning.Hint?.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, fit.Training.Accuracy);
        Assert.Contains(warning.Message, fit.Model.Training.Warnings);
        Assert.Equal("separation", fit.Model.Training.Termination);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_BreastCancerWithRidge_Converges(SolverKind solver)
    {
        var estimator = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.01, Tolerance = 1e-12 };
        LogisticFit expected = (estimator with { Solver = SolverKind.Newton }).Fit(TextSource.File("breast-cancer.csv"));
        LogisticFit fit = (estimator with { Solver = solver }).Fit(TextSource.File("breast-cancer.csv"));
        Assert.True(fit.Converged);
        Assert.Empty(fit.Warnings);
        DigitAssert.SameCoefficients(1e-8, expected.Model, fit.Model);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Iris_EndsWithoutNaN(SolverKind solver)
    {
        // setosa is apart, the other two classes overlap: no maximum, but no complete separation either.
        LogisticFit fit = new LogisticRegression { Solver = solver, MaxIterations = 300 }.Fit(TextSource.File("iris.csv"));
        AssertFinite(fit);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_OneRowPerClass_EndsWithSeparation(SolverKind solver)
    {
        LogisticFit fit = new LogisticRegression { Solver = solver }.Fit(new double[,] { { 0 }, { 1 } }, [0, 1]);
        Assert.Equal(TerminationReason.Separation, fit.Termination);
        AssertFinite(fit);
        Assert.Equal("1", fit.Model.Predict([1]));
        Assert.Equal("0", fit.Model.Predict([0]));
    }

    [Fact]
    public void Fit_OneFeatureOnly_Fits()
    {
        LogisticFit fit = new LogisticRegression().Fit(new double[,] { { 0 }, { 1 }, { 2 }, { 3 } }, [0, 1, 0, 1]);
        Assert.True(fit.Converged);
        Assert.Equal(2, fit.Model.Coefficients.Count);
    }

    [Fact]
    public void Fit_DuplicateColumn_LeavesTheLaterAtZeroAndNamesIt()
    {
        double[] x = Wave(60, 1);
        LogisticFit fit = Fit(("x", x), ("z", Wave(60, 2)), ("copy", x));
        AssertLeftAtZero(fit, "copy");
        DigitAssert.SameCoefficients(1e-9, Fit(("x", x), ("z", Wave(60, 2))).Model, Without(fit, "copy"));
    }

    [Fact]
    public void Fit_SumOfTwoColumns_LeavesTheLastAtZeroAndNamesIt()
    {
        double[] x = Wave(60, 1);
        double[] z = Wave(60, 2);
        AssertLeftAtZero(Fit(("x", x), ("z", z), ("sum", [.. x.Zip(z, (left, right) => left + (1000 * right) + 5)])), "sum");
    }

    [Fact]
    public void Fit_DummyTrap_LeavesTheLastAtZeroAndNamesIt()
    {
        double[][] dummies =
        [
            .. Enumerable.Range(0, 3).Select(level => Enumerable.Range(0, 60).Select(row => row % 3 == level ? 1.0 : 0).ToArray()),
        ];
        AssertLeftAtZero(Fit(("a", dummies[0]), ("b", dummies[1]), ("c", dummies[2])), "c");
    }

    [Fact]
    public void Fit_IndicatorAfterItsCategory_IsLeftAtZeroAndNamed()
    {
        string[] sex = [.. Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? "female" : "male")];
        Table table =
            new TableBuilder().AddCategorical("sex", sex).AddNumeric("isMale", [.. sex.Select(value => value == "male" ? 1.0 : 0)])
                .AddCategorical("y", Labels(60)).Build();
        LogisticFit fit = new LogisticRegression { Target = "y" }.Fit(table);
        AssertLeftAtZero(fit, "isMale");
        Assert.NotEqual(0, fit.Model.Coefficients["sex=male"]);
    }

    [Fact]
    public void Fit_CollinearColumnsUnderRidge_ShareTheEffect()
    {
        double[] x = Wave(60, 1);
        LogisticFit fit = Fit(new LogisticRegression { Target = "y", Penalty = PenaltyKind.Ridge, Lambda = 0.1 }, ("x", x), ("copy", x));
        Assert.Empty(fit.Warnings);
        DigitAssert.Within(1e-9, fit.Model.Coefficients["x"], fit.Model.Coefficients["copy"]);
    }

    [Theory]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.GradientDescent)]
    public void Fit_CollinearColumnsWithoutHessian_PredictsTheSame(SolverKind solver)
    {
        double[] x = Wave(60, 1);
        LogisticFit expected = Fit(("x", x), ("copy", x));
        LogisticFit fit = Fit(new LogisticRegression { Target = "y", Solver = solver, Tolerance = 1e-11 }, ("x", x), ("copy", x));
        Assert.True(fit.Converged);
        DigitAssert.Within(1e-9, expected.Model.Coefficients["x"], fit.Model.Coefficients["x"] + fit.Model.Coefficients["copy"]);
    }

    [Theory]
    [InlineData(1e150)]
    [InlineData(1e-150)]
    [InlineData(1e12)]
    [InlineData(1e-12)]
    public void Fit_ExtremeScale_PredictsAsOnAnOrdinaryOne(double scale)
    {
        double[] x = Wave(60, 1);
        LogisticFit expected = Fit(("x", x), ("z", Wave(60, 2)));
        LogisticFit fit = Fit(("x", [.. x.Select(value => value * scale)]), ("z", Wave(60, 2)));
        Assert.True(fit.Converged);
        Assert.Empty(fit.Warnings);
        DigitAssert.Within(1e-9, expected.Model.Coefficients["x"], fit.Model.Coefficients["x"] * scale);
        DigitAssert.Within(1e-12, expected.LogLikelihood, fit.LogLikelihood);
    }

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e308)]
    [InlineData(1e-200)]
    [InlineData(1e-320)]
    public void Fit_ScaleThatCannotBeStandardised_IsRefusedByName(double scale)
    {
        var exception = Assert.Throws<DataException>(() => Fit(("x", [.. Wave(60, 1).Select(value => value * scale)]), ("z", Wave(60, 2))));
        Assert.Equal("x", exception.Column);
        Assert.Contains("unit", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LargeMeanSmallSpread_KeepsItsDigits()
    {
        // Years, timestamps: the values differ in their last digits only. 2^31 + an eighth is exact.
        double[] x = [.. Wave(60, 1).Select(value => Math.Round(value * 8) / 8)];
        LogisticFit expected = Fit(("x", x));
        LogisticFit fit = Fit(("x", [.. x.Select(value => value + 2147483648)]));
        DigitAssert.Within(1e-9, expected.Model.Coefficients["x"], fit.Model.Coefficients["x"]);
        DigitAssert.Within(1e-12, expected.LogLikelihood, fit.LogLikelihood);
    }

    [Fact]
    public void Fit_ForcedConstant_GetsZeroAndAWarning()
    {
        LogisticFit fit =
            Fit(
                new LogisticRegression { Target = "y", Features = ["x", "seven"] },
                ("x", Wave(60, 1)),
                ("seven", [.. Enumerable.Repeat(7.0, 60)]));
        Assert.Empty(fit.Data.LeftOut);
        AssertLeftAtZero(fit, "seven");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_HugeLambda_LeavesTheClassShares(int classCount)
    {
        string[] labels = [.. Enumerable.Range(0, 60).Select(row => $"{(row % 5) % classCount}")];
        Table table = new TableBuilder().AddNumeric("x", Wave(60, 1)).AddNumeric("z", Wave(60, 2)).AddCategorical("y", labels).Build();
        LogisticModel model = new LogisticRegression { Target = "y", Penalty = PenaltyKind.Ridge, Lambda = 1e9 }.Fit(table).Model;
        Assert.All(
            model.ClassesWithEquation.SelectMany(model.CoefficientsOf).Where(pair => pair.Key != Coefficients.InterceptName),
            pair => Assert.InRange(Math.Abs(pair.Value), 0, 1e-8));
        double[] probabilities = new double[classCount];
        model.PredictProbabilities([0.5, 0.25], probabilities);
        for (int code = 0; code < classCount; code++)
        {
            DigitAssert.Within(1e-8, labels.Count(label => label == $"{code}") / 60.0, probabilities[code]);
        }
    }

    [Fact]
    public void Fit_MoreColumnsThanRows_SolversAgreeUnderRidge()
    {
        double[,] x = new double[150, 1010];
        int[] y = new int[150];
        var random = new Random(17);
        for (int row = 0; row < 150; row++)
        {
            for (int column = 0; column < 1010; column++)
            {
                x[row, column] = random.NextDouble() - 0.5;
            }

            y[row] = x[row, 0] + x[row, 1] + random.NextDouble() - 0.5 > 0 ? 1 : 0;
        }

        var estimator = new LogisticRegression { Penalty = PenaltyKind.Ridge, Lambda = 0.5 };
        LogisticFit auto = estimator.Fit(x, y);
        LogisticFit newton = (estimator with { Solver = SolverKind.Newton }).Fit(x, y);
        Assert.Equal(SolverKind.NewtonConjugateGradient, auto.Solver);
        Assert.True(auto.Converged && newton.Converged);
        DigitAssert.SameCoefficients(1e-7, newton.Model, auto.Model);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_TooFewIterations_IsAResultWithAWarning(SolverKind solver)
    {
        LogisticFit fit = new LogisticRegression { Solver = solver, MaxIterations = 1 }.Fit(TextSource.File("spector.csv"));
        Assert.Equal(TerminationReason.MaximumIterations, fit.Termination);
        Assert.False(fit.Converged);
        Assert.Equal(1, fit.Iterations);
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(FitWarningKind.NotConverged, warning.Kind);
        Assert.Contains("1 iteration", warning.Message, StringComparison.Ordinal);
        Assert.Contains("MaxIterations", warning.Hint?.ToString(), StringComparison.Ordinal);
        Assert.False(fit.Model.Training.Converged);
        AssertFinite(fit);
    }

    [Fact]
    public void Fit_AbsurdLearningRate_EndsWithDivergence()
    {
        LogisticFit fit =
            new LogisticRegression { Solver = SolverKind.GradientDescent, LearningRate = 1e6 }.Fit(TextSource.File("spector.csv"));
        Assert.Equal(TerminationReason.Divergence, fit.Termination);
        Assert.Contains("LearningRate", Assert.Single(fit.Warnings).Hint?.ToString(), StringComparison.Ordinal);
        AssertFinite(fit);
    }

    [Fact]
    public void Fit_Newton_LowersTheObjectiveInEveryIteration()
    {
        LogisticFit fit = new LogisticRegression { Solver = SolverKind.Newton }.Fit(TextSource.File("titanic.csv"));
        Assert.Equal(fit.Iterations + 1, fit.History.Count);
        Assert.All(fit.History.Zip(fit.History.Skip(1)), pair => Assert.True(pair.Second.Objective <= pair.First.Objective * (1 + 1e-15)));
        DigitAssert.Within(1e-14, Math.Log(2), fit.History[0].Objective);
        Assert.Equal(fit.Objective, fit.History[^1].Objective);
    }

    private static void AssertLeftAtZero(LogisticFit fit, string name)
    {
        Assert.True(fit.Converged);
        Assert.Equal(0, fit.Model.Coefficients[name]);
        FitWarning warning = Assert.Single(fit.Warnings);
        Assert.Equal(FitWarningKind.Collinearity, warning.Kind);
        Assert.Contains($"the coefficient of {name} was set to 0", warning.Message, StringComparison.Ordinal);
        Assert.Contains("ExcludedColumns", warning.Hint?.ToString(), StringComparison.Ordinal);
        AssertFinite(fit);
    }

    private static void AssertFinite(LogisticFit fit)
    {
        Assert.All(
            fit.Model.ClassesWithEquation.SelectMany(name => fit.Model.CoefficientsOf(name).Values),
            value => Assert.True(double.IsFinite(value)));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        Assert.True(double.IsFinite(fit.GradientNorm));
        double[] probabilities = new double[fit.Model.Target.Classes.Count];
        fit.Model.PredictProbabilities(new double[fit.Model.Features.Count], probabilities);
        DigitAssert.Within(1e-12, 1, probabilities.Sum());
    }

    private static LogisticModel Without(LogisticFit fit, string name)
    {
        var values = new OrderedDictionary<string, double>(fit.Model.Coefficients.Where(pair => pair.Key != name));
        int kept = fit.Model.Features.Count - 1;
        return SmallModel.Of(
            fit.Model.Target,
            [.. fit.Model.Features.Take(kept)],
            [new LinearEquation(
                values[Coefficients.InterceptName], [.. fit.Model.Features.Take(kept).Select(feature => new[] { values[feature.Name] })])],
            0.5,
            fit.Model.Training);
    }

    private static LogisticFit Fit(params (string Name, double[] Values)[] columns) =>
        Fit(new LogisticRegression { Target = "y" }, columns);

    private static LogisticFit Fit(LogisticRegression estimator, params (string Name, double[] Values)[] columns)
    {
        var builder = new TableBuilder();
        foreach ((string name, double[] values) in columns)
        {
            builder.AddNumeric(name, values);
        }

        return estimator.Fit(builder.AddCategorical("y", Labels(60)).Build());
    }

    // Neither of these separates the labels.
    private static double[] Wave(int count, int frequency) =>
        [.. Enumerable.Range(0, count).Select(row => Math.Sin(frequency * 1.7 * (row + 1)) + (0.1 * frequency))];

    private static string[] Labels(int count) => [.. Enumerable.Range(0, count).Select(row => (row * row) % 7 < 3 ? "no" : "yes")];
}
