using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Data;

/// <summary>What one look at some lines of a text tells a counter of rows.</summary>
/// <param name="Lines">The number of line ends: LF, CR and CR LF are one each.</param>
/// <param name="HasQuotes">Whether there is a quote; then line ends may be part of cells.</param>
/// <param name="HasUnusual">Whether there are no quotes, and some line after the first may begin with a blank, with a line end, with a
/// character that is not ASCII, or as those lines do that are no rows.</param>
internal readonly record struct LineLook(int Lines, bool HasQuotes, bool HasUnusual)
{
    // A count of a byte stays below 256 until the counts are added up.
    private const int VectorsPerSum = byte.MaxValue;

    // A byte that no text has; one that has it is looked at more closely, and nothing is lost.
    private const byte NoText = 0xFF;

    /// <summary>Looks at a text.</summary>
    /// <param name="text">The text, which starts where a line starts.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <param name="unusual">A first byte of lines that are no rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LineLook Of(ReadOnlySpan<byte> text, byte? quote, byte unusual)
    {
        ref byte start = ref MemoryMarshal.GetReference(text);
        Vector256<byte> feed = Vector256.Create((byte)'\n');
        Vector256<byte> carriageReturn = Vector256.Create((byte)'\r');
        Vector256<byte> quotes = Vector256.Create(quote ?? NoText);
        Vector256<byte> first = Vector256.Create(unusual);

        // As signed numbers, what is not ASCII is below zero.
        Vector256<sbyte> blank = Vector256.Create((sbyte)' ');
        Vector256<byte> notPlain = Vector256<byte>.Zero;
        int lines = 0;
        int at = 0;

        // Each byte is seen together with the one after it.
        int last = text.Length - Vector256<byte>.Count - 1;
        while (at <= last)
        {
            Vector256<byte> counts = Vector256<byte>.Zero;
            int stop = Math.Min(last, at + ((VectorsPerSum - 1) * Vector256<byte>.Count));
            for (; at <= stop; at += Vector256<byte>.Count)
            {
                Vector256<byte> characters = Vector256.LoadUnsafe(ref start, (nuint)at);
                Vector256<byte> next = Vector256.LoadUnsafe(ref start, (nuint)at + 1);
                Vector256<byte> ends = Vector256.Equals(characters, feed)
                    | Vector256.AndNot(Vector256.Equals(characters, carriageReturn), Vector256.Equals(next, feed));
                counts -= ends;
                Vector256<byte> usualStarts = Vector256.AndNot(
                    Vector256.GreaterThan(next.AsSByte(), blank).AsByte(), Vector256.Equals(next, first));
                notPlain |= Vector256.Equals(characters, quotes) | Vector256.AndNot(ends, usualStarts);
            }

            lines += Sum(counts);
        }

        LineLook rest = OfBytes(text[at..], quote, unusual);
        bool hasMore = notPlain != Vector256<byte>.Zero;
        bool hasQuotes = rest.HasQuotes || (hasMore && quote is byte quoteByte && text[..at].Contains(quoteByte));
        return new LineLook(lines + rest.Lines, hasQuotes, !hasQuotes && (rest.HasUnusual || hasMore));
    }

    /// <summary>The same, one byte after the other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <param name="unusual">A first byte of lines that are no rows.</param>
    public static LineLook OfBytes(ReadOnlySpan<byte> text, byte? quote, byte unusual)
    {
        int lines = 0;
        bool hasQuotes = false;
        bool hasUnusual = false;
        for (int at = 0; at < text.Length; at++)
        {
            bool isEnd = text[at] == (byte)'\n' || (text[at] == (byte)'\r' && (at + 1 == text.Length || text[at + 1] != (byte)'\n'));
            lines += isEnd ? 1 : 0;
            hasQuotes |= text[at] == quote;
            hasUnusual |= isEnd && at + 1 < text.Length && (text[at + 1] is <= (byte)' ' or > 0x7F || text[at + 1] == unusual);
        }

        return new LineLook(lines, hasQuotes, hasUnusual && !hasQuotes);
    }

    private static int Sum(Vector256<byte> counts)
    {
        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(counts);
        Vector256<ushort> sums = low + high;
        int total = 0;
        for (int lane = 0; lane < Vector256<ushort>.Count; lane++)
        {
            total += sums[lane];
        }

        return total;
    }
}
