using LogReg.Monitoring;
using LogReg.Terms;

namespace LogReg.Tests.Monitoring;

public sealed class StabilityIndexTests
{
    // qchisq(1 - p, df) of R 4.2.
    [Theory]
    [InlineData(0.05, 1, 3.841458820694124)]
    [InlineData(0.001, 9, 27.87716487128257)]
    [InlineData(0.01, 30, 50.89218131151709)]
    [InlineData(0.001, 200, 267.540527822757213)]
    public void UpperPoint_AgreesWithR(double probability, int degrees, double expected) =>
        Assert.Equal(expected, StabilityIndex.UpperPoint(probability, degrees), expected * 1e-12);

    [Fact]
    public void Of_AnEmptyBin_GetsHalfARowOnBothSides()
    {
        ShareDrift drift = StabilityIndex.Of(new BinCounts("", [1, 2], [10, 20, 30], 0), feature: null, [5, 0, 7], missing: 0, unseen: 0);
        double[] training = [10.5 / 61.5, 20.5 / 61.5, 30.5 / 61.5];
        double[] batch = [5.5 / 13.5, 0.5 / 13.5, 7.5 / 13.5];
        Assert.Equal(training.Zip(batch, (t, b) => (b - t) * Math.Log(b / t)).Sum(), drift.Stability, 1e-14);
        Assert.Equal(2, drift.DegreesOfFreedom);
        Assert.Equal(2 * ((1 / 60.0) + (1 / 12.0)), drift.Expected, 1e-15);
        Assert.Equal(["up to 1", "1 to 2", "above 2"], drift.Bins.Select(bin => bin.Label));
    }

    [Fact]
    public void Of_RareAndUnseenLevels_StandTogether()
    {
        var feature = new CategoricalFeature("colour", ["blue", "green", "red"], "blue");
        ShareDrift drift = StabilityIndex.Of(new BinCounts("colour", null, [50, 40, 3], 7), feature, [20, 20, 1], missing: 4, unseen: 5);
        Assert.Equal(
            [("blue", 0.5, 0.4), ("green", 0.4, 0.4), ("(other)", 0.03, 0.12), ("(missing)", 0.07, 0.08)],
            drift.Bins.Select(bin => (bin.Label, bin.TrainingShare, bin.BatchShare)));
    }

    // prop.test without continuity correction, of R.
    [Fact]
    public void ShareEstimate_IsWilsons()
    {
        var share = ShareEstimate.Of(7, 100);
        Assert.Equal(0.03431926106727269, share.Lower, 1e-12);
        Assert.Equal(0.13749514739073498, share.Upper, 1e-12);
        Assert.Equal(0, ShareEstimate.Of(0, 50).Lower);
    }
}
