using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogReg.Data;

/// <summary>What one look at some lines of a text tells a counter of rows.</summary>
/// <param name="Lines">The number of line ends: LF, CR and CR LF are one each.</param>
/// <param name="HasQuotes">Whether there is a quote; then line ends may be part of cells.</param>
/// <param name="HasUnusual">Whether there are no quotes, and some line after the first begins with a blank, with a line end, with a character
/// that is not ASCII, or as those lines do that are no rows.</param>
internal readonly record struct LineLook(int Lines, bool HasQuotes, bool HasUnusual)
{
    private const int Width = 32;

    /// <summary>Looks at a text.</summary>
    /// <param name="text">The text, which starts where a line starts.</param>
    /// <param name="quote">The byte around quoted cells; <see langword="null"/> if there are none.</param>
    /// <param name="unusual">A first byte of lines that are no rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LineLook Of(ReadOnlySpan<byte> text, byte? quote, byte unusual)
    {
        const int Bytes = 2 * Width;
        ref byte start = ref MemoryMarshal.GetReference(text);
        Vector256<byte> feeds = Vector256.Create((byte)'\n');
        Vector256<byte> returns = Vector256.Create((byte)'\r');
        Vector256<byte> quotes = Vector256.Create(quote ?? (byte)'\n');
        Vector256<byte> quoted = Vector256<byte>.Zero;
        int lines = 0;
        bool hasUnusual = false;
        int at = 0;

        // After each line end comes another byte.
        for (; at < text.Length - Bytes; at += Bytes)
        {
            Vector256<byte> first = Vector256.LoadUnsafe(ref start, (nuint)at);
            Vector256<byte> second = Vector256.LoadUnsafe(ref start, (nuint)at + Width);
            quoted |= Vector256.Equals(first, quotes) | Vector256.Equals(second, quotes);
            ulong ends = (Vector256.Equals(first, feeds) | Vector256.Equals(first, returns)).ExtractMostSignificantBits()
                | ((ulong)(Vector256.Equals(second, feeds) | Vector256.Equals(second, returns)).ExtractMostSignificantBits() << Width);
            for (; ends != 0; ends &= ends - 1)
            {
                int end = at + BitOperations.TrailingZeroCount(ends);
                byte next = text[end + 1];
                bool isEnd = next != (byte)'\n' | text[end] == (byte)'\n';
                lines += isEnd ? 1 : 0;
                hasUnusual |= isEnd & (IsUnusual(next) | next == unusual);
            }
        }

        LineLook rest = OfBytes(text[at..], quote, unusual);
        bool hasQuotes = rest.HasQuotes || (quote is not null && quoted != Vector256<byte>.Zero);
        return new LineLook(lines + rest.Lines, hasQuotes, !hasQuotes && (hasUnusual || rest.HasUnusual));
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
            hasUnusual |= isEnd && at + 1 < text.Length && (IsUnusual(text[at + 1]) || text[at + 1] == unusual);
        }

        return new LineLook(lines, hasQuotes, hasUnusual && !hasQuotes);
    }

    private static bool IsUnusual(byte first) => first is <= (byte)' ' or > 0x7F;
}
