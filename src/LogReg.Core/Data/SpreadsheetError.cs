using System.Buffers;

namespace LogReg.Data;

/// <summary>The values that spreadsheets export for a formula without a result, such as <c>#DIV/0!</c> or <c>#N/A</c>: they say that there is no value.</summary>
internal static class SpreadsheetError
{
    private const int Longest = 24;

    // What ends neither in ! nor in ?: #N/A in several languages, and what a sheet shows while it computes.
    private static readonly byte[][] Others =
    [
        .. new[] { "#N/A", "#N/A N/A", "#NA", "#NV", "#N/D", "#N/DISP", "#GETTING_DATA", "#MACRO" }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_ "u8, .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);

    /// <summary>Whether a trimmed text is one.</summary>
    public static bool Is(ReadOnlySpan<byte> utf8) => utf8.Length is > 2 and <= Longest && utf8[0] switch
    {
        (byte)'#' => IsNamed(utf8),
        (byte)'E' => utf8.Length is 7 && utf8.StartsWith("Err:"u8) && !utf8[4..].ContainsAnyExceptInRange((byte)'0', (byte)'9'),
        _ => false,
    };

    private static bool IsNamed(ReadOnlySpan<byte> utf8)
    {
        if (utf8[^1] is (byte)'!' or (byte)'?')
        {
            return !utf8[1..^1].ContainsAnyExcept(Letters);
        }

        foreach (byte[] other in Others)
        {
            if (utf8.SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }
}
