using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

public static partial class LogisticFunctions
{
    /// <summary>Computes the hyperbolic tangent, a rescaled sigmoid: tanh(z) = 2σ(2z) − 1.</summary>
    /// <remarks>
    /// For |z| below 1/2 that difference would cancel; there it is computed as −(e^−2|z| − 1)/(e^−2|z| + 1) with the numerator summed
    /// without the 1, so the result keeps its relative accuracy down to the smallest subnormal.
    /// </remarks>
    /// <param name="z">Any number; ±∞ give ±1.</param>
    /// <returns>A number in [−1, 1]; tanh(−z) = −tanh(z) exactly; NaN for NaN.</returns>
    public static double Tanh(double z) => ApplyScalar<TanhFunction>(z);

    /// <summary>Computes the hyperbolic tangent of each element, see <see cref="Tanh(double)"/>.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="source"/>, or overlaps it at another start.
    /// </exception>
    public static void Tanh(ReadOnlySpan<double> source, Span<double> destination) => Apply<TanhFunction>(source, destination);

    private readonly struct TanhFunction : IVectorFunction
    {
        // From here down 1 − 2σ(−2|z|) is 1 to the last bit, and 2^k stays an ordinary number.
        private const double LowestArgument = -100.0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            var magnitude = Vector256.Abs(argument);
            var t = magnitude * -2.0;
            t = Vector256.ConditionalSelect(
                Vector256.LessThan(t, Vector256.Create(LowestArgument)), Vector256.Create(LowestArgument), t);
            VectorExponential.Reduce(t, out var exponent, out var first, out var second, out var rest);
            var power = VectorExponential.PowerOfTwo(exponent);
            first *= power;
            second *= power;
            rest *= power;

            // 1 − e^t, whose leading part 1 − 2^k is exact where this numerator is used.
            var one = Vector256.Create(1.0);
            var sum0 = one - power;
            var sum1 = sum0 - first;
            var error1 = (sum0 - sum1) - first;
            var sum2 = sum1 - second;
            var error2 = (sum1 - sum2) - second;
            var tail = error1 + error2 - rest;
            var complement = sum2 + tail;
            var complementLow = tail - (complement - sum2);

            // e^t itself, from 2^k.
            sum1 = power + first;
            error1 = (power - sum1) + first;
            sum2 = sum1 + second;
            error2 = (sum1 - sum2) + second;
            tail = error1 + error2 + rest;
            var high = sum2 + tail;
            var low = tail - (high - sum2);

            var near = Vector256.GreaterThan(t, Vector256.Create(-1.0));
            var denominator = one + high;
            var denominatorLow = (one - denominator) + high + low;
            VectorExponential.Divide(
                Vector256.ConditionalSelect(near, complement, high),
                Vector256.ConditionalSelect(near, complementLow, low),
                denominator,
                denominatorLow,
                out var quotient,
                out var correction);
            var ratio = quotient + correction;
            var result = Vector256.ConditionalSelect(near, ratio, one - (ratio + ratio));
            return Vector256.CopySign(result, argument);
        }
    }
}
