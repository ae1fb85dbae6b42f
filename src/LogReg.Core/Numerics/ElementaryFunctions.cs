using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// e^x, log x and what is built on them. The machine's own, behind <see cref="Math"/>, come from its C library and differ in last bits from
/// system to system; these are plain sums and products, which are the same everywhere, and within an ulp of the true value.
/// </summary>
internal static class ElementaryFunctions
{
    // Beyond it e^x is no finite number.
    private const double HighestArgument = 710;

    // 2^k is computed in two factors, as neither exponent reaches the ends of the range then.
    private const double LargestFactor = 900;

    // The bits of √½ and of 1: their distance moves the place where the exponent of a number grows from powers of 2 to √½ times them.
    private const long BitsOfRootHalf = 0x3FE6A09E667F3BCD;
    private const long BitsOfOne = 0x3FF0000000000000;

    // Below the smallest normal number, x is multiplied by 2^54.
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const double SubnormalScale = 18014398509481984.0;
    private const double SubnormalExponent = 54;

    // The bits of 2^52, which take a small integer as their last bits.
    private const long BitsOfIntegerShift = 0x4330000000000000;
    private const double IntegerShift = 4503599627370496.0;

    // ln 2 = high + low; high has 21 trailing zero bits.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Below it e^x − 1 is the sum of its series.
    private const double SeriesBound = 0.34;

    /// <summary>e^x.</summary>
    /// <param name="x">Any number.</param>
    public static double Exp(double x) => LogisticFunctions.ApplyScalar<ExponentialFunction>(x);

    /// <summary>e^x of each element.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    public static void Exp(ReadOnlySpan<double> source, Span<double> destination) =>
        LogisticFunctions.Apply<ExponentialFunction>(source, destination);

    /// <summary>e^x − 1 without losing the digits of a small x.</summary>
    /// <param name="x">Any number.</param>
    public static double ExpMinusOne(double x)
    {
        if (!(Math.Abs(x) < SeriesBound))
        {
            return Exp(x) - 1;
        }

        VectorExponential.Reduce(
            Vector256.Create(x), out _, out Vector256<double> first, out Vector256<double> second, out Vector256<double> rest);
        return first.ToScalar() + (second.ToScalar() + rest.ToScalar());
    }

    /// <summary>The natural logarithm: −∞ of 0, and NaN of a negative number.</summary>
    /// <param name="x">Any number.</param>
    public static double Log(double x) => LogisticFunctions.ApplyScalar<LogarithmFunction>(x);

    /// <summary>The natural logarithm of each element.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    public static void Log(ReadOnlySpan<double> source, Span<double> destination) =>
        LogisticFunctions.Apply<LogarithmFunction>(source, destination);

    /// <summary>log(1 + x) for x ≥ −1 without losing the digits of a small x: W. Kahan's correction by what 1 + x really added (D.
    /// Goldberg, <i>What every computer scientist should know about floating-point arithmetic</i>, 1991, theorem 4).</summary>
    /// <param name="x">−1 or more.</param>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x
            : sum == 0 ? double.NegativeInfinity
            : Log(sum) * (x / (sum - 1));
    }

    /// <summary>x^y = e^(y·log x), off by about as many ulp as |y·log x| is.</summary>
    /// <param name="x">Above 0.</param>
    /// <param name="y">Any number.</param>
    public static double Power(double x, double y) => y == 1 ? x : Exp(y * Log(x));

    private readonly struct ExponentialFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            // Not Min: a NaN must stay.
            var highest = Vector256.Create(HighestArgument);
            argument = Vector256.ConditionalSelect(Vector256.GreaterThan(argument, highest), highest, argument);
            VectorExponential.Reduce(
                argument,
                out Vector256<double> exponent,
                out Vector256<double> first,
                out Vector256<double> second,
                out Vector256<double> rest);
            var one = Vector256.Create(1.0);
            Vector256<double> sum = one + first;
            Vector256<double> error = first - (sum - one);
            Vector256<double> larger = sum + second;
            error += second - (larger - sum);
            Vector256<double> largest = Vector256.Create(LargestFactor);
            Vector256<double> direct = Vector256.ConditionalSelect(Vector256.LessThan(exponent, -largest), -largest, exponent);
            direct = Vector256.ConditionalSelect(Vector256.GreaterThan(direct, largest), largest, direct);
            return (larger + (error + rest)) * VectorExponential.PowerOfTwo(direct) * VectorExponential.PowerOfTwo(exponent - direct);
        }
    }

    // x = 2^k·(1 + f) with 1 + f from √½ to √2; log(1 + f) = f − f²/2 + s·(f²/2 + R) with s = f/(2 + f) and 2·artanh s = 2s + s·R, which
    // keeps the rounding of the quotient out of the leading term (the C library of Sun Microsystems, 1993).
    private readonly struct LogarithmFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            Vector256<double> isSmall = Vector256.LessThan(argument, Vector256.Create(SmallestNormal));
            Vector256<double> normal = Vector256.ConditionalSelect(isSmall, argument * SubnormalScale, argument);
            Vector256<long> bits = normal.AsInt64();
            Vector256<long> biased = Vector256.ShiftRightLogical(bits + Vector256.Create(BitsOfOne - BitsOfRootHalf), 52);
            Vector256<double> significand = (bits - Vector256.ShiftLeft(biased, 52) + Vector256.Create(BitsOfOne)).AsDouble();
            Vector256<double> k = (biased | Vector256.Create(BitsOfIntegerShift)).AsDouble() - Vector256.Create(IntegerShift + 1023)
                - (Vector256.Create(SubnormalExponent) & isSmall);

            Vector256<double> f = significand - Vector256.Create(1.0);
            Vector256<double> s = f / (Vector256.Create(2.0) + f);
            Vector256<double> square = s * s;
            Vector256<double> halfSquare = f * f * 0.5;
            Vector256<double> correction = (s * (halfSquare + (square * LogisticFunctions.ArtanhSeries(square)))) + (k * Ln2Low);
            Vector256<double> result = (k * Ln2High) - (halfSquare - correction - f);

            result =
                Vector256.ConditionalSelect(
                    Vector256.Equals(argument, Vector256<double>.Zero), Vector256.Create(double.NegativeInfinity), result);
            result = Vector256.ConditionalSelect(
                Vector256.GreaterThanOrEqual(argument, Vector256<double>.Zero), result, Vector256.Create(double.NaN));
            return Vector256.ConditionalSelect(Vector256.Equals(argument, Vector256.Create(double.PositiveInfinity)), argument, result);
        }
    }
}
