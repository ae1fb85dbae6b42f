using System.Runtime.CompilerServices;

namespace LogReg.Numerics;

/// <summary>The bits of a double mapped to a whole number whose unsigned order is that of the numbers; −0 stands before +0, and
/// <see cref="double.NaN"/>, whose sign bit is set, before −∞.</summary>
internal static class SortKey
{
    private const ulong Sign = 1UL << 63;

    /// <summary>The key of a number.</summary>
    /// <param name="value">The number, or <see cref="double.NaN"/>; a NaN without the sign bit would stand after ∞.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(double value) => OfBits(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>The key of a number that is given by its bits: negative numbers are ordered backwards by their bits, so all of them are
    /// turned around; the others are put above.</summary>
    /// <param name="bits">Its bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfBits(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | Sign);

    /// <summary>The number of a key.</summary>
    /// <param name="key">The key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToNumber(ulong key) => BitConverter.UInt64BitsToDouble(ToBits(key));

    /// <summary>The bits of the number of a key.</summary>
    /// <param name="key">The key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ToBits(ulong key) => key ^ (~(ulong)((long)key >> 63) | Sign);

    /// <summary>The position of the first of some rising numbers whose key is not below a given one, or their count.</summary>
    /// <param name="sorted">The numbers.</param>
    /// <param name="key">The key, which need not be that of a number.</param>
    public static int FirstFrom(ReadOnlySpan<double> sorted, ulong key)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Of(sorted[middle]) < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
