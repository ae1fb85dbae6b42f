using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Takes the spaces off a cell, also those that are none to ASCII: no-break spaces, as web pages and word processors write them,
/// and byte order marks.</summary>
internal static class CellText
{
    /// <summary>The text without the spaces around it.</summary>
    /// <param name="utf8">The cell.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8)
    {
        while (Rune.DecodeFromUtf8(utf8, out Rune first, out int length) == OperationStatus.Done && IsSpace(first))
        {
            utf8 = utf8[length..];
        }

        while (Rune.DecodeLastFromUtf8(utf8, out Rune last, out int length) == OperationStatus.Done && IsSpace(last))
        {
            utf8 = utf8[..^length];
        }

        return utf8;
    }

    /// <summary>The text without the spaces around it.</summary>
    /// <param name="text">The cell.</param>
    public static string Trim(string text) => Encoding.UTF8.GetString(Trim(Encoding.UTF8.GetBytes(text)));

    // The byte order mark, the zero-width space and the word joiner are invisible, but no space to Unicode; a line break in quotes is part
    // of its cell.
    private static bool IsSpace(Rune rune) =>
        rune.Value is ' ' or '\t' or 0xFEFF or 0x200B or 0x2060 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator;
}
