using CsCheck;
using LogReg.Collectives;
using LogReg.Design;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Tests.Objectives;

public class FirthObjectiveTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Evaluate_Anywhere_GradientMatchesFiniteDifferences(bool weighted, bool offset) => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            // With hardly more rows than columns, the determinant is too badly conditioned for differences.
            if (sample.Classes.Length < 12)
            {
                return;
            }

            const double Step = 1e-5;
            var objective = new FirthObjective(
                new ClassificationData(sample.Design, sample.Classes, 2, weighted ? sample.Weights : null, offset ? sample.Offsets : null),
                threads: 1);
            double[] parameters = sample.Parameters[..sample.Design.ParameterCount];
            (_, double[] gradient, _) = ObjectiveSamples.Evaluate(objective, parameters);
            for (int parameter = 0; parameter < parameters.Length; parameter++)
            {
                double[] moved = [.. parameters];
                moved[parameter] += Step;
                double above = ObjectiveSamples.Evaluate(objective, moved).Value;
                moved[parameter] -= 2 * Step;
                double below = ObjectiveSamples.Evaluate(objective, moved).Value;
                DigitAssert.Near(1e-8, (above - below) / (2 * Step), gradient[parameter], $"gradient {parameter}");
            }
        },
        iter: 30);

    [Fact]
    public void Evaluate_HandComputedIntercept_GivesTheFormula()
    {
        // One column of ones, two rows of weights 2 and 1: the information is 3μ(1 − μ), and the leverages are 2/3 and 1/3.
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(2)), [1, 0], 2, [2, 1]);
        (double value, double[] gradient, double[] hessian) = ObjectiveSamples.Evaluate(new FirthObjective(data, 1), [0.5]);
        double probability = 1 / (1 + Math.Exp(-0.5));
        double variance = probability * (1 - probability);
        double loss = -((2 * Math.Log(probability)) + Math.Log(1 - probability)) / 3;
        DigitAssert.Within(1e-14, loss - (Math.Log(3 * variance) / 6), value);
        DigitAssert.Within(1e-13, (((2 * (probability - 1)) + probability) + (probability - 0.5)) / 3, gradient[0]);
        DigitAssert.Within(1e-14, variance * (3 + 1) / 3, hessian[0]);
        double[] information = new double[1];
        new FirthObjective(data, 1).Information([0.5], information, CancellationToken.None);
        DigitAssert.Within(1e-14, variance, information[0]);
    }

    [Fact]
    public void Minimize_InterceptOnly_AddsHalfARowToEachClass()
    {
        // Jeffreys' prior for a share: log((k + ½)/(n − k + ½)).
        var data = new ClassificationData(DesignMatrix.InterceptOnly(RowParts.Whole(5)), [1, 1, 1, 1, 1], 2);
        DigitAssert.NineDigits(Math.Log(5.5 / 0.5), Fit(data).Parameters[0]);
    }

    [Fact]
    public void Minimize_WeightTwo_IsTheRowTwice() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            double[] weights = [.. Enumerable.Range(0, sample.Classes.Length).Select(row => row % 2 == 0 ? 1.0 : 2.0)];
            int[] repeated = [.. Enumerable.Range(0, sample.Classes.Length).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
            double[] weighted = Fit(Numeric(sample, [.. Enumerable.Range(0, sample.Classes.Length)], weights)).Parameters;
            double[] twice = Fit(Numeric(sample, repeated, null)).Parameters;
            AssertSame(1e-9, twice, weighted);
        },
        iter: 30);

    [Fact]
    public void Minimize_WeightZero_IsTheRowGone() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            int[] all = [.. Enumerable.Range(0, sample.Classes.Length)];
            double[] weighted = Fit(Numeric(sample, all, [.. all.Select(row => row == 1 ? 0.0 : 1.0)])).Parameters;
            double[] without = Fit(Numeric(sample, [.. all.Where(row => row != 1)], null)).Parameters;
            AssertSame(1e-9, without, weighted);
        },
        iter: 30);

    [Fact]
    public void Minimize_SeparatedClasses_IsFiniteAndAMinimum() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            // The classes by the sign of a direction: completely separated, or of one class only.
            ClassificationData drawn = Numeric(sample, [.. Enumerable.Range(0, sample.Classes.Length)], null);
            double[] direction = [0.3, 1, -0.5];
            double[] logOdds = new double[drawn.Design.Parts.Count];
            drawn.Design.Blocks[0].AddProduct(direction, logOdds);
            SolverResult result = Fit(new ClassificationData(drawn.Design, [.. logOdds.Select(value => value > 0 ? 1 : 0)], 2));
            Assert.True(result.Termination is TerminationReason.Gradient or TerminationReason.Precision, result.Termination.ToString());

            // A column of tiny numbers has a large coefficient: what is finite is what it contributes.
            for (int place = 0; place < result.Parameters.Length; place++)
            {
                double[] column = new double[drawn.Design.Parts.Count];
                new ColumnAccess(drawn.Design).Add(place, result.Parameters[place], column);
                Assert.All(column, contribution => Assert.InRange(Math.Abs(contribution), 0, 1000));
            }

            Assert.InRange(result.GradientNorm, 0, 1e-11);
        },
        iter: 30);

    [Fact]
    public void Minimize_MoreColumnsThanRows_IsFinite()
    {
        var random = new Random(1);
        double[][] columns = [.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextDouble()).ToArray())];
        Array.Fill(columns[0], 1);
        var design = new DesignMatrix([new DesignChunk([new DenseGroup(0, [.. columns])], 8)], 12, [.. Enumerable.Range(0, 12)]);
        SolverResult result = Fit(new ClassificationData(design, [0, 1, 1, 0, 1, 0, 0, 1], 2));
        Assert.InRange(result.DependentParameters.Count, 3, 4);
        Assert.True(result.Termination is TerminationReason.Gradient or TerminationReason.Precision, result.Termination.ToString());
        Assert.All(result.Parameters, parameter => Assert.True(double.IsFinite(parameter)));
        Assert.True(double.IsFinite(result.Evaluation.Value));
    }

    [Fact]
    public void Minimize_AliasedColumn_IsLeftOut()
    {
        double[] ones = [1, 1, 1, 1, 1, 1];
        double[] x = [0.5, -1, 2, 0.25, -2, 1];
        double[] twice = [.. x.Select(value => (2 * value) + 1)];
        int[] classes = [1, 0, 1, 0, 0, 1];
        var aliased = new DesignMatrix([new DesignChunk([new DenseGroup(0, [ones, x, twice])], 6)], 3, [0, 1, 2]);
        var alone = new DesignMatrix([new DesignChunk([new DenseGroup(0, [ones, x])], 6)], 2, [0, 1]);
        SolverResult result = Fit(new ClassificationData(aliased, classes, 2));
        SolverResult expected = Fit(new ClassificationData(alone, classes, 2));
        Assert.Equal([2], result.DependentParameters);
        AssertSame(1e-9, [.. expected.Parameters, 0], result.Parameters);
        DigitAssert.Within(1e-13, expected.Evaluation.Value, result.Evaluation.Value);
    }

    [Fact]
    public void Evaluate_AnyThreads_GivesTheSameBits()
    {
        var random = new Random(7);
        const int Rows = 20_000;
        double[] Column(Func<double> next) => [.. Enumerable.Range(0, Rows).Select(_ => next())];
        var design = new DesignMatrix(
            [new DesignChunk([new DenseGroup(0, [Column(() => 1), Column(random.NextDouble), Column(random.NextDouble)])], Rows)],
            3,
            [0, 1, 2]);
        var data = new ClassificationData(design, [.. Enumerable.Range(0, Rows).Select(_ => random.Next(2))], 2);
        var one = ObjectiveSamples.Evaluate(new FirthObjective(data, 1), [0.1, -0.2, 0.3]);
        var four = ObjectiveSamples.Evaluate(new FirthObjective(data, 4), [0.1, -0.2, 0.3]);
        DigitAssert.SameBits(one.Value, four.Value);
        Assert.Equal(one.Gradient, four.Gradient);
        Assert.Equal(one.Hessian, four.Hessian);
    }

    [Fact]
    public void Evaluate_FarFromZero_IsInfiniteNotNaN()
    {
        var design = ObjectiveSamples.CreateDesign([[1, -1, 2, 0.5, 3, -2]], [[0, 1, 2, 0, 1, 2], [0, 1, 0, 0, 1, 1]]);
        var data = new ClassificationData(design, [0, 1, 0, 1, 1, 0], 2);
        (double value, double[] gradient, _) = ObjectiveSamples.Evaluate(new FirthObjective(data, 1), [0, 1e6, 0, 0, 0]);
        Assert.Equal(double.PositiveInfinity, value);
        Assert.All(gradient, entry => Assert.True(double.IsFinite(entry)));
    }

    [Fact]
    public void HessianDiagonal_Anywhere_IsThatOfTheInformation() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            var objective = new FirthObjective(new ClassificationData(sample.Design, sample.Classes, 2, sample.Weights), 1);
            double[] parameters = sample.Parameters[..sample.Design.ParameterCount];
            double[] diagonal = new double[parameters.Length];
            objective.HessianDiagonal(parameters, diagonal, CancellationToken.None);
            double[] information = new double[parameters.Length * parameters.Length];
            objective.Information(parameters, information, CancellationToken.None);
            for (int parameter = 0; parameter < parameters.Length; parameter++)
            {
                DigitAssert.Within(1e-13, information[parameter * (parameters.Length + 1)], diagonal[parameter]);
            }
        },
        iter: 10);

    private static SolverResult Fit(ClassificationData data)
    {
        var objective = new FirthObjective(data, threads: 1);
        return new NewtonSolver().Minimize(
            objective, new double[objective.ParameterCount], new SolverOptions(1000, 1e-12), null, CancellationToken.None);
    }

    // Chosen rows of a sample with an intercept and two numbers.
    private static ClassificationData Numeric(ObjectiveSamples.Sample sample, int[] rows, double[]? weights)
    {
        double[] ColumnOf(int column)
        {
            double[] indicator = new double[sample.Design.ColumnCount];
            indicator[column] = 1;
            double[] values = new double[sample.Classes.Length];
            sample.Design.Blocks[0].AddProduct(indicator, values);
            return [.. rows.Select(row => values[row])];
        }

        var design =
            new DesignMatrix([new DesignChunk([new DenseGroup(0, [ColumnOf(0), ColumnOf(1), ColumnOf(2)])], rows.Length)], 3, [0, 1, 2]);
        return new ClassificationData(design, [.. rows.Select(row => sample.Classes[row])], 2, weights);
    }

    private static void AssertSame(double tolerance, double[] expected, double[] actual)
    {
        for (int parameter = 0; parameter < expected.Length; parameter++)
        {
            DigitAssert.Near(tolerance, expected[parameter], actual[parameter], $"parameter {parameter}");
        }
    }
}
