using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Data;

/// <summary>Counts the lines of a plain text, and finds out in the same look whether it is one.</summary>
internal static class PlainLines
{
    /// <summary>What <see cref="Count"/> returns for a text that is not plain.</summary>
    public const int NotPlain = -1;

    // A count of a byte stays below 256 until the counts are added up.
    private const int VectorsPerSum = byte.MaxValue;

    /// <summary>Counts the line feeds of a text of ASCII characters without quotes, carriage returns and zero bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <returns>The number of line feeds; <see cref="NotPlain"/> if there is any other character.</returns>
    public static int Count(ReadOnlySpan<byte> text, byte? quote)
    {
        int lines = 0;
        while (text.Length >= Vector256<byte>.Count)
        {
            ReadOnlySpan<Vector256<byte>> vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(text);
            vectors = vectors[..Math.Min(vectors.Length, VectorsPerSum)];
            int counted = CountVectors(vectors, quote ?? 0);
            if (counted == NotPlain)
            {
                return NotPlain;
            }

            lines += counted;
            text = text[(vectors.Length * Vector256<byte>.Count)..];
        }

        int rest = CountBytes(text, quote);
        return rest == NotPlain ? NotPlain : lines + rest;
    }

    /// <summary>The same, one byte after the other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    public static int CountBytes(ReadOnlySpan<byte> text, byte? quote)
    {
        int lines = 0;
        foreach (byte character in text)
        {
            if (character is 0 or (byte)'\r' or > 0x7F || character == quote)
            {
                return NotPlain;
            }

            lines += character == (byte)'\n' ? 1 : 0;
        }

        return lines;
    }

    // Without quotes, a quote of 0 is a zero byte once more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountVectors(ReadOnlySpan<Vector256<byte>> text, byte quote)
    {
        Vector256<byte> quotes = Vector256.Create(quote);
        Vector256<byte> returns = Vector256.Create((byte)'\r');
        Vector256<byte> feeds = Vector256.Create((byte)'\n');
        Vector256<byte> other = Vector256<byte>.Zero;
        Vector256<byte> lines = Vector256<byte>.Zero;
        foreach (Vector256<byte> characters in text)
        {
            // As signed numbers, what is not ASCII is below zero.
            Vector256<byte> positive = Vector256.GreaterThan(characters.AsSByte(), Vector256<sbyte>.Zero).AsByte();
            other |= ~positive | Vector256.Equals(characters, quotes) | Vector256.Equals(characters, returns);
            lines -= Vector256.Equals(characters, feeds);
        }

        if (other != Vector256<byte>.Zero)
        {
            return NotPlain;
        }

        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(lines);
        Vector256<ushort> sums = low + high;
        int total = 0;
        for (int lane = 0; lane < Vector256<ushort>.Count; lane++)
        {
            total += sums[lane];
        }

        return total;
    }
}
