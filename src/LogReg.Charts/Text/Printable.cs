using System.Globalization;
using System.Text;

namespace LogReg.Charts.Text;

/// <summary>Makes texts from files safe to print: a column's name must not move the cursor of a terminal.</summary>
internal static class Printable
{
    // A file's path and a name that a person chose are shorter; what is longer would push everything else off the screen.
    private const int LongestWord = 300;

    private const string Gap = "…";

    /// <summary>
    /// The text in one line, with a dot for each character that is not to be seen, and words of more than 300 characters shortened in the
    /// middle. Whatever comes from a file goes through here before it is shown.
    /// </summary>
    public static string Line(string text) => ShortenWords(text.Any(IsUnprintable) ? Replace(text) : text);

    /// <summary>The text in one line of at most so many characters.</summary>
    public static string Cut(string text, int longest)
    {
        string line = Line(text);
        return line.Length <= longest
            ? line
            : string.Concat(line.AsSpan(0, longest - (char.IsHighSurrogate(line[longest - 2]) ? 2 : 1)), Gap);
    }

    /// <summary>The text in one line of at most so many characters: its beginning and its end, where it is longer.</summary>
    public static string Shorten(string text, int longest)
    {
        string line = Line(text);
        return line.Length <= longest ? line : Middle(line, longest);
    }

    /// <summary>JSON in which every character is to be seen: those that are not can only be in texts, and are escaped there, so that
    /// nothing is lost.</summary>
    public static string Json(string json)
    {
        // Line breaks and tabs are the document's own.
        if (!json.Any(IsHiddenInJson))
        {
            return json;
        }

        var escaped = new StringBuilder(json.Length + 64);
        foreach (char character in json)
        {
            if (IsHiddenInJson(character))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    private static bool IsHiddenInJson(char character) => character is not ('\n' or '\r' or '\t') && IsUnprintable(character);

    private static string ShortenWords(string line) => line.Length <= LongestWord
        ? line
        : string.Join(' ', line.Split(' ').Select(word => word.Length <= LongestWord ? word : Middle(word, LongestWord)));

    // Half a character must not be left.
    private static string Middle(string text, int longest)
    {
        int start = longest * 2 / 3;
        int end = text.Length - (longest - start - Gap.Length);
        start -= char.IsHighSurrogate(text[start - 1]) ? 1 : 0;
        end += char.IsLowSurrogate(text[end]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, start), Gap, text.AsSpan(end));
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
        char.IsControl(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
