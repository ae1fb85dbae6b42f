using LogReg.Solvers;

namespace LogReg.Tests;

public class LogisticRegressionOptionsTests
{
    [Fact]
    public void Constructor_Nothing_SetsTheDefaults()
    {
        var estimator = new LogisticRegression();
        Assert.Null(estimator.Target);
        Assert.Null(estimator.Positive);
        Assert.Null(estimator.Features);
        Assert.Empty(estimator.ExcludedColumns);
        Assert.Empty(estimator.CategoricalColumns);
        Assert.Empty(estimator.NumericColumns);
        Assert.Empty(estimator.References);
        Assert.Equal(MissingHandling.Auto, estimator.MissingHandling);
        Assert.Null(estimator.WeightColumn);
        Assert.Null(estimator.OffsetColumn);
        Assert.Equal(PenaltyKind.None, estimator.Penalty);
        Assert.Equal(0, estimator.Lambda);
        Assert.Equal(SolverKind.Auto, estimator.Solver);
        Assert.Null(estimator.LearningRate);
        Assert.Null(estimator.MaxIterations);
        Assert.Equal(1e-8, estimator.Tolerance);
        Assert.Null(estimator.TestSize);
        Assert.Equal(1, estimator.Seed);
        Assert.Equal(0.5, estimator.Threshold);
        Assert.Equal(0, estimator.Threads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(double.MaxValue)]
    public void Lambda_InRange_IsKept(double value) => Assert.Equal(value, new LogisticRegression { Lambda = value }.Lambda);

    [Theory]
    [InlineData(-1e-300, "must be 0 or more and finite")]
    [InlineData(double.NaN, "must be 0 or more and finite")]
    [InlineData(double.PositiveInfinity, "must be 0 or more and finite")]
    public void Lambda_OutOfRange_NamesOptionValueAndRange(double value, string range) =>
        AssertRefused(() => new LogisticRegression { Lambda = value }, "Lambda", value, range);

    [Theory]
    [InlineData(null)]
    [InlineData(1e-300)]
    [InlineData(1e6)]
    public void LearningRate_InRange_IsKept(double? value) =>
        Assert.Equal(value, new LogisticRegression { LearningRate = value }.LearningRate);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void LearningRate_OutOfRange_NamesOptionValueAndRange(double value) =>
        AssertRefused(() => new LogisticRegression { LearningRate = value }, "LearningRate", value, "must be more than 0 and finite");

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void MaxIterations_InRange_IsKept(int? value) =>
        Assert.Equal(value, new LogisticRegression { MaxIterations = value }.MaxIterations);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void MaxIterations_OutOfRange_NamesOptionValueAndRange(int value) =>
        AssertRefused(() => new LogisticRegression { MaxIterations = value }, "MaxIterations", value, "must be 1 or more");

    [Theory]
    [InlineData(1e-300)]
    [InlineData(0.999)]
    public void Tolerance_InRange_IsKept(double value) => Assert.Equal(value, new LogisticRegression { Tolerance = value }.Tolerance);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Tolerance_OutOfRange_NamesOptionValueAndRange(double value) =>
        AssertRefused(() => new LogisticRegression { Tolerance = value }, "Tolerance", value, "must be more than 0 and less than 1");

    [Theory]
    [InlineData(null)]
    [InlineData(0.001)]
    [InlineData(0.999)]
    public void TestSize_InRange_IsKept(double? value) => Assert.Equal(value, new LogisticRegression { TestSize = value }.TestSize);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.2)]
    [InlineData(double.NaN)]
    public void TestSize_OutOfRange_NamesOptionValueAndRange(double value) =>
        AssertRefused(() => new LogisticRegression { TestSize = value }, "TestSize", value, "must be more than 0 and less than 1");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Threshold_InRange_IsKept(double value) => Assert.Equal(value, new LogisticRegression { Threshold = value }.Threshold);

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    [InlineData(double.NaN)]
    public void Threshold_OutOfRange_NamesOptionValueAndRange(double value) =>
        AssertRefused(() => new LogisticRegression { Threshold = value }, "Threshold", value, "must be between 0 and 1");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    public void Threads_InRange_IsKept(int value)
    {
        var estimator = new LogisticRegression { Threads = value };
        Assert.Equal(value, estimator.Threads);
        Assert.Equal(value == 0 ? Environment.ProcessorCount : value, estimator.ToPlan().Threads);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Threads_OutOfRange_NamesOptionValueAndRange(int value) =>
        AssertRefused(() => new LogisticRegression { Threads = value }, "Threads", value, "must be between 0 (one per core) and 1024");

    [Fact]
    public void Fit_LambdaWithoutPenalty_IsAContradiction() =>
        AssertContradiction(
            new LogisticRegression { Lambda = 0.5 },
            "Penalty = None cannot be used with Lambda = 0.5. Use Penalty = Ridge, or leave Lambda = 0.5 out.");

    [Fact]
    public void Fit_RidgeWithoutLambda_IsAContradiction() =>
        AssertContradiction(
            new LogisticRegression { Penalty = PenaltyKind.Ridge }, "Penalty = Ridge needs Lambda. Add LambdaChoice = CrossValidation");

    [Theory]
    [InlineData(SolverKind.Auto)]
    [InlineData(SolverKind.Newton)]
    [InlineData(SolverKind.Lbfgs)]
    [InlineData(SolverKind.NewtonConjugateGradient)]
    public void Fit_LearningRateOfAnotherSolver_IsAContradiction(SolverKind solver) =>
        AssertContradiction(
            new LogisticRegression { Solver = solver, LearningRate = 0.1 },
            "LearningRate = 0.1 needs Solver = GradientDescent or Solver = StochasticGradient. Add Solver = GradientDescent");

    [Fact]
    public void FindConflict_OptionThatIsGivenWithItsDefault_CountsAsGiven()
    {
        var estimator = new LogisticRegression();
        Assert.Null(estimator.FindConflict());
        OptionConflict? conflict = estimator.FindConflict(new HashSet<OptionName> { OptionName.Epochs });
        Assert.Equal("StochasticGradient.Epochs needs Solver = StochasticGradient", conflict?.Problem.ToString());
        Assert.Equal([OptionName.Solver, OptionName.Epochs], conflict?.Hint.Remedies.Select(remedy => remedy.Option));
    }

    [Fact]
    public void FindConflict_ThresholdRuleOfAPath_SpellsTheRule() => AssertContradiction(
        new LogisticRegression
        {
            Penalty = PenaltyKind.Lasso,
            LambdaChoice = LambdaChoice.Path,
            ThresholdRule = LogReg.Evaluation.ThresholdRule.Cost(5, 1),
        },
        "ThresholdRule = Cost(5, 1) cannot be used with LambdaChoice = Path.");

    [Fact]
    public void Fit_ArgumentsThatDoNotFit_AreRefused()
    {
        var estimator = new LogisticRegression();
        Assert.Throws<ArgumentNullException>(() => estimator.Fit((LogReg.Data.CsvSource)null!));
        Assert.Throws<ArgumentNullException>(() => estimator.Fit((LogReg.Data.Table)null!));
        Assert.Throws<ArgumentException>(() => estimator.Fit([1.0, 2, 3], [0, 1]));
        Assert.Throws<ArgumentException>(() => estimator.Fit([], ReadOnlySpan<int>.Empty));
        Assert.Throws<ArgumentException>(() => estimator.Fit(new double[2, 1], [0, 1, 1]));
        Assert.Throws<ArgumentException>(() => estimator.Fit(new double[2, 2], [0, 1], ["only one"]));
        Assert.Throws<ArgumentException>(() => estimator.Fit(new double[,] { { double.PositiveInfinity }, { 1 } }, [0, 1]));
    }

    private static void AssertRefused(Func<object> create, string option, object value, string range)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(create);
        Assert.Equal(option, exception.ParamName);
        Assert.Equal(value, exception.ActualValue);
        Assert.StartsWith(FormattableString.Invariant($"{option} is {value}, but {range}."), exception.Message, StringComparison.Ordinal);
    }

    private static void AssertContradiction(LogisticRegression estimator, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => estimator.Fit(TextSource.File("spector.csv")));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}
