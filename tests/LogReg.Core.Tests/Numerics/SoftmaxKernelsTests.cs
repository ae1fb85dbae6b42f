using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Tests.Numerics;

public class SoftmaxKernelsTests
{
    private const int Stride = 2048;

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(5, 3, true)]
    [InlineData(2047, 4, false)]
    [InlineData(2048, 25, true)]
    public void ToProbabilities_AnyRows_AgreesWithThePlainFunction(int rowCount, int equations, bool hasReference)
    {
        double[] actual = [.. Enumerable.Range(0, equations * Stride).Select(index => 30 * Math.Sin(1.3 * index))];
        double[] logOdds = [.. actual];
        double[] largest = new double[Stride];
        double[] second = new double[Stride];
        double[] sum = new double[Stride];
        SoftmaxKernels.ToProbabilities(actual, Stride, equations, hasReference, largest, second, sum, rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            double[] own =
            [
                .. hasReference ? [0.0] : Array.Empty<double>(),
                .. Enumerable.Range(0, equations).Select(equation => logOdds[(equation * Stride) + row]),
            ];
            double[] ordered = [.. own.OrderDescending()];
            Assert.Equal(ordered[0], largest[row]);
            Assert.Equal(ordered.Length > 1 ? ordered[1] : double.NegativeInfinity, second[row]);
            Softmax.InPlace(own);
            for (int equation = 0; equation < equations; equation++)
            {
                DigitAssert.Near(1e-13, own[equation + (hasReference ? 1 : 0)], actual[(equation * Stride) + row]);
            }
        }
    }

    [Theory]
    [InlineData(1, 3, 1)]
    [InlineData(3, 4, 255)]
    [InlineData(10, 3, 300)]
    [InlineData(17, 5, 2048)]
    public void AddHessian_AnySize_AgreesWithThePlainKernel(int columnCount, int equations, int rowCount)
    {
        const int Start = 7;
        ColumnValues<double>[] columns =
        [
            .. Enumerable.Range(1, columnCount).Select(column => (ColumnValues<double>)Make(column, Start + rowCount)),
        ];
        double[] probabilities = [.. Make(99, equations * Stride).Select(value => (1.1 + value) / (4 * equations))];
        foreach (double[] weights in new double[][] { [], [.. Make(50, rowCount).Select(value => 1 + value)] })
        {
            int dimension = equations * columnCount;
            double[] expected = Make(3, dimension * dimension);
            double[] actual = [.. expected];
            double[] scratch = Make(4, SoftmaxKernels.HessianScratch);
            SoftmaxKernels.AddHessian(columns, Start, weights, probabilities, Stride, equations, rowCount, scratch, actual);
            ReferenceKernels.AddSoftmaxHessian(columns, Start, weights, probabilities, Stride, equations, rowCount, expected);
            for (int index = 0; index < expected.Length; index++)
            {
                Assert.True(
                    Math.Abs(expected[index] - actual[index]) <= 1e-12 * rowCount,
                    $"element {index}: {expected[index]:R} and {actual[index]:R}");
            }
        }
    }

    private static double[] Make(int seed, int length) =>
        [.. Enumerable.Range(0, length).Select(index => Math.Sin((1.9 * index * seed) + seed))];
}
