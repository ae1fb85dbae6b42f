using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

public static partial class LogisticFunctions
{
    internal const double Ln2 = 0.6931471805599453;

    /// <summary>√2 − 1: from here up, (e − 1)/(e + 3) is smaller in magnitude than e/(2 + e).</summary>
    internal const double ArtanhSplit = 0.41421356237309503;

    private const double Ln2Remainder = 2.3190468138462996e-17;

    /// <summary>Computes log(1 + e^z) ("softplus"), the logistic loss of log-odds z for the outcome 0.</summary>
    /// <remarks>
    /// Computed as max(z, 0) + log(1 + e^−|z|); the logarithm is 2·artanh(e/(2 + e)), and for e above √2 − 1 it is ln 2 + 2·artanh((e −
    /// 1)/(e + 3)).
    /// </remarks>
    /// <param name="z">Any number; −∞ gives 0 and ∞ gives ∞.</param>
    /// <returns>A nonnegative number; NaN for NaN.</returns>
    public static double Log1PlusExp(double z) => ApplyScalar<Log1PlusExpFunction>(z);

    /// <summary>Computes log(1 + e^z) of each element, see <see cref="Log1PlusExp(double)"/>.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="source"/>, or overlaps it at another start.
    /// </exception>
    public static void Log1PlusExp(ReadOnlySpan<double> source, Span<double> destination) =>
        Apply<Log1PlusExpFunction>(source, destination);

    /// <summary>2/3 + 2u²/5 + 2u⁴/7 + …, (2·artanh u − 2u)/u³, from u² ≤ 0.03; even and odd powers of u² apart: two short chains instead of
    /// a long one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> ArtanhSeries(Vector256<double> square)
    {
        var fourth = square * square;
        var even = Vector256.Create(2.0 / 19);
        even = (even * fourth) + Vector256.Create(2.0 / 15);
        even = (even * fourth) + Vector256.Create(2.0 / 11);
        even = (even * fourth) + Vector256.Create(2.0 / 7);
        even = (even * fourth) + Vector256.Create(2.0 / 3);
        var odd = Vector256.Create(2.0 / 21);
        odd = (odd * fourth) + Vector256.Create(2.0 / 17);
        odd = (odd * fourth) + Vector256.Create(2.0 / 13);
        odd = (odd * fourth) + Vector256.Create(2.0 / 9);
        odd = (odd * fourth) + Vector256.Create(2.0 / 5);
        return even + (odd * square);
    }

    /// <summary>log(1 + e^z) from z and the exponential of −|z|, (high + low) · scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> SoftPlus(
        Vector256<double> z, Vector256<double> high, Vector256<double> low, Vector256<double> scale)
    {
        var upper = Vector256.GreaterThan(high, Vector256.Create(ArtanhSplit));
        var offset = Vector256.Create(1.0) & upper;
        var numerator = high - offset;
        var numeratorLow = (high - (numerator + offset)) + low;
        var divisor = Vector256.Create(2.0) + offset;
        var denominator = divisor + high;
        var denominatorLow = (divisor - denominator) + high + low;
        VectorExponential.Divide(numerator, numeratorLow, denominator, denominatorLow, out var quotient, out var correction);

        // 2·artanh(u) = 2u + u³ (2/3 + 2u²/5 + …), |u| ≤ 0.172.
        var u = quotient + correction;
        var square = u * u;
        var rest = correction + correction + (square * u * ArtanhSeries(square));

        // max(z, 0) + ln 2 (or 0) + 2u, each sum with its rounding error, then one last rounding.
        var logarithm = Vector256.Create(Ln2) & upper;
        var twice = quotient + quotient;
        var sum1 = logarithm + twice;
        var error1 = TwoSumError(logarithm, twice, sum1) + (Vector256.Create(Ln2Remainder) & upper);
        var positive = Vector256.GreaterThan(z, Vector256<double>.Zero);
        var base0 = z & positive;
        var sum2 = base0 + sum1;
        var error2 = TwoSumError(base0, sum1, sum2);
        var result = sum2 + (error2 + (error1 + rest));

        // The scale differs from 1 only where the logarithm is lost beside a positive z.
        result = Vector256.ConditionalSelect(positive, result, result * scale);
        result = Vector256.ConditionalSelect(Vector256.Equals(z, Vector256.Create(double.PositiveInfinity)), z, result);

        // Near 0 the steps of z are finer than that error; there ln 2 + z/2 + z²/8 − z⁴/192 + … keeps the order.
        square = z * z;
        var series = Vector256.Create(-691.0 / 3832012800);
        series = (series * square) + Vector256.Create(31.0 / 14515200);
        series = (series * square) + Vector256.Create(-17.0 / 645120);
        series = (series * square) + Vector256.Create(1.0 / 2880);
        series = (series * square) + Vector256.Create(-1.0 / 192);
        series = (series * square) + Vector256.Create(1.0 / 8);
        var near = Vector256.Create(Ln2) + ((z * 0.5) + ((square * series) + Vector256.Create(Ln2Remainder)));
        return Vector256.ConditionalSelect(
            Vector256.LessThan(Vector256.Abs(z), Vector256.Create(SeriesBound)), near, result);
    }

    /// <summary>The rounding error of sum = a + b, exactly (D. E. Knuth, <i>The Art of Computer Programming</i>, vol. 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> TwoSumError(Vector256<double> a, Vector256<double> b, Vector256<double> sum)
    {
        var part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    private readonly struct Log1PlusExpFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            VectorExponential.Exponential(-Vector256.Abs(argument), out var high, out var low, out var scale);
            return SoftPlus(argument, high, low, scale);
        }
    }
}
