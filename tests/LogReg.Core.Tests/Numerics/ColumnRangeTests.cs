using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class ColumnRangeTests
{
    [Fact]
    public void With_AnyLengthWithMissingValues_IsTheRangeOfTheOthers()
    {
        for (int length = 0; length < 40; length++)
        {
            double[] values = [.. Enumerable.Range(0, length).Select(index => index % 3 == 1 ? double.NaN : Math.Sin(index * 1.7) * 100)];
            ColumnRange range = ColumnRange.Empty.With(values);
            double[] present = [.. values.Where(value => !double.IsNaN(value))];
            Assert.Equal(present.Append(double.PositiveInfinity).Min(), range.Minimum);
            Assert.Equal(present.Append(double.NegativeInfinity).Max(), range.Maximum);
        }
    }
}
