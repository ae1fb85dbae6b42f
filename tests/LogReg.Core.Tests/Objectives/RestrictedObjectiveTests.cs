using CsCheck;
using LogReg.Objectives;

namespace LogReg.Tests.Objectives;

public class RestrictedObjectiveTests
{
    [Fact]
    public void Evaluate_KeptParameters_IsTheFullObjectiveWithZeros() => ObjectiveSamples.Samples(2).Sample(
        sample =>
        {
            var data = new ClassificationData(sample.Design, sample.Classes, 2, sample.Weights, sample.Offsets);
            var full = new LogisticObjective(data, Penalty.None, 1);
            int[] kept = [0, 2, 5];
            double[] some = sample.Parameters[..3];
            double[] all = new double[sample.Design.ParameterCount];
            for (int index = 0; index < kept.Length; index++)
            {
                all[kept[index]] = some[index];
            }

            var restricted = new RestrictedObjective(full, kept);
            var (value, gradient, hessian) = ObjectiveSamples.Evaluate(restricted, some);
            var expected = ObjectiveSamples.Evaluate(full, all);
            double[] diagonal = new double[3];
            double[] fullDiagonal = new double[all.Length];
            restricted.HessianDiagonal(some, diagonal, CancellationToken.None);
            full.HessianDiagonal(all, fullDiagonal, CancellationToken.None);
            Assert.Equal(expected.Value, value);
            for (int row = 0; row < kept.Length; row++)
            {
                Assert.Equal(expected.Gradient[kept[row]], gradient[row]);
                Assert.Equal(fullDiagonal[kept[row]], diagonal[row]);
                for (int column = 0; column < kept.Length; column++)
                {
                    Assert.Equal(expected.Hessian[(kept[row] * all.Length) + kept[column]], hessian[(row * kept.Length) + column]);
                }
            }

            ObjectiveSamples.AssertProducts(restricted, some);
            Assert.Equal(value, restricted.Evaluate(some, new double[3], [], CancellationToken.None).Value);
        },
        iter: 20);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    [InlineData(0, 6)]
    [InlineData(-1, 2)]
    public void Constructor_PositionsOutOfOrderOrRange_Throws(int first, int second)
    {
        var design = ObjectiveSamples.CreateDesign([[1, 2], [0, 1]], [[0, 1], [0, 1]]);
        var full = new LogisticObjective(new ClassificationData(design, [1, 0], 2), Penalty.None, 1);
        Assert.Throws<ArgumentException>(() => new RestrictedObjective(full, [first, second]));
    }
}
