using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

public static partial class LogisticFunctions
{
    /// <summary>Computes the logistic sigmoid σ(z) = 1/(1 + e^−z): the probability for log-odds z.</summary>
    /// <remarks>
    /// For z &lt; 0 it is e^z/(1 + e^z), so small probabilities keep all their digits; for z &gt; 0 it is 1 − σ(−z), exactly as that
    /// subtraction rounds.
    /// </remarks>
    /// <param name="z">Any number; ±∞ give 1 and 0.</param>
    /// <returns>A number in [0, 1]; NaN for NaN.</returns>
    public static double Sigmoid(double z) => ApplyScalar<SigmoidFunction>(z);

    /// <summary>Computes the logistic sigmoid of each element, see <see cref="Sigmoid(double)"/>.</summary>
    /// <param name="source">n numbers.</param>
    /// <param name="destination">The destination of the n results; it may be <paramref name="source"/> itself.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="destination"/> is shorter than <paramref name="source"/>, or overlaps it at another start.
    /// </exception>
    public static void Sigmoid(ReadOnlySpan<double> source, Span<double> destination) =>
        Apply<SigmoidFunction>(source, destination);

    /// <summary>σ(t) from t = −|z| and its exponential, (high + low) · scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<double> LowerSigmoid(
        Vector256<double> t, Vector256<double> high, Vector256<double> low, Vector256<double> scale)
    {
        var one = Vector256.Create(1.0);
        var denominator = one + high;
        var denominatorLow = (one - denominator) + high + low;
        VectorExponential.Divide(high, low, denominator, denominatorLow, out var quotient, out var correction);
        var result = (quotient + correction) * scale;

        // Near 0 the steps of t are finer than the quotient's error; there 1/2 + t/4 − t³/48 + … keeps the order.
        var square = t * t;
        var series = Vector256.Create(-691.0 / 319334400);
        series = (series * square) + Vector256.Create(31.0 / 1451520);
        series = (series * square) + Vector256.Create(-17.0 / 80640);
        series = (series * square) + Vector256.Create(1.0 / 480);
        series = (series * square) + Vector256.Create(-1.0 / 48);
        var near = Vector256.Create(0.5) + ((t * 0.25) + (t * square * series));
        return Vector256.ConditionalSelect(Vector256.GreaterThan(t, Vector256.Create(-SeriesBound)), near, result);
    }

    private readonly struct SigmoidFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> argument)
        {
            var t = -Vector256.Abs(argument);
            VectorExponential.Exponential(t, out var high, out var low, out var scale);
            var lower = LowerSigmoid(t, high, low, scale);
            return Vector256.ConditionalSelect(
                Vector256.GreaterThan(argument, Vector256<double>.Zero), Vector256.Create(1.0) - lower, lower);
        }
    }
}
