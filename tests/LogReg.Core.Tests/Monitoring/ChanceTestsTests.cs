using LogReg.Monitoring;

namespace LogReg.Tests.Monitoring;

/// <summary>Expected numbers are those of benchmarks/upkeep.R.</summary>
public sealed class ChanceTestsTests
{
    // phyper.
    [Theory]
    [InlineData(9, 50, 30, 1000, 4.32036962377212e-05)]
    [InlineData(900, 5000, 30, 1000, 1.79685453714669e-43)]
    [InlineData(0, 50, 30, 1000, 1)]
    [InlineData(1, 1, 0, 99, 0.01)]
    public void MoreThanTraining_IsFishers(long count, long rows, long trainingCount, long trainingRows, double expected) =>
        Assert.Equal(expected, ChanceTests.MoreThanTraining(count, rows, trainingCount, trainingRows), expected * 1e-9);

    [Theory]
    [InlineData(4, 3, 0.0146704745892945)]
    [InlineData(-1, 20, 1 - 0.164604847625925)]
    public void UpperTail_IsWallaces(double statistic, double degrees, double expected) =>
        Assert.Equal(expected, ChanceTests.UpperTail(statistic, degrees), 1e-10);

    [Fact]
    public void UpperTail_OfNoDegreeOfFreedom_IsNotKnown() => Assert.Equal(double.NaN, ChanceTests.UpperTail(9, 0));

    // One positive row above two others ranks them perfectly, and says next to nothing.
    [Fact]
    public void Area_OfThreeRows_HasAWideInterval()
    {
        var area = AreaInterval.Of([0.9, 0.2, 0.1], [true, false, false]);
        Assert.Equal(1, area.Interval.Estimate);
        Assert.Equal(0.297517418721388, area.Interval.Lower, 1e-9);
        Assert.Equal(1, area.Interval.Upper);
        Assert.Equal(double.NaN, area.ChanceBelow(0.9, 0));
    }

    [Fact]
    public void Area_OfEqualScores_HasAnInterval()
    {
        bool[] isPositive = [.. Enumerable.Range(0, 100).Select(row => row < 40)];
        IntervalEstimate area = AreaInterval.Of(new double[100], isPositive).Interval;
        Assert.Equal(0.5, area.Estimate);
        Assert.Equal(0.389114679414556, area.Lower, 1e-9);
        Assert.Equal(0.614075599060758, area.Upper, 1e-9);
    }

    // A row of weight 2 stands where two rows stand.
    [Fact]
    public void Area_OfWeights_IsThatOfRepeatedRows()
    {
        var repeated = AreaInterval.Of([0.9, 0.9, 0.4, 0.4, 0.5, 0.1], [true, true, true, true, false, false]);
        var weighted = AreaInterval.Of([0.9, 0.4, 0.5, 0.1], [true, true, false, false], [2, 2, 1, 1]);
        Assert.Equal(0.75, repeated.Area, 1e-15);
        Assert.Equal(repeated.Area, weighted.Area, 1e-15);
        Assert.Equal(2, weighted.Positive, 1e-15);
    }
}
