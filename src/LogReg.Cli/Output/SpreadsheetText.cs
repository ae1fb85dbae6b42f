using System.Buffers.Text;
using System.Text;
using CsvHelper;

namespace LogReg.Cli.Output;

/// <summary>
/// Texts of a CSV file that a spreadsheet will open. A spreadsheet takes a cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a
/// tab or a line break for a formula, and runs it; an apostrophe in front keeps it a text. Numbers stay as they are.
/// </summary>
internal static class SpreadsheetText
{
    /// <summary>Writes a text cell, with an apostrophe in front where a spreadsheet would run it.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="text">The text, UTF-8.</param>
    /// <param name="isSafe">Whether such texts get their apostrophe.</param>
    public static void WriteText(this CsvWriter csv, ReadOnlySpan<byte> text, bool isSafe)
    {
        if (isSafe && IsFormula(text))
        {
            csv.WriteField((ReadOnlySpan<byte>)[(byte)'\'', .. text]);
        }
        else
        {
            csv.WriteField(text);
        }
    }

    /// <summary>The same of a text that is written more than once, such as a class or a column's name.</summary>
    public static string Of(string text, bool isSafe) => isSafe && IsFormula(Encoding.UTF8.GetBytes(text)) ? "'" + text : text;

    private static bool IsFormula(ReadOnlySpan<byte> text) => !text.IsEmpty && "=+-@\t\r\n"u8.Contains(text[0]) && !IsNumber(text);

    // With a point or a decimal comma; no other number begins with one of the characters.
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        int comma = text.IndexOf((byte)',');
        if (comma >= 0)
        {
            byte[] point = text.ToArray();
            point[comma] = (byte)'.';
            return !text.Contains((byte)'.') && IsNumber(point);
        }

        return Utf8Parser.TryParse(text, out double value, out int length) && length == text.Length && double.IsFinite(value);
    }
}
