using LogReg.Numerics;

namespace LogReg.Core.Tests.Numerics;

public class RowArrayTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(1_000_001)]
    public void Allocate_AnyLength_GivesMemoryThatKeepsWhatIsWritten(int length)
    {
        double[] values = RowArray.Allocate<double>(length);
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = row;
        }

        GC.Collect();

        Assert.Equal(length, values.Length);
        Assert.Equal(Enumerable.Range(0, length).Select(row => (double)row), values);
    }
}
