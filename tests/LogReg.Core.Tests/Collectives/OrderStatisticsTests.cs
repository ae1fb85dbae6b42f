using CsCheck;
using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

public class OrderStatisticsTests
{
    [Fact]
    public void Of_AnyNumbers_AreThoseOfTheSortedOnes() =>
        Gen.OneOf(Gen.Double.Array[1, 300], Gen.Int[-5, 5].Select(value => value / 4.0).Array[1, 300]).Sample(
            values =>
            {
                values = [.. values.Where(value => !double.IsNaN(value)), 0];
                double[] sorted = [.. values.Order()];
                long[] ranks = [0, sorted.Length / 3, sorted.Length / 2, sorted.Length - 1];
                Assert.Equal(ranks.Select(rank => sorted[rank]), OrderStatistics.Of(RowParts.Whole(values.Length), values, ranks));
            },
            iter: 300);
}
