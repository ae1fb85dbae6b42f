using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

public class LogisticFunctionsTests
{
    private delegate void SpanFunction(ReadOnlySpan<double> source, Span<double> destination);

    private sealed record Function(
        Func<double, double> Scalar, SpanFunction Vector, Func<GoldenPoint, double> Golden, Func<double, double> Reference);

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["Sigmoid"] = new(LogisticFunctions.Sigmoid, LogisticFunctions.Sigmoid, p => p.Sigmoid, ReferenceKernels.Sigmoid),
        ["SigmoidDerivative"] = new(
            LogisticFunctions.SigmoidDerivative,
            LogisticFunctions.SigmoidDerivative,
            p => p.SigmoidDerivative,
            ReferenceKernels.SigmoidDerivative),
        ["Tanh"] = new(LogisticFunctions.Tanh, LogisticFunctions.Tanh, p => p.Tanh, Math.Tanh),
        ["Log1PlusExp"] = new(
            LogisticFunctions.Log1PlusExp, LogisticFunctions.Log1PlusExp, p => p.Log1PlusExp, ReferenceKernels.Log1PlusExp),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scalar_AtGoldenPoints_IsWithinOneUlp(string name)
    {
        var function = Functions[name];
        Assert.True(GoldenValues.Points.Count > 3000);
        foreach (var point in GoldenValues.Points)
        {
            var actual = function.Scalar(point.Argument);
            Assert.True(
                GoldenValues.UlpsApart(actual, function.Golden(point)) <= 1,
                $"{name}({point.Argument:R}) = {actual:R}, expected {function.Golden(point):R}");
        }
    }

    [Fact]
    public void Scalar_AtGoldenPoints_HasTheSameBitsOnEveryMachine()
    {
        var bits = new BitsHash();
        foreach (var point in GoldenValues.Points)
        {
            foreach (var function in Functions.Values)
            {
                bits.Add(function.Scalar(point.Argument));
            }
        }

        Assert.Equal("44f3e485a9d7eb64", bits.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_AtAnyLengthAndOffset_HasTheBitsOfTheScalar(string name)
    {
        var function = Functions[name];
        var random = new Random(1);
        var source = Enumerable.Range(0, 300).Select(i => (random.NextDouble() - 0.5) * Math.Pow(4, i % 6)).ToArray();
        (source[3], source[50], source[97], source[201]) = (double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0);
        var expected = Array.ConvertAll(source, value => function.Scalar(value));
        for (var length = 0; length <= 256; length++)
        {
            foreach (var offset in (int[])[0, 1, 2, 3, 41])
            {
                var destination = new double[length + 2];
                destination.AsSpan().Fill(7);
                function.Vector(source.AsSpan(offset, length), destination.AsSpan(1, length));
                Assert.Equal(7, destination[0]);
                Assert.Equal(7, destination[^1]);
                AssertSameBits(expected.AsSpan(offset, length), destination.AsSpan(1, length));

                source.AsSpan(offset, length).CopyTo(destination);
                function.Vector(destination.AsSpan(0, length), destination);
                AssertSameBits(expected.AsSpan(offset, length), destination.AsSpan(0, length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_AtAnyLength_AgreesWithThePlainFunction(string name)
    {
        var function = Functions[name];
        var random = new Random(2);
        for (var length = 0; length <= 256; length++)
        {
            var source = Enumerable.Range(0, length).Select(_ => random.NextDouble() * 1400 - 700).ToArray();
            var destination = new double[length];
            function.Vector(source, destination);
            for (var i = 0; i < length; i++)
            {
                var expected = function.Reference(source[i]);
                Assert.True(
                    GoldenValues.UlpsApart(expected, destination[i]) <= 4,
                    $"{name}({source[i]:R}) = {destination[i]:R}, plainly {expected:R}");
            }
        }
    }

    [Theory]
    [InlineData("Sigmoid", 0.0, 1.0, 0.5)]
    [InlineData("SigmoidDerivative", 0.0, 0.0, 0.25)]
    [InlineData("Tanh", -1.0, 1.0, 0.0)]
    [InlineData("Log1PlusExp", 0.0, double.PositiveInfinity, 0.6931471805599453)]
    public void Scalar_AtTheEdges_HasItsLimit(string name, double atMinusInfinity, double atInfinity, double atZero)
    {
        var scalar = Functions[name].Scalar;
        Assert.Equal(atMinusInfinity, scalar(double.NegativeInfinity));
        Assert.Equal(atMinusInfinity, scalar(double.MinValue));
        Assert.Equal(atInfinity, scalar(double.PositiveInfinity));
        Assert.Equal(atInfinity == 0 || atInfinity == 1 ? atInfinity : double.MaxValue, scalar(double.MaxValue));
        Assert.Equal(atZero, scalar(0.0));
        Assert.Equal(atZero, scalar(-0.0));
        Assert.True(double.IsNaN(scalar(double.NaN)));
        Assert.True(double.IsNaN(scalar(-double.NaN)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_BetweenAdjacentDoubles_IsMonotone(string name)
    {
        var vector = Functions[name].Vector;
        var boundaries = new List<double> { 0.125, 0.25, 0.5, 1.0, Math.Log(Math.Sqrt(2) - 1), 36.7368, 708.4, 744.4, 745.13, 750.0 };
        boundaries.AddRange(Enumerable.Range(0, 1082).Select(k => (k + 0.5) * Math.Log(2)));
        boundaries.AddRange(Enumerable.Range(0, 80).Select(k => (k + 0.5) * Math.Log(2) / 2));
        boundaries.AddRange(Enumerable.Range(-70, 80).Select(k => Math.ScaleB(1, k)));
        var random = new Random(3);
        boundaries.AddRange(Enumerable.Range(0, 300).Select(_ => random.NextDouble() * 750));
        boundaries.AddRange(Enumerable.Range(0, 300).Select(_ => random.NextDouble() * 4));
        boundaries.AddRange(Enumerable.Range(0, 300).Select(_ => Math.ScaleB(random.NextDouble(), -random.Next(60))));

        var run = new double[64];
        var results = new double[run.Length];
        foreach (var center in boundaries.SelectMany(value => (double[])[value, -value]))
        {
            var first = BitConverter.DoubleToInt64Bits(Math.Abs(center)) - (run.Length / 2);
            for (var i = 0; i < run.Length; i++)
            {
                run[i] = Math.CopySign(BitConverter.Int64BitsToDouble(first + i), center);
            }

            vector(run, results);
            var falls = center < 0 != (name == "SigmoidDerivative" && center > 0);
            for (var i = 1; i < run.Length; i++)
            {
                Assert.True(
                    falls ? results[i] <= results[i - 1] : results[i] >= results[i - 1],
                    $"{name} at {run[i - 1]:R}: {results[i - 1]:R}, then {results[i]:R}");
            }
        }
    }

    [Fact]
    public void Scalar_OfOppositeArguments_IsSymmetric()
    {
        foreach (var z in GoldenValues.Points.Select(point => Math.Abs(point.Argument)))
        {
            Assert.Equal(1 - LogisticFunctions.Sigmoid(-z), LogisticFunctions.Sigmoid(z));
            Assert.Equal(LogisticFunctions.SigmoidDerivative(-z), LogisticFunctions.SigmoidDerivative(z));
            Assert.Equal(-LogisticFunctions.Tanh(-z), LogisticFunctions.Tanh(z));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_WithAnUnfitDestination_Throws(string name)
    {
        var vector = Functions[name].Vector;
        var values = new double[8];
        Assert.Throws<ArgumentException>("destination", () => vector(values, new double[7]));
        Assert.Throws<ArgumentException>("destination", () => vector(values.AsSpan(0, 6), values.AsSpan(1)));
    }

    private static void AssertSameBits(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i].Equals(actual[i]) && double.IsNegative(expected[i]) == double.IsNegative(actual[i]), $"element {i}");
        }
    }
}
