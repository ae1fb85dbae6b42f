using System.Text;

namespace LogReg.Sources.Databases;

/// <summary>Texts of others in messages: on one line, and cut where they are long.</summary>
internal static class MessageTexts
{
    private const int LongestValue = 40;
    private const int LongestQuery = 60;

    /// <summary>A text in single quotes.</summary>
    public static string Quote(string text) => $"'{Cut(text, LongestValue)}'";

    /// <summary>A query in the name of its data: what of it fits into part of a line.</summary>
    public static string Query(string query) => Cut(OneLine(query), LongestQuery);

    /// <summary>A text on one line, with a single blank wherever there are any.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char character in text.Trim())
        {
            bool isBlank = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!isBlank || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(isBlank ? ' ' : character);
            }
        }

        return line.ToString();
    }

    private static string Cut(string text, int longest) => text.Length <= longest
        ? text
        : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…";
}
