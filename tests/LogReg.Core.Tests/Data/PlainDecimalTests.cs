using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class PlainDecimalTests
{
    private const string Before = "0,.-19+5;.9999.-7,";

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("+0.0")]
    [InlineData("7")]
    [InlineData("-7.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+12.25")]
    [InlineData("0.1")]
    [InlineData("0.3")]
    [InlineData("1.1")]
    [InlineData("-123456.789012")]
    [InlineData("9007199254740991")]
    [InlineData("90071992547409.1")]
    [InlineData(".900719925474099")]
    [InlineData("0.00000000000001")]
    [InlineData("000000000000.001")]
    public void TryParse_Plain_IsTheNearestDouble(string text)
    {
        Assert.True(Parse(text, out double value));
        Assert.Equal(Bits(double.Parse(text, CultureInfo.InvariantCulture)), Bits(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("-.")]
    [InlineData("--5")]
    [InlineData("+-5")]
    [InlineData("1.2.3")]
    [InlineData("1..2")]
    [InlineData("1e5")]
    [InlineData("5 ")]
    [InlineData(" 5")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("0x10")]
    [InlineData("/1")]
    [InlineData("1:")]
    [InlineData("12345678901234567")]
    [InlineData("900719925474099.1")]
    [InlineData("9007199254740993")]
    [InlineData("9999999999999999")]
    public void TryParse_AnythingElse_IsLeftToOthers(string text) => Assert.False(Parse(text, out _));

    [Fact]
    public void TryParse_AtTheStartOfTheBuffer_IsLeftToOthers()
    {
        byte[] buffer = Encoding.UTF8.GetBytes("12.5,1234567890,1,2");
        Assert.False(PlainDecimal.TryParse(buffer, buffer.AsSpan(0, 4), out _));
        Assert.False(PlainDecimal.TryParse(buffer.AsSpan(0, 4), buffer.AsSpan(0, 4), out _));
        Assert.False(PlainDecimal.TryParse(buffer.AsSpan(0, 15), buffer.AsSpan(5, 10), out _));
        Assert.True(PlainDecimal.TryParse(buffer, buffer.AsSpan(18, 1), out double value));
        Assert.Equal(2, value);
    }

    [Fact]
    public void TryParse_TextOfAnotherBuffer_IsLeftToOthers()
    {
        byte[] buffer = new byte[64];
        Assert.False(PlainDecimal.TryParse(buffer, Encoding.UTF8.GetBytes("12345678901234567890.5").AsSpan(17, 4), out _));
    }

    [Fact]
    public void TryParse_ManyNumbers_AreThoseOfTheLibrary()
    {
        var random = new Random(17);
        for (int draw = 0; draw < 200_000; draw++)
        {
            string text = RandomText(random);
            bool isPlain = Parse(text, out double value);
            bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double expected);
            Assert.False(isPlain && !isNumber, text);
            Assert.True(!isPlain || Bits(expected) == Bits(value), text);
        }
    }

    [Fact]
    public void SixteenDigits_WithoutTheProcessorsInstructions_AreTheSame()
    {
        var random = new Random(3);
        Span<byte> digits = stackalloc byte[16];
        for (int draw = 0; draw < 1000; draw++)
        {
            BigInteger expected = 0;
            foreach (ref byte digit in digits)
            {
                digit = (byte)random.Next(10);
                expected = (expected * 10) + digit;
            }

            Assert.Equal(expected, PlainDecimal.SixteenDigitsPortable(Vector128.Create<byte>(digits)));
        }
    }

    // Digits, mostly, with now and then a point, a sign or something else.
    private static string RandomText(Random random)
    {
        const string Others = ".-+eE ,x:/";
        var text = new StringBuilder(random.Next(3) == 0 ? "-" : "");
        int length = random.Next(1, 19);
        int point = random.Next(-4, length);
        for (int position = 0; position < length; position++)
        {
            text.Append(
                position == point ? '.' : random.Next(60) == 0 ? Others[random.Next(Others.Length)] : (char)('0' + random.Next(10)));
        }

        return text.ToString();
    }

    private static bool Parse(string text, out double value)
    {
        byte[] buffer = Encoding.UTF8.GetBytes(Before + text + ",99");
        return PlainDecimal.TryParse(buffer, buffer.AsSpan(Before.Length, text.Length), out value);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
