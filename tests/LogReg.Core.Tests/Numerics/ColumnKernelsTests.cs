using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class ColumnKernelsTests
{
    [Fact]
    public void SumAndSquares_AnyLength_AgreeWithPlainLoops()
    {
        for (int length = 0; length <= 256; length++)
        {
            double[] values = Values(length);
            double sum = 0;
            double squares = 0;
            foreach (double value in values)
            {
                sum += value;
                squares += (value - 0.25) * (value - 0.25);
            }

            Assert.Equal(sum, ColumnKernels.Sum(values), 1e-11);
            Assert.Equal(squares, ColumnKernels.CentredSquares(values, 0.25), 1e-11);
        }
    }

    [Fact]
    public void Standardise_AnyLength_AgreesWithPlainLoopAndImputes()
    {
        for (int length = 0; length <= 256; length++)
        {
            double[] values = Values(length);
            for (int row = 0; row < length; row += 5)
            {
                values[row] = double.NaN;
            }

            double[] expected = [.. values.Select(value => double.IsNaN(value) ? 9 : (value - 0.3) / 1.7)];
            ColumnKernels.Standardise(values, 0.3, 1.7, 9);
            Assert.Equal(expected, values);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(200)]
    public void SumAndSquares_OneMissing_AreNaN(int position)
    {
        double[] values = Values(256);
        values[position] = double.NaN;
        Assert.Equal(double.NaN, ColumnKernels.Sum(values));
        Assert.Equal(double.NaN, ColumnKernels.CentredSquares(values, 1));
    }

    private static double[] Values(int length)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }
}
