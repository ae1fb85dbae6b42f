using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LogReg.Numerics;

/// <summary>
/// The twelve dot products of four vectors with three, all in registers: seven loads for twelve multiply-adds.
/// </summary>
/// <remarks>
/// <para>
/// Four by three is the largest tile that the sixteen 256-bit registers of AVX2 hold (K. Goto and R. A. van de Geijn, <i>Anatomy of
/// high-performance matrix multiplication</i>, 2008, on register blocking), and twelve chains are enough to keep multiply-adds of 512 bits
/// busy, too.
/// </para>
/// <para>
/// Element i is summed in lane i mod 8. Four lanes at a time go through the elements twice, which costs no more than eight at a time in two
/// halves, as all of them are in the first-level cache: both widths give the same bits. Fused multiply-adds are used where the machine has
/// them; a machine without them differs in the last bits.
/// </para>
/// </remarks>
internal static class DotTile
{
    internal const int Rows = 4;
    internal const int Columns = 3;

    private const int Lanes = 8;

    /// <summary>sums[3·j + k] = Σ_i left_j[i] · right_k[i] over <paramref name="length"/> elements.</summary>
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
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Lanes512, Vector512<double>>(
                in left0, in left1, in left2, in left3, in right0, in right1, in right2, length, sums);
        }
        else
        {
            Multiply<Lanes256, Vector256<double>>(
                in left0, in left1, in left2, in left3, in right0, in right1, in right2, length, sums);
        }
    }

    /// <summary>As the other, with vectors of a given width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply<TLanes, TVector>(
        ref readonly double left0,
        ref readonly double left1,
        ref readonly double left2,
        ref readonly double left3,
        ref readonly double right0,
        ref readonly double right1,
        ref readonly double right2,
        int length,
        Span<double> sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        sums = sums[..(Rows * Columns)];
        sums.Clear();
        var whole = (nuint)(length & ~(Lanes - 1));
        for (nuint part = 0; part < Lanes; part += (nuint)TLanes.Count)
        {
            TVector sum00 = default, sum01 = default, sum02 = default;
            TVector sum10 = default, sum11 = default, sum12 = default;
            TVector sum20 = default, sum21 = default, sum22 = default;
            TVector sum30 = default, sum31 = default, sum32 = default;
            for (var i = part; i < whole; i += Lanes)
            {
                var b0 = TLanes.Load(in right0, i);
                var b1 = TLanes.Load(in right1, i);
                var b2 = TLanes.Load(in right2, i);
                var a = TLanes.Load(in left0, i);
                sum00 = TLanes.MultiplyAdd(a, b0, sum00);
                sum01 = TLanes.MultiplyAdd(a, b1, sum01);
                sum02 = TLanes.MultiplyAdd(a, b2, sum02);
                a = TLanes.Load(in left1, i);
                sum10 = TLanes.MultiplyAdd(a, b0, sum10);
                sum11 = TLanes.MultiplyAdd(a, b1, sum11);
                sum12 = TLanes.MultiplyAdd(a, b2, sum12);
                a = TLanes.Load(in left2, i);
                sum20 = TLanes.MultiplyAdd(a, b0, sum20);
                sum21 = TLanes.MultiplyAdd(a, b1, sum21);
                sum22 = TLanes.MultiplyAdd(a, b2, sum22);
                a = TLanes.Load(in left3, i);
                sum30 = TLanes.MultiplyAdd(a, b0, sum30);
                sum31 = TLanes.MultiplyAdd(a, b1, sum31);
                sum32 = TLanes.MultiplyAdd(a, b2, sum32);
            }

            sums[11] = TLanes.AddTo(sums[11], sum32);
            sums[0] = TLanes.AddTo(sums[0], sum00);
            sums[1] = TLanes.AddTo(sums[1], sum01);
            sums[2] = TLanes.AddTo(sums[2], sum02);
            sums[3] = TLanes.AddTo(sums[3], sum10);
            sums[4] = TLanes.AddTo(sums[4], sum11);
            sums[5] = TLanes.AddTo(sums[5], sum12);
            sums[6] = TLanes.AddTo(sums[6], sum20);
            sums[7] = TLanes.AddTo(sums[7], sum21);
            sums[8] = TLanes.AddTo(sums[8], sum22);
            sums[9] = TLanes.AddTo(sums[9], sum30);
            sums[10] = TLanes.AddTo(sums[10], sum31);
        }

        for (var i = (int)whole; i < length; i++)
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
