using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// What is done once to every numeric column: its moments and its standardisation. Sums run in eight lanes, combined in a fixed order, so
/// that their bits are the same on every machine.
/// </summary>
internal static class ColumnKernels
{
    /// <summary>Σ x_i; NaN if a value is missing (NaN).</summary>
    /// <param name="values">x: n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Sum(ReadOnlySpan<double> values)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        Vector256<double> even = default, odd = default;
        nuint size = (nuint)Vector256<double>.Count;
        int whole = values.Length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            even += Vector256.LoadUnsafe(ref x, i);
            odd += Vector256.LoadUnsafe(ref x, i + size);
        }

        double sum = VectorSums.Horizontal(even + odd);
        foreach (double value in values[whole..])
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Σ (x_i − m)²; NaN if a value is missing (NaN).</summary>
    /// <param name="values">x: n numbers.</param>
    /// <param name="centre">m.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double CentredSquares(ReadOnlySpan<double> values, double centre)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        Vector256<double> even = default, odd = default;
        nuint size = (nuint)Vector256<double>.Count;
        int whole = values.Length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            Vector256<double> left = Vector256.LoadUnsafe(ref x, i) - Vector256.Create(centre);
            Vector256<double> right = Vector256.LoadUnsafe(ref x, i + size) - Vector256.Create(centre);
            even += left * left;
            odd += right * right;
        }

        double sum = VectorSums.Horizontal(even + odd);
        foreach (double value in values[whole..])
        {
            sum += (value - centre) * (value - centre);
        }

        return sum;
    }

    /// <summary>Σ s_i·x_i².</summary>
    /// <param name="values">x: n numbers.</param>
    /// <param name="weight">s: n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double WeightedSquares(ReadOnlySpan<double> values, ReadOnlySpan<double> weight)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        ref double s = ref MemoryMarshal.GetReference(weight[..values.Length]);
        Vector256<double> even = default, odd = default;
        nuint size = (nuint)Vector256<double>.Count;
        int whole = values.Length & ~((2 * Vector256<double>.Count) - 1);
        for (nuint i = 0; i < (nuint)whole; i += 2 * size)
        {
            Vector256<double> left = Vector256.LoadUnsafe(ref x, i);
            Vector256<double> right = Vector256.LoadUnsafe(ref x, i + size);
            even += left * left * Vector256.LoadUnsafe(ref s, i);
            odd += right * right * Vector256.LoadUnsafe(ref s, i + size);
        }

        double sum = VectorSums.Horizontal(even + odd);
        for (int i = whole; i < values.Length; i++)
        {
            sum += values[i] * values[i] * weight[i];
        }

        return sum;
    }

    /// <summary>x_i ← (x_i − m)/s, a missing value (NaN) becoming a given one.</summary>
    /// <param name="values">x: n numbers, replaced.</param>
    /// <param name="centre">m.</param>
    /// <param name="scale">s.</param>
    /// <param name="imputed">What stands in for a missing value, standardised.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Standardise(Span<double> values, double centre, double scale, double imputed)
    {
        ref double x = ref MemoryMarshal.GetReference(values);
        int whole = values.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            Vector256<double> value = (Vector256.LoadUnsafe(ref x, i) - Vector256.Create(centre)) / Vector256.Create(scale);
            Vector256.ConditionalSelect(Vector256.Equals(value, value), value, Vector256.Create(imputed)).StoreUnsafe(ref x, i);
        }

        foreach (ref double rest in values[whole..])
        {
            double value = (rest - centre) / scale;
            rest = double.IsNaN(value) ? imputed : value;
        }
    }
}
