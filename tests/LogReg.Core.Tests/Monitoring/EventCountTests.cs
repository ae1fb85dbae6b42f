using LogReg.Monitoring;

namespace LogReg.Tests.Monitoring;

/// <summary>Expected numbers are those of benchmarks/upkeep.R.</summary>
public sealed class EventCountTests
{
    // Of 200 rows with probability 0.2, none is positive: binom.test(0, 200).
    [Fact]
    public void NoPositiveRow_HasAnUpperBoundAndAPValue()
    {
        EventCount count = Of(200, 0.2, observed: 0);
        Assert.Equal(0, count.Ratio.Estimate);
        Assert.Equal(0, count.Ratio.Lower);
        Assert.Equal(0.0913767017756811, count.Ratio.Upper, 1e-9);
        Assert.Equal(8.29903113776208e-20, count.PValue, 1e-28);
        Assert.Equal(double.NegativeInfinity, count.LowerShift);
    }

    [Fact]
    public void NoNegativeRow_IsTheMirrorImage()
    {
        EventCount count = Of(200, 0.8, observed: 200);
        Assert.Equal(1.25, count.Ratio.Upper, 1e-12);
        Assert.Equal((1 - (0.2 * 0.0913767017756811)) / 0.8, count.Ratio.Lower, 1e-9);
        Assert.Equal(8.29903113776208e-20, count.PValue, 1e-28);
        Assert.Equal(double.PositiveInfinity, count.UpperShift);
    }

    [Fact]
    public void OnePositiveRowOfTen_HasTheIntervalOfClopperAndPearson()
    {
        EventCount count = Of(10, 0.2, observed: 1);
        Assert.Equal(0.0126428927223089, count.Ratio.Lower, 1e-9);
        Assert.Equal(2.22508058514098, count.Ratio.Upper, 1e-9);
    }

    // The approximation of many rows agrees with exact tails where both are possible.
    [Theory]
    [InlineData(330, 0)]
    [InlineData(400, 0)]
    [InlineData(360, 0.1)]
    public void ApproximateTails_AreThoseOfTheExactDistribution(int observed, double shift)
    {
        double[] scores = [.. Enumerable.Range(0, 2000).Select(row => -4 + (row / 400.0))];
        var distribution = new PoissonBinomial(scores, ReadOnlyMemory<double>.Empty);
        (double exactLower, double exactUpper) = distribution.Tails(observed, shift, long.MaxValue);
        (double lower, double upper) = distribution.Tails(observed, shift, mostSteps: 0);
        Assert.Equal(exactLower, lower, 2e-4);
        Assert.Equal(exactUpper, upper, 2e-4);
    }

    // A single weight leaves the ratio alone, and makes no row worth more than another.
    [Fact]
    public void EqualWeights_ChangeNoRatio()
    {
        double[] scores = [.. Enumerable.Range(0, 3000).Select(row => -3 + (row / 1000.0))];
        double[] weights = [.. scores.Select(_ => 2.5)];
        var without = new EventCount(scores, ReadOnlyMemory<double>.Empty, 500, 3000);
        var with = new EventCount(scores, weights, 1250, 7500);
        Assert.Equal(without.Ratio.Estimate, with.Ratio.Estimate, 1e-12);
        Assert.Equal(without.Ratio.Lower, with.Ratio.Lower, 3e-3);
        Assert.Equal(without.Ratio.Upper, with.Ratio.Upper, 3e-3);
    }

    private static EventCount Of(int rows, double probability, int observed) => new(
        Enumerable.Repeat(Math.Log(probability / (1 - probability)), rows).ToArray(), ReadOnlyMemory<double>.Empty, observed, rows);
}
