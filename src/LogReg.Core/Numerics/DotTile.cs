using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// The twelve dot products of four vectors with three, all in registers: seven loads for twelve multiply-adds.
/// </summary>
/// <remarks>
/// Four by three is the largest tile that the sixteen 256-bit registers of AVX2 hold (K. Goto and R. A. van de Geijn, <i>Anatomy of
/// high-performance matrix multiplication</i>, 2008, on register blocking). Fused multiply-adds are used where the machine has
/// them, so the last bits may differ between kinds of machine.
/// </remarks>
internal static class DotTile
{
    internal const int Rows = 4;
    internal const int Columns = 3;

    /// <summary>sums[3·j + k] = Σ_i left_j[i] · right_k[i] over <paramref name="length"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(
        ref readonly double left0,
        ref readonly double left1,
        ref readonly double left2,
        ref readonly double left3,
        ref readonly double right0,
        ref readonly double right1,
        ref readonly double right2,
        int length,
        Span<double> sums)
    {
        Vector256<double> sum00 = default, sum01 = default, sum02 = default;
        Vector256<double> sum10 = default, sum11 = default, sum12 = default;
        Vector256<double> sum20 = default, sum21 = default, sum22 = default;
        Vector256<double> sum30 = default, sum31 = default, sum32 = default;

        var whole = length & ~(Vector256<double>.Count - 1);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<double>.Count)
        {
            var b0 = Vector256.LoadUnsafe(in right0, i);
            var b1 = Vector256.LoadUnsafe(in right1, i);
            var b2 = Vector256.LoadUnsafe(in right2, i);
            var a = Vector256.LoadUnsafe(in left0, i);
            sum00 = Vector256.MultiplyAddEstimate(a, b0, sum00);
            sum01 = Vector256.MultiplyAddEstimate(a, b1, sum01);
            sum02 = Vector256.MultiplyAddEstimate(a, b2, sum02);
            a = Vector256.LoadUnsafe(in left1, i);
            sum10 = Vector256.MultiplyAddEstimate(a, b0, sum10);
            sum11 = Vector256.MultiplyAddEstimate(a, b1, sum11);
            sum12 = Vector256.MultiplyAddEstimate(a, b2, sum12);
            a = Vector256.LoadUnsafe(in left2, i);
            sum20 = Vector256.MultiplyAddEstimate(a, b0, sum20);
            sum21 = Vector256.MultiplyAddEstimate(a, b1, sum21);
            sum22 = Vector256.MultiplyAddEstimate(a, b2, sum22);
            a = Vector256.LoadUnsafe(in left3, i);
            sum30 = Vector256.MultiplyAddEstimate(a, b0, sum30);
            sum31 = Vector256.MultiplyAddEstimate(a, b1, sum31);
            sum32 = Vector256.MultiplyAddEstimate(a, b2, sum32);
        }

        sums[11] = VectorSums.Horizontal(sum32);
        sums[0] = VectorSums.Horizontal(sum00);
        sums[1] = VectorSums.Horizontal(sum01);
        sums[2] = VectorSums.Horizontal(sum02);
        sums[3] = VectorSums.Horizontal(sum10);
        sums[4] = VectorSums.Horizontal(sum11);
        sums[5] = VectorSums.Horizontal(sum12);
        sums[6] = VectorSums.Horizontal(sum20);
        sums[7] = VectorSums.Horizontal(sum21);
        sums[8] = VectorSums.Horizontal(sum22);
        sums[9] = VectorSums.Horizontal(sum30);
        sums[10] = VectorSums.Horizontal(sum31);

        for (var i = whole; i < length; i++)
        {
            var (b0, b1, b2) = (At(in right0, i), At(in right1, i), At(in right2, i));
            AddRow(sums, At(in left0, i), b0, b1, b2);
            AddRow(sums[3..], At(in left1, i), b0, b1, b2);
            AddRow(sums[6..], At(in left2, i), b0, b1, b2);
            AddRow(sums[9..], At(in left3, i), b0, b1, b2);
        }
    }

    private static double At(ref readonly double first, int index) => Unsafe.Add(ref Unsafe.AsRef(in first), index);

    private static void AddRow(Span<double> sums, double a, double b0, double b1, double b2)
    {
        sums[0] += a * b0;
        sums[1] += a * b1;
        sums[2] += a * b2;
    }
}
