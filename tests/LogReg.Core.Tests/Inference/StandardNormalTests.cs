using System.Globalization;
using LogReg.Inference;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Inference;

/// <summary>Against R's pnorm and qnorm; the script is Golden/inference.R.</summary>
public class StandardNormalTests
{
    private static readonly GoldenFile Golden = GoldenFile.Load("inference");

    [Fact]
    public void TwoSidedQuantile_UsualConfidences_AgreesWithR() => Assert.All(
        Golden.NamedNumbers("quantiles"),
        pair => DigitAssert.Within(1e-13, pair.Value, StandardNormal.TwoSidedQuantile(Number(pair.Key)), pair.Key));

    [Fact]
    public void TwoSidedTail_FarTails_KeepsItsDigits() => Assert.All(
        Golden.NamedNumbers("normalTails"),
        pair => DigitAssert.Within(1e-12, pair.Value, StandardNormal.TwoSidedTail(Number(pair.Key)), pair.Key));

    [Fact]
    public void TwoSidedTail_NotANumber_IsNotANumber() => Assert.True(double.IsNaN(StandardNormal.TwoSidedTail(double.NaN)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
