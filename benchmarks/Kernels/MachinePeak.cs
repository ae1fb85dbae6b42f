using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Kernels;

/// <summary>What one core of this machine does at most, measured here by loops that do nothing else.</summary>
internal static class MachinePeak
{
    private const int Attempts = 7;

    /// <summary>Operations on doubles in a nanosecond, a multiply-add of 256 bits being eight.</summary>
    public static Lazy<double> MultiplyAdds { get; } = new(MeasureMultiplyAdds);

    /// <summary>Bytes in a nanosecond from memory, read one after the other.</summary>
    public static Lazy<double> Bandwidth { get; } = new(MeasureBandwidth);

    // Operations a nanosecond, the best of some tries: twelve chains of multiply-adds hide each other's latency.
    private static double MeasureMultiplyAdds()
    {
        const int Steps = 10_000_000;
        double best = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Spin(Steps);
            best = Math.Max(best, 12.0 * 8 * Steps / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    // Far more than any cache holds.
    private static double MeasureBandwidth()
    {
        double[] values = new double[32 << 20];
        Array.Fill(values, 1);
        double best = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Sum(values);
            best = Math.Max(best, (double)sizeof(double) * values.Length / Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Sum(double[] values)
    {
        ref double first = ref MemoryMarshal.GetArrayDataReference(values);
        Vector256<double> a = default, b = default, c = default, d = default;
        for (nuint index = 0; index < (nuint)values.Length; index += 16)
        {
            a += Vector256.LoadUnsafe(ref first, index);
            b += Vector256.LoadUnsafe(ref first, index + 4);
            c += Vector256.LoadUnsafe(ref first, index + 8);
            d += Vector256.LoadUnsafe(ref first, index + 12);
        }

        return Vector256.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Spin(int steps)
    {
        Vector256<double> factor = Vector256.Create(0.999), term = Vector256.Create(1e-3);
        Vector256<double> a =
            term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.MultiplyAddEstimate(a, factor, term);
            b = Vector256.MultiplyAddEstimate(b, factor, term);
            c = Vector256.MultiplyAddEstimate(c, factor, term);
            d = Vector256.MultiplyAddEstimate(d, factor, term);
            e = Vector256.MultiplyAddEstimate(e, factor, term);
            f = Vector256.MultiplyAddEstimate(f, factor, term);
            g = Vector256.MultiplyAddEstimate(g, factor, term);
            h = Vector256.MultiplyAddEstimate(h, factor, term);
            i = Vector256.MultiplyAddEstimate(i, factor, term);
            j = Vector256.MultiplyAddEstimate(j, factor, term);
            k = Vector256.MultiplyAddEstimate(k, factor, term);
            l = Vector256.MultiplyAddEstimate(l, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + (g + h + i + j + k + l));
    }
}
