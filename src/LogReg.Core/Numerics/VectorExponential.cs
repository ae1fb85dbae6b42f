using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// e^t for t ≤ 0 on four lanes, as an unevaluated sum of two doubles that is good to about 2⁻⁵⁹, and the quotients built on it.
/// </summary>
/// <remarks>
/// <para>
/// Range reduction t = k·ln 2 + r after W. J. Cody and W. Waite, <i>Software Manual for the Elementary Functions</i> (1980), with
/// ln 2 in two parts; then the Taylor series of e^r, |r| ≤ 0.347, whose first three terms are added without error (T. J. Dekker,
/// <i>A floating-point technique for extending the available precision</i>, 1971).
/// </para>
/// <para>
/// The second double is what makes the functions monotone: between adjacent doubles the true function moves by more than the error
/// that is left before the last rounding, and rounding keeps order.
/// </para>
/// <para>
/// No fused multiply-add is used, products that must be exact are split instead: so every machine, with or without FMA, with 128,
/// 256 or 512-bit vectors, gives the same bits.
/// </para>
/// </remarks>
internal static class VectorExponential
{
    // e^-750 is below half of the smallest subnormal, so lower arguments need no other treatment.
    private const double LowestArgument = -750.0;

    // e^t is subnormal from a little further on.
    private const double LowestNormalArgument = -708.0;

    // Results below 2^-900 are computed at that scale and scaled down in a last, single rounding.
    private const double LowestDirectExponent = -900.0;

    private const double Log2E = 1.4426950408889634;

    // ln 2 = high + low; high has 21 trailing zero bits, so k·high is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Adding 1.5·2^52 rounds a small double to an integer.
    private const double RoundingShift = 6755399441055744.0;

    // Adding 2^52 + 1023 leaves k + 1023, the exponent field of 2^k, in the low bits.
    private const double ExponentShift = 4503599627370496.0 + 1023.0;

    private const long UpperHalfMask = unchecked((long)0xFFFF_FFFF_F800_0000);

    /// <summary>Keeps the 26 leading bits of each significand, so that the product of two such values is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> UpperHalf(Vector256<double> value) =>
        (value.AsInt64() & Vector256.Create(UpperHalfMask)).AsDouble();

    /// <summary>
    /// Reduces t ≤ 0: e^t = 2^exponent · (1 + first + second + rest), first and second exact, rest below 0.008 in magnitude.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Reduce(
        Vector256<double> t,
        out Vector256<double> exponent,
        out Vector256<double> first,
        out Vector256<double> second,
        out Vector256<double> rest)
    {
        // Not Max: a NaN must stay.
        t = Vector256.ConditionalSelect(
            Vector256.LessThan(t, Vector256.Create(LowestArgument)), Vector256.Create(LowestArgument), t);
        exponent = (t * Log2E) + Vector256.Create(RoundingShift) - Vector256.Create(RoundingShift);

        var reduced = t - (exponent * Ln2High);
        var correction = exponent * -Ln2Low;
        var r = reduced + correction;
        var residue = (reduced - r) + correction;

        var upper = UpperHalf(r);
        var lower = r - upper;
        var square = r * r;

        // Σ r^(n-3)/n! for n = 3..13, even and odd powers apart: two short chains instead of a long one.
        var even = Vector256.Create(1.0 / 6227020800);
        even = (even * square) + Vector256.Create(1.0 / 39916800);
        even = (even * square) + Vector256.Create(1.0 / 362880);
        even = (even * square) + Vector256.Create(1.0 / 5040);
        even = (even * square) + Vector256.Create(1.0 / 120);
        even = (even * square) + Vector256.Create(1.0 / 6);
        var odd = Vector256.Create(1.0 / 479001600);
        odd = (odd * square) + Vector256.Create(1.0 / 3628800);
        odd = (odd * square) + Vector256.Create(1.0 / 40320);
        odd = (odd * square) + Vector256.Create(1.0 / 720);
        odd = (odd * square) + Vector256.Create(1.0 / 24);
        var series = even + (odd * r);

        first = r;
        second = upper * upper * 0.5;
        rest = (residue + (residue * r)) + ((r + upper) * lower * 0.5) + (square * r * series);
    }

    /// <summary>e^t · 2^−shift = high + low for t ≤ 0, where 2^shift (1 unless e^t is tiny) is given as <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Exponential(
        Vector256<double> t, out Vector256<double> high, out Vector256<double> low, out Vector256<double> scale)
    {
        Reduce(t, out var exponent, out var first, out var second, out var rest);

        var one = Vector256.Create(1.0);
        var sum1 = one + first;
        var error1 = first - (sum1 - one);
        var sum2 = sum1 + second;
        var error2 = second - (sum2 - sum1);
        var tail = error1 + error2 + rest;
        var sum3 = sum2 + tail;

        var direct = Vector256.Create(LowestDirectExponent);
        direct = Vector256.ConditionalSelect(Vector256.LessThan(exponent, direct), direct, exponent);
        var factor = PowerOfTwo(direct);
        high = sum3 * factor;
        low = (tail - (sum3 - sum2)) * factor;
        scale = PowerOfTwo(exponent - direct);
    }

    /// <summary>
    /// e^t for t ≤ 0 in one double, to about an ulp; 0 below −708. For sums over rows, where neither order between adjacent doubles
    /// nor subnormal numbers matter, at half the price.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> Quick(Vector256<double> t)
    {
        var normal = Vector256.Create(LowestNormalArgument);
        var vanishing = Vector256.LessThan(t, normal);
        t = Vector256.ConditionalSelect(vanishing, normal, t);
        var exponent = (t * Log2E) + Vector256.Create(RoundingShift) - Vector256.Create(RoundingShift);
        var r = t - (exponent * Ln2High) - (exponent * Ln2Low);

        // Σ r^n/n! for n = 2..13 by G. Estrin's scheme: the wait for each product is most of the time.
        var square = r * r;
        var fourth = square * square;
        var from2 = (r * (1.0 / 6)) + Vector256.Create(1.0 / 2);
        var from4 = (r * (1.0 / 120)) + Vector256.Create(1.0 / 24);
        var from6 = (r * (1.0 / 5040)) + Vector256.Create(1.0 / 720);
        var from8 = (r * (1.0 / 362880)) + Vector256.Create(1.0 / 40320);
        var from10 = (r * (1.0 / 39916800)) + Vector256.Create(1.0 / 3628800);
        var from12 = (r * (1.0 / 6227020800)) + Vector256.Create(1.0 / 479001600);
        var low = from2 + (from4 * square);
        var middle = from6 + (from8 * square);
        var high = from10 + (from12 * square);
        var series = low + (fourth * (middle + (fourth * high)));
        var result = (Vector256.Create(1.0) + (r + (square * series))) * PowerOfTwo(exponent);
        return Vector256.AndNot(result, vanishing);
    }

    /// <summary>2^k for an integer k in −1022..1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> PowerOfTwo(Vector256<double> k) =>
        Vector256.ShiftLeft((k + Vector256.Create(ExponentShift)).AsInt64(), 52).AsDouble();

    /// <summary>
    /// (n + nLow) / (d + dLow) = quotient + correction, good to about 2⁻⁷⁸, the quotient having 26 significant bits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Divide(
        Vector256<double> n,
        Vector256<double> nLow,
        Vector256<double> d,
        Vector256<double> dLow,
        out Vector256<double> quotient,
        out Vector256<double> correction)
    {
        var reciprocal = Vector256.Create(1.0) / d;
        quotient = UpperHalf(n * reciprocal);
        var upper = UpperHalf(d);
        var remainder = n - (quotient * upper) - (quotient * (d - upper));
        correction = (remainder + (nLow - (quotient * dLow))) * reciprocal;
    }
}
