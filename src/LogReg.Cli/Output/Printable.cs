using System.Globalization;
using System.Text;

namespace LogReg.Cli.Output;

/// <summary>Makes texts from files safe to print: a column's name must not move the cursor of a terminal.</summary>
internal static class Printable
{
    /// <summary>The text in one line, with a dot for each character that is not to be seen.</summary>
    public static string Line(string text) => text.Any(IsUnprintable) ? Replace(text) : text;

    /// <summary>The text in one line of at most so many characters.</summary>
    public static string Cut(string text, int longest)
    {
        string line = Line(text);
        return line.Length <= longest ? line : string.Concat(line.AsSpan(0, longest - 1), "…");
    }

    private static string Replace(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            line.Append(IsUnprintable(character) ? '·' : character);
        }

        return line.ToString();
    }

    // Format characters include those that reverse the direction of what follows.
    private static bool IsUnprintable(char character) =>
        char.IsControl(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
