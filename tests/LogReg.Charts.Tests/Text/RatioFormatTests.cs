using LogReg.Charts.Text;

namespace LogReg.Charts.Tests.Text;

public class RatioFormatTests
{
    [Theory]
    [InlineData(0.6495, -0.5, 1.8, "1.915 (0.6065–6.050)")]
    [InlineData(1.23e-5, 1.01e-5, 1.45e-5, "1.000012 (1.000010–1.000015)")]
    [InlineData(0.01, 0.0003, 0.0197, "1.0101 (1.0003–1.0199)")]
    [InlineData(2e-5, -1e-5, 5e-5, "1.00002 (0.999990–1.00005)")]
    [InlineData(-1.2e-7, -1.3e-7, -1.1e-7, "0.99999988 (0.99999987–0.99999989)")]
    [InlineData(1.003e-9, 0.7e-9, 1.3e-9, "1.0000000010 (1.0000000007–1.0000000013)")]
    [InlineData(3.21e-14, -1.1e-14, 7.5e-14, "1+3.210e-14 (1-1.100e-14–1+7.500e-14)")]
    [InlineData(10611, 7375, 13846, ">1e+308 (>1e+308–>1e+308)")]
    [InlineData(-10611, double.NegativeInfinity, 2, "<1e-308 (0–7.389)")]
    [InlineData(0.5, 0.5, 0.5, "1.649 (1.649–1.649)")]
    [InlineData(0.5, 0.5 - 1e-15, 0.5 + 1e-15, "1.649 (1.649–1.649)")]
    public void Text_RatioAndInterval_DifferFromOneAndFromEachOther(double power, double lower, double upper, string expected)
    {
        var format = RatioFormat.Of(power, lower, upper);

        Assert.Equal(expected, $"{format.Text(power)} ({format.Text(lower)}–{format.Text(upper)})");
    }

    [Theory]
    [InlineData(0.336, 3, "1.40")]
    [InlineData(1e-6, 3, "1.000001")]
    [InlineData(0, 4, "1.000")]
    public void Text_RatioAlone_DiffersFromOneUnlessItIsOne(double power, int digits, string expected) =>
        Assert.Equal(expected, RatioFormat.Of(power, digits).Text(power));
}
