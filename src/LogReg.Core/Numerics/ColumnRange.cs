using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>The smallest and the largest of some numbers.</summary>
/// <param name="Minimum">The smallest; ∞ without any.</param>
/// <param name="Maximum">The largest; −∞ without any.</param>
internal readonly record struct ColumnRange(double Minimum, double Maximum)
{
    /// <summary>The range of no numbers.</summary>
    public static ColumnRange Empty { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The range of this and some more numbers.</summary>
    /// <param name="values">n numbers; a missing one (NaN) is passed over.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ColumnRange With(ReadOnlySpan<double> values)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        var low = Vector256.Create(Minimum);
        var high = Vector256.Create(Maximum);
        int whole = values.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            // A comparison with NaN is false: what stood there stays.
            Vector256<double> value = Vector256.LoadUnsafe(ref x, i);
            low = Vector256.ConditionalSelect(Vector256.LessThan(value, low), value, low);
            high = Vector256.ConditionalSelect(Vector256.GreaterThan(value, high), value, high);
        }

        double minimum = low[0];
        double maximum = high[0];
        for (int lane = 1; lane < Vector256<double>.Count; lane++)
        {
            minimum = Math.Min(minimum, low[lane]);
            maximum = Math.Max(maximum, high[lane]);
        }

        foreach (double value in values[whole..])
        {
            minimum = value < minimum ? value : minimum;
            maximum = value > maximum ? value : maximum;
        }

        return new ColumnRange(minimum, maximum);
    }
}
