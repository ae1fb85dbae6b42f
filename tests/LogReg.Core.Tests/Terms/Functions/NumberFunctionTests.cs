using LogReg.Collectives;
using LogReg.Terms;


namespace LogReg.Tests.Terms;

/// <summary>Functions of formulas against R 4.2.2 with rms 6.5-0 and Hmisc (Golden/functions.R).</summary>
public class NumberFunctionTests
{
    private static readonly double[] Lwt = [.. Birthwt("lwt").Order()];
    private static readonly double[] Age = Birthwt("age");

    [Theory]
    [InlineData(3, new[] { 99.6, 121, 170 })]
    [InlineData(4, new[] { 94.4, 115, 130.2, 188.2 })]
    [InlineData(5, new[] { 94.4, 110, 121, 137.3, 188.2 })]
    [InlineData(6, new[] { 94.4, 110, 120, 130, 145.8, 188.2 })]
    [InlineData(7, new[] { 90, 105, 115, 121, 131.766666666667, 153.533333333333, 205.9 })]
    public void PlaceKnots_OfWeightsOfMothers_AreThoseOfRms(int count, double[] expected) =>
        AssertDigits(expected, KnotsOf(Lwt, null, count), 1e-12);

    [Fact]
    public void PlaceKnots_OfWeightedRows_AreWeightedQuantiles()
    {
        (double Value, double Weight)[] rows =
        [
            .. Birthwt("lwt").Select((value, row) => (value, (double)((row % 3) + 1))).OrderBy(row => row.value),
        ];
        double[] knots = KnotsOf([.. rows.Select(row => row.Value)], [.. rows.Select(row => row.Weight)], 4);

        AssertDigits([95, 116, 130.05, 190], knots, 1e-12);
    }

    [Fact]
    public void PlaceKnots_OfFewRows_HaveTheFifthFromEitherEnd() =>
        AssertDigits(
            [5, 18.15, 32.85, 46],
            KnotsOf([.. Enumerable.Range(1, 50).Select(value => (double)value)], null, 4),
            1e-12);

    [Fact]
    public void Spline_AtPoints_IsThatOfRms()
    {
        var spline = new RestrictedCubicSpline([94.4, 115, 130.2, 188.2]);
        double[][] expected =
        [
            [80, 0, 0],
            [100, 0.0199599019826242, 0],
            [121, 2.1391401202940523, 0.0245498065566169],
            [150, 18.1084322283464445, 3.7595671458372957],
            [200, 71.4473347547974811, 21.0680329694809316],
            [300, 185.9462686567168248, 59.0056673683060353],
        ];
        double[] values = new double[3];
        foreach (double[] row in expected)
        {
            spline.Evaluate(row[0], values);
            AssertDigits(row, values, 1e-13);
        }
    }

    [Fact]
    public void Polynomials_OfAge_AreThoseOfR()
    {
        var polynomials = OrthogonalPolynomials.Fit(WeightedNumbers.Whole(Age), 3);
        AssertDigits([23.2380952380952, 27.0242193662135, 32.1670687184898], [.. polynomials.Centres], 1e-13);
        AssertDigits([189, 5278.28571428572, 302948.61621738668, 30474139.62821065634], [.. polynomials.Norms], 1e-13);
        double[] values = new double[3];
        polynomials.Evaluate(14, values);
        AssertDigits([-0.1271557452913314, 0.1678601958425267, -0.2080054497937334], values, 1e-12);
        polynomials.Evaluate(60, values);
        AssertDigits([0.5060012132211744, 2.1517233653598664, 5.5890191685782762], values, 1e-12);
    }

    [Theory]
    [InlineData("Log", 5, 1.6094379124341003)]
    [InlineData("Log2", 8, 3)]
    [InlineData("Log10", 1000, 3)]
    [InlineData("Log1P", 1e-10, 9.9999999995e-11)]
    [InlineData("Sqrt", 2, 1.4142135623730951)]
    [InlineData("Exp", 1, 2.718281828459045)]
    [InlineData("Abs", -3, 3)]
    public void Elementary_AtANumber_HasItsValue(string name, double number, double expected)
    {
        var function = new ElementaryFunction(Enum.Parse<FormulaFunction>(name));
        double[] values = new double[1];
        function.Evaluate(number, values);
        AssertDigits([expected], values, 1e-15);
        Assert.True(function.IsDefinedAt(number));
    }

    [Theory]
    [InlineData("Log", 0)]
    [InlineData("Log2", -1)]
    [InlineData("Log10", 0)]
    [InlineData("Log1P", -1)]
    [InlineData("Sqrt", -1e-300)]
    [InlineData("Exp", 710)]
    public void Elementary_OutsideItsDomain_SaysSo(string name, double number) =>
        Assert.False(new ElementaryFunction(Enum.Parse<FormulaFunction>(name)).IsDefinedAt(number));

    [Fact]
    public void BrokenLine_ChangesItsSlopeAtThePoints()
    {
        double[] values = new double[3];
        new BrokenLine([30, 50]).Evaluate(40, values);
        Assert.Equal([40, 10, 0], values);
        new BrokenLine([30, 50]).Evaluate(60, values);
        Assert.Equal([60, 30, 10], values);
    }

    private static double[] KnotsOf(double[] values, double[]? weights, int count) =>
        RestrictedCubicSpline.PlaceKnots(RankedNumbers.Of(WeightedNumbers.Whole(values, weights)), count);

    private static double[] Birthwt(string column)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "birthwt.csv"));
        int place = Array.IndexOf(lines[0].Split(','), column);
        return [.. lines.Skip(1).Select(line => double.Parse(line.Split(',')[place], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static void AssertDigits(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(
                actual[i], expected[i] - (relative * (1 + Math.Abs(expected[i]))), expected[i] + (relative * (1 + Math.Abs(expected[i]))));
        }
    }
}
