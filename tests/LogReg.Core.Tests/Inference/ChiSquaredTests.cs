using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

public class ChiSquaredTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void UpperTail_FromOneToTheSmallestNumbers_AgreesWithR(int degreesOfFreedom)
    {
        GoldenFile golden = GoldenFile.Load("profile");
        double[] statistics = golden.Numbers("chiSquared", "statistics");
        double[] tails = golden.Numbers("chiSquared", $"tail{degreesOfFreedom}");
        for (int index = 0; index < statistics.Length; index++)
        {
            DigitAssert.Within(1e-11, tails[index], ChiSquared.UpperTail(statistics[index], degreesOfFreedom), $"{statistics[index]}");
        }
    }

    [Fact]
    public void UpperTail_EdgesOfItsRange_AreWhatTheyMean()
    {
        Assert.Equal(1, ChiSquared.UpperTail(0, 1));
        Assert.Equal(1, ChiSquared.UpperTail(-1e-12, 3));
        Assert.Equal(0, ChiSquared.UpperTail(double.PositiveInfinity, 1));
        Assert.Equal(0, ChiSquared.UpperTail(1e6, 1));
        Assert.True(double.IsNaN(ChiSquared.UpperTail(double.NaN, 1)));
        Assert.True(double.IsNaN(ChiSquared.UpperTail(1, 0)));
    }

    [Fact]
    public void Quantile_OneDegreeOfFreedom_AgreesWithR()
    {
        GoldenFile golden = GoldenFile.Load("profile");
        double[] probabilities = golden.Numbers("chiSquared", "probabilities");
        double[] quantiles = golden.Numbers("chiSquared", "quantiles");
        for (int index = 0; index < probabilities.Length; index++)
        {
            DigitAssert.Within(1e-12, quantiles[index], ChiSquared.Quantile(probabilities[index]), $"{probabilities[index]}");
        }
    }
}
