using CsCheck;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class SoftmaxObjectiveTests
{
    [Theory]
    [InlineData(3, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(3, 0.3, true)]
    [InlineData(4, 0, true)]
    [InlineData(2, 0.2, true)]
    public void Evaluate_Anywhere_DerivativesMatchFiniteDifferences(int classCount, double lambda, bool weighted) =>
        ObjectiveSamples.Samples(classCount).Sample(
            sample =>
            {
                var data = new ClassificationData(sample.Design, sample.Classes, classCount, weighted ? sample.Weights : null);
                var objective = new SoftmaxObjective(data, new Penalty(lambda), threads: 1);
                int length = sample.Design.ParameterCount;

                // With all classes kept, the Hessian has 1/K more between intercepts, along which the value is flat.
                double Excess(int row, int column) => lambda > 0 && row % length == 0 && column % length == 0 ? 1.0 / classCount : 0;
                double[] parameters = sample.Parameters[..objective.ParameterCount];
                ObjectiveSamples.AssertDerivatives(objective, parameters, Excess);
                ObjectiveSamples.AssertProducts(objective, parameters, Excess, lambda > 0 ? classCount : 1);
            },
            iter: 15);

    [Fact]
    public void Evaluate_TwoClasses_EqualsTheBinaryObjective() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            var data = new ClassificationData(sample.Design, sample.Classes, 2, sample.Weights);
            double[] parameters = sample.Parameters[..sample.Design.ParameterCount];
            var (value, gradient, hessian) = ObjectiveSamples.Evaluate(new LogisticObjective(data, Penalty.None, 1), parameters);
            var softmax = ObjectiveSamples.Evaluate(new SoftmaxObjective(data, Penalty.None, 1), parameters);
            DigitAssert.Near(1e-14, value, softmax.Value, "value");
            for (int index = 0; index < hessian.Length; index++)
            {
                DigitAssert.Near(1e-14, hessian[index], softmax.Hessian[index], $"Hessian {index}");
            }

            for (int index = 0; index < gradient.Length; index++)
            {
                DigitAssert.Near(1e-14, gradient[index], softmax.Gradient[index], $"gradient {index}");
            }
        },
        iter: 50);

    [Fact]
    public void EquationCount_ByPenalty_LeavesTheReferenceOutOrKeepsAll()
    {
        var design = ObjectiveSamples.CreateDesign([[1, 2, 3]], [[0, 0, 0], [0, 0, 0]]);
        var data = new ClassificationData(design, [0, 1, 2], 3);
        Assert.Equal(2, new SoftmaxObjective(data, Penalty.None, 1).EquationCount);
        Assert.Equal(3, new SoftmaxObjective(data, new Penalty(1), 1).EquationCount);
    }

    [Fact]
    public void Evaluate_EveryRowOnItsSide_Separates()
    {
        var design = ObjectiveSamples.CreateDesign([[-2, 0, 2]], [[0, 1, 2], [0, 1, 0]]);
        var data = new ClassificationData(design, [0, 1, 2], 3);
        // Log-odds of class 1: x + 1, of class 2: 3x − 2, of class 0: 0.
        double[] parameters = [1, 1, 0, 0, 0, -2, 3, 0, 0, 0];
        Assert.True(new SoftmaxObjective(data, Penalty.None, 1).Evaluate(parameters, new double[10], [], CancellationToken.None).Separates);
        Assert.False(
            new SoftmaxObjective(data, Penalty.None, 1).Evaluate(new double[10], new double[10], [], CancellationToken.None).Separates);
    }

    [Fact]
    public void Evaluate_FarFromZero_StaysFinite()
    {
        var design = ObjectiveSamples.CreateDesign([[-2, 0, 2]], [[0, 1, 2], [0, 1, 0]]);
        var data = new ClassificationData(design, [2, 1, 0], 3);
        var (value, gradient, hessian) = ObjectiveSamples.Evaluate(
            new SoftmaxObjective(data, Penalty.None, 1), [0, 1e5, 0, 0, 0, 0, -1e5, 0, 0, 0]);
        Assert.True(double.IsFinite(value));
        Assert.All(gradient.Concat(hessian), entry => Assert.True(double.IsFinite(entry)));
    }
}
