namespace LogReg.Tests;

/// <summary>Comparisons by significant digits.</summary>
public static class DigitAssert
{
    /// <summary>Nine significant digits, the promise of the golden tests.</summary>
    public static void NineDigits(double expected, double actual, string what = "") => Within(5e-10, expected, actual, what);

    /// <summary>Fails unless |actual − expected| ≤ tolerance · |expected|.</summary>
    public static void Within(double tolerance, double expected, double actual, string what = "") =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{what}: expected {expected:R}, got {actual:R}");

    /// <summary>Fails unless |actual − expected| ≤ tolerance · max(1, |expected|).</summary>
    public static void Near(double tolerance, double expected, double actual, string what = "") =>
        Assert.True(
            Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}");

    /// <summary>Fails unless both have the same bits: NaN equals itself, −0 does not equal 0.</summary>
    public static void SameBits(double expected, double actual, string what = "") =>
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            $"{what}: expected {expected:R}, got {actual:R}");

    /// <summary>Fails unless both models have the same coefficients by name, to a tolerance as in <see cref="Near"/>.</summary>
    public static void SameCoefficients(double tolerance, LogisticModel expected, LogisticModel actual)
    {
        Assert.Equal(expected.ClassesWithEquation, actual.ClassesWithEquation);
        foreach (string className in expected.ClassesWithEquation)
        {
            Coefficients own = expected.CoefficientsOf(className);
            Coefficients other = actual.CoefficientsOf(className);
            Assert.Equal(own.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            foreach ((string name, double value) in own)
            {
                Near(tolerance, value, other[name], name);
            }
        }
    }

    /// <summary>Fails unless both models have the same coefficients by name, bit for bit.</summary>
    public static void IdenticalCoefficients(LogisticModel expected, LogisticModel actual)
    {
        Assert.Equal(expected.ClassesWithEquation, actual.ClassesWithEquation);
        foreach (string className in expected.ClassesWithEquation)
        {
            Coefficients other = actual.CoefficientsOf(className);
            Assert.Equal(expected.CoefficientsOf(className).Keys, other.Keys);
            foreach ((string name, double value) in expected.CoefficientsOf(className))
            {
                SameBits(value, other[name], name);
            }
        }
    }
}
