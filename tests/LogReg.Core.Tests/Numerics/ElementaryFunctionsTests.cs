using System.Globalization;
using LogReg.Inference;
using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

/// <summary>Against mpmath; the script is make_elementary.py.</summary>
public class ElementaryFunctionsTests
{
    private static readonly ILookup<string, (double Argument, double Value)> Golden = Read();

    [Theory]
    [InlineData("exp", 1)]
    [InlineData("expm1", 2)]
    [InlineData("log", 1)]
    public void Scalar_AtGoldenPoints_IsWithinAnUlpOrTwo(string name, ulong most)
    {
        Func<double, double> function = FunctionOf(name);
        Assert.True(Golden[name].Count() > 500);
        Assert.All(Golden[name], point => Assert.True(
            GoldenValues.UlpsApart(function(point.Argument), point.Value) <= most,
            $"{name}({point.Argument:R}) = {function(point.Argument):R}, expected {point.Value:R}"));
    }

    [Fact]
    public void All_AtGoldenPoints_HaveTheSameBitsOnEveryMachine()
    {
        var bits = new BitsHash();
        foreach (IGrouping<string, (double Argument, double Value)> group in Golden)
        {
            Func<double, double> function = FunctionOf(group.Key);
            foreach ((double argument, _) in group)
            {
                bits.Add(function(argument));
            }
        }

        Assert.Equal("899b746711aafb8e", bits.ToString());
    }

    [Fact]
    public void Vector_AtAnyLength_HasTheBitsOfTheScalar()
    {
        double[] arguments = [.. Golden["log"].Select(point => point.Argument)];
        for (int length = 0; length <= 13; length++)
        {
            double[] own = arguments[(3 * length)..(4 * length)];
            double[] logarithms = new double[length];
            double[] powers = new double[length];
            ElementaryFunctions.Log(own, logarithms);
            ElementaryFunctions.Exp(logarithms, powers);
            Assert.Equal(own.Select(ElementaryFunctions.Log), logarithms);
            Assert.Equal(logarithms.Select(ElementaryFunctions.Exp), powers);
        }
    }

    [Fact]
    public void Exp_EndsOfItsRange_AreWhatTheyMean()
    {
        Assert.Equal(double.PositiveInfinity, ElementaryFunctions.Exp(double.PositiveInfinity));
        Assert.Equal(0, ElementaryFunctions.Exp(double.NegativeInfinity));
        Assert.Equal(-1, ElementaryFunctions.ExpMinusOne(double.NegativeInfinity));
        Assert.True(double.IsNaN(ElementaryFunctions.Exp(double.NaN)));
        Assert.True(double.IsNaN(ElementaryFunctions.ExpMinusOne(double.NaN)));
    }

    [Fact]
    public void Log_EndsOfItsRange_AreWhatTheyMean()
    {
        Assert.Equal(double.NegativeInfinity, ElementaryFunctions.Log(0));
        Assert.Equal(double.NegativeInfinity, ElementaryFunctions.LogOnePlus(-1));
        Assert.Equal(double.PositiveInfinity, ElementaryFunctions.Log(double.PositiveInfinity));
        Assert.True(double.IsNaN(ElementaryFunctions.Log(-1)));
        Assert.True(double.IsNaN(ElementaryFunctions.Log(-0.5e-320)));
        Assert.True(double.IsNaN(ElementaryFunctions.Log(double.NegativeInfinity)));
        Assert.True(double.IsNaN(ElementaryFunctions.Log(double.NaN)));
    }

    [Theory]
    [InlineData(1e-4, 0.5, 1e-2)]
    [InlineData(2, 10, 1024)]
    [InlineData(7, 1, 7)]
    [InlineData(7, 0, 1)]
    public void Power_OfKnownNumbers_KeepsItsDigits(double x, double y, double expected) =>
        DigitAssert.Within(1e-14, expected, ElementaryFunctions.Power(x, y), "power");

    [Theory]
    [InlineData("tail")]
    [InlineData("quantile")]
    public void StandardNormal_AtGoldenPoints_KeepsFourteenDigits(string name) => Assert.All(
        Golden[name], point => DigitAssert.Within(1e-14, point.Value, FunctionOf(name)(point.Argument), $"{name}({point.Argument:R})"));

    [Fact]
    public void ChiSquared_AtGoldenPoints_KeepsThirteenDigits() => Assert.All(
        Golden.Where(group => group.Key.StartsWith("chi", StringComparison.Ordinal)),
        group => Assert.All(group, point => DigitAssert.Within(
            1e-13, point.Value, FunctionOf(group.Key)(point.Argument), $"{group.Key}({point.Argument:R})")));

    private static Func<double, double> FunctionOf(string name) => name switch
    {
        "exp" => ElementaryFunctions.Exp,
        "expm1" => ElementaryFunctions.ExpMinusOne,
        "log" => ElementaryFunctions.Log,
        "tail" => StandardNormal.TwoSidedTail,
        "quantile" => StandardNormal.TwoSidedQuantile,
        _ => statistic => ChiSquared.UpperTail(statistic, int.Parse(name[3..], CultureInfo.InvariantCulture)),
    };

    private static ILookup<string, (double Argument, double Value)> Read()
    {
        using Stream stream = typeof(ElementaryFunctionsTests).Assembly.GetManifestResourceStream("elementary-functions.golden.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(','))
            .ToLookup(cells => cells[0], cells => (Number(cells[1]), Number(cells[2])));
    }

    private static double Number(string bits) =>
        BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}
