using System.Numerics;
using CsCheck;
using LogReg.Numerics;

namespace LogReg.Tests.Numerics;

/// <summary>Double-double arithmetic against exact fractions.</summary>
public class ExtendedArithmeticTests
{
    // 2⁻¹⁰⁰: some bits less than two doubles have.
    private static readonly BigInteger Precision = BigInteger.One << 100;

    private static readonly Gen<double> Numbers =
        Gen.Select(
            Gen.Double[1, 2],
            Gen.Int[-20, 20],
            Gen.Bool,
            (mantissa, exponent, isNegative) => Math.ScaleB(isNegative ? -mantissa : mantissa, exponent));

    [Fact]
    public void Operators_OfAnyNumbers_AgreeWithFractions() => Gen.Select(Numbers, Numbers, Numbers, Numbers).Sample((a, b, c, d) =>
    {
        DoubleDouble left = DoubleDouble.Sum(a, b * 1e-17);
        DoubleDouble right = DoubleDouble.Sum(c, d * 1e-17);
        AssertNear(Exact(left) + Exact(right), left + right, Abs(left) + Abs(right));
        AssertNear(Exact(left) - Exact(right), left - right, Abs(left) + Abs(right));
        AssertNear(Exact(left) * Exact(right), left * right, Abs(left) * Abs(right));
        AssertNear(Exact(left) / Exact(right), left / right, Abs(left) / Abs(right));
    });

    [Fact]
    public void SquareRoot_Squared_IsTheNumber() => Numbers.Sample(number =>
    {
        var value = new DoubleDouble(Math.Abs(number), 0);
        DoubleDouble root = DoubleDouble.SquareRoot(value);
        AssertNear(Exact(value), root * root, Abs(value));
        Assert.Equal(default, DoubleDouble.SquareRoot(-value));
    });

    [Fact]
    public void Dot_OfAnyLength_LosesNothingToCancellation()
    {
        for (int length = 0; length <= 70; length++)
        {
            var random = new Random(length);
            double[] high = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
            double[] low = [.. high.Select(value => value * 1e-17 * random.NextDouble())];
            double[] right = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
            double[] none = new double[length];
            if (length > 4)
            {
                // A large pair that cancels, wherever its members are.
                (high[0], right[0], high[^1], right[^1]) = (1e12, 3, -1e12, 3);
            }

            Fraction expected = Sum(high, low, right, none);
            Fraction size = new(new BigInteger(1e13), 1);
            AssertNear(expected, ExtendedKernels.Dot(high, low, right), size);
            AssertNear(expected, ExtendedKernels.Dot(high, low, right, none), size);
            AssertNear(Sum(high, low, right, low), ExtendedKernels.Dot(high, low, right, low), size);
        }
    }

    private static Fraction Sum(double[] high, double[] low, double[] right, double[] rightLow)
    {
        var sum = new Fraction(0, 1);
        for (int index = 0; index < high.Length; index++)
        {
            sum += (Exact(high[index]) + Exact(low[index])) * (Exact(right[index]) + Exact(rightLow[index]));
        }

        return sum;
    }

    private static void AssertNear(Fraction expected, DoubleDouble actual, Fraction size)
    {
        Fraction difference = expected - Exact(actual);
        Assert.True(
            BigInteger.Abs(difference.Numerator) * Precision * size.Denominator <= BigInteger.Abs(size.Numerator) * difference.Denominator,
            $"{actual.High:R} + {actual.Low:R}");
    }

    private static Fraction Abs(DoubleDouble value) => Exact(Math.Abs(value.High));

    private static Fraction Exact(DoubleDouble value) => Exact(value.High) + Exact(value.Low);

    private static Fraction Exact(double value)
    {
        const int Shift = 300;
        return new Fraction(new BigInteger(Math.ScaleB(value, Shift)), BigInteger.One << Shift);
    }

    private readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
    {
        public static Fraction operator +(Fraction left, Fraction right) =>
            new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

        public static Fraction operator -(Fraction left, Fraction right) => left + new Fraction(-right.Numerator, right.Denominator);

        public static Fraction operator *(Fraction left, Fraction right) =>
            new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

        public static Fraction operator /(Fraction left, Fraction right) => right.Numerator.Sign < 0
            ? new(-left.Numerator * right.Denominator, -left.Denominator * right.Numerator)
            : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);
    }
}
