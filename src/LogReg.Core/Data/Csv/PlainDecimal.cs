using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LogReg.Data;

/// <summary>
/// Reads numbers as nearly all files have them: an optional sign and at most 16 digits, or 15 and a decimal point. No branch depends on the
/// digits, the sign or the place of the point, which change from cell to cell and would be guessed wrongly.
/// </summary>
/// <remarks>
/// The digits are an integer below 2⁵³ and the power of ten is at most 10¹⁵: both are doubles exactly, so that their quotient is the
/// nearest double to the number (W. D. Clinger, <i>How to read floating point numbers accurately</i>, 1990). Eight digits at a time become
/// an integer by three multiplications (D. Lemire, <i>Number parsing at a gigabyte per second</i>, 2021).
/// </remarks>
internal static class PlainDecimal
{
    private const int Width = 16;
    private const int LargestMantissaBits = 53;

    // Sixteen bytes from position m on keep the last m bytes of a vector.
    private static ReadOnlySpan<byte> Kept =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    // For each place of the point, where each byte comes from: what stands before the point moves up by one, over it. The last sixteen, for
    // no point, move nothing.
    private static readonly byte[] ClosedUp = CreateClosedUp();

    // 10 to the number of digits after a point at place p; of no point, place 16.
    private static ReadOnlySpan<double> Scales => [1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1, 1];

    /// <summary>Reads a number.</summary>
    /// <param name="buffer">The memory that the text is part of: what stands before the text is looked at, too, and does not
    /// matter.</param>
    /// <param name="text">The text.</param>
    /// <param name="value">The nearest double to the number.</param>
    /// <returns>Whether the text is a number of this kind, not a code such as 00501, and not among the first 16 bytes of the buffer; where
    /// not, it may still be a number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        ref byte start = ref MemoryMarshal.GetReference(text);
        ref byte memory = ref MemoryMarshal.GetReference(buffer);
        nint loadedFrom = Unsafe.ByteOffset(ref memory, ref start) + text.Length - Width;
        uint first = start;
        int signLength = ((first - '+') & ~2u) == 0 ? 1 : 0;
        int length = text.Length - signLength;
        if ((uint)(length - 1) >= Width || (nuint)loadedFrom > (nuint)(buffer.Length - Width) || buffer.Length < Width)
        {
            return false;
        }

        Vector128<byte> characters = Vector128.LoadUnsafe(ref memory, (nuint)loadedFrom);
        Vector128<byte> kept = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Kept), (nuint)length);
        Vector128<byte> digits = (characters - Vector128.Create((byte)'0')) & kept;
        uint point = (Vector128.Equals(characters, Vector128.Create((byte)'.')) & kept).ExtractMostSignificantBits();
        uint notDigits = Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits();

        // 1 for a zero in front of other digits and no point, without a branch.
        uint leadingZero = ((((first ^ '0') | point) - 1) >> 31) & (uint)((1 - length) >> 31);
        if (((notDigits ^ point) | (point & (point - 1)) | leadingZero) != 0 || (point != 0 && length == 1))
        {
            return false;
        }

        int place = BitOperations.TrailingZeroCount(point | (1u << Width));
        Vector128<byte> moves = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(ClosedUp), (nuint)(place * Width));
        ulong mantissa = SixteenDigits(Vector128.ShuffleNative(digits, moves));
        if (mantissa >> LargestMantissaBits != 0)
        {
            return false;
        }

        double magnitude = (long)mantissa / Unsafe.Add(ref MemoryMarshal.GetReference(Scales), place);
        long sign = (long)(first == '-' ? 1UL : 0UL) << 63;
        value = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(magnitude) | sign);
        return true;
    }

    // The first digit is in the lowest byte: pairs, then fours, then eights become one number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SixteenDigits(Vector128<byte> digits)
    {
        if (!Sse41.IsSupported)
        {
            return SixteenDigitsPortable(digits);
        }

        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)0x010A).AsSByte());
        Vector128<int> fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064).AsInt16());
        Vector128<short> packed = Sse41.PackUnsignedSaturate(fours, fours).AsInt16();
        ulong eights = Sse2.MultiplyAddAdjacent(packed, Vector128.Create(0x0001_2710).AsInt16()).AsUInt64().ToScalar();
        return ((eights & uint.MaxValue) * 100_000_000) + (eights >> 32);
    }

    /// <summary>The same without the processor's own instructions.</summary>
    /// <param name="digits">Sixteen numbers from 0 to 9.</param>
    internal static ulong SixteenDigitsPortable(Vector128<byte> digits) =>
        (EightDigits(digits.AsUInt64().GetElement(0)) * 100_000_000) + EightDigits(digits.AsUInt64().GetElement(1));

    private static ulong EightDigits(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064)
            + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
    }

    private static byte[] CreateClosedUp()
    {
        const byte Nothing = 0x80;
        byte[] moves = new byte[(Width + 1) * Width];
        for (int place = 0; place <= Width; place++)
        {
            for (int position = 0; position < Width; position++)
            {
                bool isMoved = place < Width && position <= place;
                moves[(place * Width) + position] = isMoved ? position == 0 ? Nothing : (byte)(position - 1) : (byte)position;
            }
        }

        return moves;
    }
}
