using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// Scalar products as if computed with twice the digits and then rounded to a <see cref="DoubleDouble"/> (T. Ogita, S. M. Rump and S.
/// Oishi, Accurate sum and dot product, 2005), in four lanes that are combined in a fixed order.
/// </summary>
internal static class ExtendedKernels
{
    /// <summary>Σ (a_i + α_i)·b_i.</summary>
    /// <param name="high">a: n numbers.</param>
    /// <param name="low">α: n numbers, each small beside its a.</param>
    /// <param name="right">b: n numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static DoubleDouble Dot(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> right)
    {
        ref double a = ref MemoryMarshal.GetReference(high[..right.Length]);
        ref double alpha = ref MemoryMarshal.GetReference(low[..right.Length]);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector256<double> sum = default, error = default;
        int whole = right.Length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            var x = Vector256.LoadUnsafe(ref b, i);
            AddProduct(Vector256.LoadUnsafe(ref a, i), x, Vector256.LoadUnsafe(ref alpha, i) * x, ref sum, ref error);
        }

        DoubleDouble total = Horizontal(sum, error);
        for (int i = whole; i < right.Length; i++)
        {
            DoubleDouble product = DoubleDouble.Product(high[i], right[i]);
            total += new DoubleDouble(product.High, product.Low + (low[i] * right[i]));
        }

        return total;
    }

    /// <summary>Σ (a_i + α_i)·(b_i + β_i).</summary>
    /// <param name="leftHigh">a: n numbers.</param>
    /// <param name="leftLow">α: n numbers, each small beside its a.</param>
    /// <param name="rightHigh">b: n numbers.</param>
    /// <param name="rightLow">β: n numbers, each small beside its b.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static DoubleDouble Dot(
        ReadOnlySpan<double> leftHigh, ReadOnlySpan<double> leftLow, ReadOnlySpan<double> rightHigh, ReadOnlySpan<double> rightLow)
    {
        int length = leftHigh.Length;
        ref double a = ref MemoryMarshal.GetReference(leftHigh);
        ref double alpha = ref MemoryMarshal.GetReference(leftLow[..length]);
        ref double b = ref MemoryMarshal.GetReference(rightHigh[..length]);
        ref double beta = ref MemoryMarshal.GetReference(rightLow[..length]);
        Vector256<double> sum = default, error = default;
        int whole = length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            var x = Vector256.LoadUnsafe(ref a, i);
            var y = Vector256.LoadUnsafe(ref b, i);
            AddProduct(x, y, (Vector256.LoadUnsafe(ref alpha, i) * y) + (x * Vector256.LoadUnsafe(ref beta, i)), ref sum, ref error);
        }

        DoubleDouble total = Horizontal(sum, error);
        for (int i = whole; i < length; i++)
        {
            total += new DoubleDouble(leftHigh[i], leftLow[i]) * new DoubleDouble(rightHigh[i], rightLow[i]);
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(
        Vector256<double> x, Vector256<double> y, Vector256<double> rest, ref Vector256<double> sum, ref Vector256<double> error)
    {
        var product = x * y;
        rest += Vector256.FusedMultiplyAdd(x, y, -product);
        var next = sum + product;
        var added = next - sum;
        error += ((sum - (next - added)) + (product - added)) + rest;
        sum = next;
    }

    private static DoubleDouble Horizontal(Vector256<double> sum, Vector256<double> error)
    {
        DoubleDouble total = 0;
        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            total += DoubleDouble.Sum(sum.GetElement(lane), error.GetElement(lane));
        }

        return total;
    }
}
