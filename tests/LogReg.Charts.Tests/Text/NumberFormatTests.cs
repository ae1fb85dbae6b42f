using LogReg.Charts.Text;

namespace LogReg.Charts.Tests.Text;

public class NumberFormatTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1.00000")]
    [InlineData(-0.0324358123, "-0.0324358")]
    [InlineData(123456.7, "123457")]
    [InlineData(1234567.8, "1234568")]
    [InlineData(12345678.9, "1.23457e+7")]
    [InlineData(0.00001234567, "1.23457e-5")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Significant_SixDigits_KeepsSix(double value, string expected) => Assert.Equal(expected, NumberFormat.Significant(value, 6));

    [Theory]
    [InlineData(0, "1.0000")]
    [InlineData(-1222.53, "<1e-308")]
    [InlineData(3866.72, ">1e+308")]
    public void Exponential_BeyondADouble_SaysSo(double power, string expected) =>
        Assert.Equal(expected, NumberFormat.Exponential(power, 5));

    [Fact]
    public void AlignPoints_DifferentTails_PutsPointsBelowEachOther() =>
        Assert.Equal(["1.5 ", "20   ", "0.25", "   "], NumberFormat.AlignPoints(["1.5", "20", "0.25", ""]));

    [Theory]
    [InlineData(1, "1 row")]
    [InlineData(1309, "1,309 rows")]
    public void Count_WithANoun_AgreesWithIt(long count, string expected) => Assert.Equal(expected, NumberFormat.Count(count, "row"));

    [Fact]
    public void Percent_OfAShare_HasTwoDecimals() =>
        Assert.Equal(("78.69%", "n/a"), (NumberFormat.Percent(0.78685), NumberFormat.Percent(double.NaN)));

    [Theory]
    [InlineData(99999, "99999")]
    [InlineData(1234567.25, "1234567")]
    [InlineData(-2.59512, "-2.595")]
    [InlineData(1, "1")]
    public void Brief_DigitsBeforeThePoint_AreKept(double value, string text) => Assert.Equal(text, NumberFormat.Brief(value));
}
