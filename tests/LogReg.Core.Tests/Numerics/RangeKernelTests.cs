using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class RangeKernelTests
{
    [Fact]
    public void Widen_AnyLengthWithMissingValues_IsTheRangeOfTheOthers()
    {
        for (int length = 0; length < 40; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(index => index % 3 == 1 ? double.NaN : Math.Sin(index * 1.7) * 100)];
            double least = double.PositiveInfinity;
            double greatest = double.NegativeInfinity;
            RangeKernel.Widen(values, ref least, ref greatest);
            double[] present = [.. values.Where(value => !double.IsNaN(value))];
            Assert.Equal(present.Append(double.PositiveInfinity).Min(), least);
            Assert.Equal(present.Append(double.NegativeInfinity).Max(), greatest);
        }
    }
}
