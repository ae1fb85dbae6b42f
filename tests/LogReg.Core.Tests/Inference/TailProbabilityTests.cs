using System.Globalization;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Against R's distributions; the script is Golden/inference.R.</summary>
public class TailProbabilityTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("inference");

    [Fact]
    public void TwoSidedNormalQuantile_UsualConfidences_AgreesWithR() => Assert.All(
        Golden.NamedNumbers("quantiles"), pair => DigitAssert.Within(1e-13, pair.Value, TailProbability.TwoSidedNormalQuantile(Number(pair.Key)), pair.Key));

    [Fact]
    public void TwoSidedNormal_FarTails_KeepsItsDigits() => Assert.All(
        Golden.NamedNumbers("normalTails"), pair => DigitAssert.Within(1e-12, pair.Value, TailProbability.TwoSidedNormal(Number(pair.Key)), pair.Key));

    [Fact]
    public void ChiSquared_FarTails_KeepsItsDigits() => Assert.All(
        Golden.NamedNumbers("chiSquaredTails"),
        pair =>
        {
            string[] parts = pair.Key.Split(':');
            DigitAssert.Within(1e-11, pair.Value, TailProbability.ChiSquared(Number(parts[1]), int.Parse(parts[0], CultureInfo.InvariantCulture)), pair.Key);
        });

    [Fact]
    public void ChiSquared_OddArguments_AreNoAccident()
    {
        Assert.Equal(1, TailProbability.ChiSquared(-1e-9, 3));
        Assert.Equal(0, TailProbability.ChiSquared(double.PositiveInfinity, 3));
        Assert.True(double.IsNaN(TailProbability.ChiSquared(3, 0)));
        Assert.True(double.IsNaN(TailProbability.ChiSquared(double.NaN, 3)));
        Assert.True(double.IsNaN(TailProbability.TwoSidedNormal(double.NaN)));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
