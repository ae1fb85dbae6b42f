using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

public static partial class LogisticFunctions
{
    /// <summary>
    /// Computes the derivative of the logistic sigmoid, σ'(z) = σ(z)(1 − σ(z)): the variance of a 0/1 outcome with log-odds z.
    /// </summary>
    /// <param name="z">Any number; ±∞ give 0.</param>
    /// <returns>A number in [0, 1/4], the same bits for z and −z; NaN for NaN.</returns>
    public static double SigmoidDerivative(double z) => ApplyScalar<SigmoidDerivativeFunction>(z);

    /// <summary>Computes the derivative of the logistic sigmoid of each element, see <see cref="SigmoidDerivative(double)"/>.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="source"/>, or overlaps it at another start.
    /// </exception>
    public static void SigmoidDerivative(ReadOnlySpan<double> source, Span<double> destination) =>
        Apply<SigmoidDerivativeFunction>(source, destination);

    /// <summary>s(1 − s) for s in [0, 1/2].</summary>
    /// <remarks>
    /// The factor 1 − s would be rounded to fewer digits than s has and could fall too far as s rises. So from 1/4 up it is 1/4 − (1/2 −
    /// s)², where 1/2 − s is exact, and below it is s − s²: both rise with s whatever the rounding.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> LowerVariance(Vector256<double> s)
    {
        var quarter = Vector256.Create(0.25);
        var distance = Vector256.Create(0.5) - s;
        return Vector256.ConditionalSelect(
            Vector256.LessThan(s, quarter), s - (s * s), quarter - (distance * distance));
    }

    private readonly struct SigmoidDerivativeFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            var t = -Vector256.Abs(argument);
            VectorExponential.Exponential(t, out var high, out var low, out var scale);
            return LowerVariance(LowerSigmoid(t, high, low, scale));
        }
    }
}
