using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>The least and the greatest of many numbers in one pass.</summary>
internal static class RangeKernel
{
    /// <summary>Widens a range so that it holds some numbers.</summary>
    /// <param name="values">The numbers; NaN is passed over.</param>
    /// <param name="least">The least so far, +∞ at first.</param>
    /// <param name="greatest">The greatest so far, −∞ at first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<double> values, ref double least, ref double greatest)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        Vector256<double> low = Vector256.Create(least);
        Vector256<double> high = Vector256.Create(greatest);
        int whole = values.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            // A comparison with NaN is false, so that NaN is never taken.
            Vector256<double> value = Vector256.LoadUnsafe(ref x, i);
            low = Vector256.ConditionalSelect(Vector256.LessThan(value, low), value, low);
            high = Vector256.ConditionalSelect(Vector256.GreaterThan(value, high), value, high);
        }

        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            least = Math.Min(least, low[lane]);
            greatest = Math.Max(greatest, high[lane]);
        }

        foreach (double value in values[whole..])
        {
            least = value < least ? value : least;
            greatest = value > greatest ? value : greatest;
        }
    }
}
