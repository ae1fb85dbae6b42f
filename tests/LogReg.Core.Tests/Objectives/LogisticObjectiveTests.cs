using CsCheck;
using LogReg.Numerics;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class LogisticObjectiveTests
{
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0, true, false)]
    [InlineData(0, false, true)]
    [InlineData(0.3, true, true)]
    public void Evaluate_Anywhere_DerivativesMatchFiniteDifferences(double lambda, bool weighted, bool offset) =>
        ObjectiveSamples.Samples(2).Sample(
            sample =>
            {
                var data = new ClassificationData(
                    sample.Design, sample.Classes, 2, weighted ? sample.Weights : null, offset ? sample.Offsets : null);
                var objective = new LogisticObjective(data, new Penalty(lambda), threads: 1);
                ObjectiveSamples.AssertDerivatives(objective, sample.Parameters[..sample.Design.ParameterCount]);
                ObjectiveSamples.AssertProducts(objective, sample.Parameters[..sample.Design.ParameterCount]);
            },
            iter: 30);

    [Fact]
    public void Preconditioner_CategoricalFeature_SolvesWithTheHessianItself() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            // More than one chunk.
            var data =
                new ClassificationData(
                    ObjectiveSamples.Repeat(sample.Design, 20),
                    [.. Enumerable.Repeat(sample.Classes, 20).SelectMany(classes => classes)],
                    2);
            var objective = new LogisticObjective(data, new Penalty(0.3), threads: 2);
            double[] parameters = sample.Parameters[..data.Design.ParameterCount];
            (_, _, double[] hessian) = ObjectiveSamples.Evaluate(objective, parameters);
            double[] gradient = sample.Parameters[1..(parameters.Length + 1)];
            double[] expected = new double[parameters.Length];
            new CholeskyFactorization(hessian, parameters.Length, 1e-12).Solve(gradient, expected);
            double[] actual = new double[parameters.Length];
            ILinearSystem preconditioner = objective.HessianAt(parameters, CancellationToken.None).Preconditioner(CancellationToken.None);
            Assert.IsType<ArrowPreconditioner>(preconditioner);
            preconditioner.Solve(gradient, actual);
            for (int parameter = 0; parameter < parameters.Length; parameter++)
            {
                DigitAssert.Near(1e-11, expected[parameter], actual[parameter], $"parameter {parameter}");
            }
        },
        iter: 30);

    [Fact]
    public void Evaluate_HandComputedRows_GivesTheFormula()
    {
        // Log-odds 0.5 + 1·1 and 0.5 + 1·(−1): the loss is (2·log(1 + e^−1.5) + 1·log(1 + e^−0.5)) / 3 for classes 1 and 0, weights 2 and
        // 1.
        var design = ObjectiveSamples.CreateDesign([[1, -1]], [[0, 0], [0, 0]]);
        var data = new ClassificationData(design, [1, 0], 2, [2, 1]);
        double[] gradient = new double[design.ParameterCount];
        double[] parameters = [0.5, 1, 0, 0, 0];
        ObjectiveEvaluation evaluation =
            new LogisticObjective(data, new Penalty(0.5), 1).Evaluate(parameters, gradient, [], CancellationToken.None);

        double expected = ((2 * Math.Log(1 + Math.Exp(-1.5))) + Math.Log(1 + Math.Exp(-0.5))) / 3;
        DigitAssert.Within(1e-15, expected, evaluation.Loss);
        DigitAssert.Within(1e-15, expected + (0.5 / 2), evaluation.Value);
        double first = 2 * ((1 / (1 + Math.Exp(-1.5))) - 1);
        double second = 1 / (1 + Math.Exp(0.5));
        DigitAssert.Within(1e-14, (first + second) / 3, gradient[0]);
        DigitAssert.Within(1e-14, ((first - second) / 3) + 0.5, gradient[1]);
    }

    [Fact]
    public void Evaluate_EveryRowOnItsSide_SeparatesUnlessPenalised()
    {
        var design = ObjectiveSamples.CreateDesign([[1, -1, 2]], [[0, 1, 2], [0, 1, 0]]);
        var data = new ClassificationData(design, [1, 0, 1], 2);
        double[] parameters = [0, 1, 0, 0, 0];
        double[] gradient = new double[5];
        Assert.True(new LogisticObjective(data, Penalty.None, 1).Evaluate(parameters, gradient, [], CancellationToken.None).Separates);
        Assert.False(new LogisticObjective(data, new Penalty(0.1), 1).Evaluate(parameters, gradient, [], CancellationToken.None).Separates);
        Assert.False(new LogisticObjective(data, Penalty.None, 1).Evaluate(new double[5], gradient, [], CancellationToken.None).Separates);
    }

    [Fact]
    public void Evaluate_OffsetsAloneSeparate_DoesNotSeparate()
    {
        var design = ObjectiveSamples.CreateDesign([[1, 1, 1]], [[0, 0, 0], [0, 0, 0]]);
        var data = new ClassificationData(design, [1, 0, 1], 2, offsets: [5, -5, 5]);
        ObjectiveEvaluation evaluation =
            new LogisticObjective(data, Penalty.None, 1).Evaluate(new double[5], new double[5], [], CancellationToken.None);
        Assert.False(evaluation.Separates);
    }

    [Fact]
    public void Evaluate_FarFromZero_StaysFinite()
    {
        var design = ObjectiveSamples.CreateDesign([[1, -1, 2]], [[0, 1, 2], [0, 1, 0]]);
        var data = new ClassificationData(design, [0, 1, 0], 2);
        (double value, double[] gradient, double[] hessian) = ObjectiveSamples.Evaluate(
            new LogisticObjective(data, Penalty.None, 1), [0, 1e6, 0, 0, 0]);
        DigitAssert.Within(1e-15, 4e6 / 3, value);
        Assert.All(gradient, entry => Assert.True(double.IsFinite(entry)));
        Assert.All(hessian, entry => Assert.Equal(0, entry));
    }

    [Fact]
    public void Evaluate_SaturatedRows_AreCounted()
    {
        var design = ObjectiveSamples.CreateDesign([[8, 0.5, -8, 0.1]], [[0, 0, 0, 0], [0, 0, 0, 0]]);
        var data = new ClassificationData(design, [1, 0, 0, 1], 2);
        ObjectiveEvaluation evaluation =
            new LogisticObjective(data, Penalty.None, 1).Evaluate([0, 1, 0, 0, 0], new double[5], [], CancellationToken.None);
        Assert.Equal(0.5, evaluation.SaturatedShare);
    }

    [Fact]
    public void Evaluate_CancelledToken_Throws()
    {
        var design = ObjectiveSamples.CreateDesign([[1, 2]], [[0, 0], [0, 0]]);
        var objective = new LogisticObjective(new ClassificationData(design, [1, 0], 2), Penalty.None, 1);
        Assert.Throws<OperationCanceledException>(
            () => objective.Evaluate(new double[5], new double[5], [], new CancellationToken(canceled: true)));
    }
}
