using System.Globalization;

namespace LogReg;

/// <summary>Names and values in messages: on one line, without characters that nobody sees, and cut where they are long.</summary>
internal static class MessageText
{
    private const int LongestName = 40;
    private const int MostTexts = 20;

    /// <summary>Quotes a text: one line, no control characters, at most 40 characters.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text in single quotes.</returns>
    public static string Quote(string text) => $"'{Cut(text)}'";

    /// <summary>Cuts a text: one line, no control characters.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">How many characters of it are shown, 1 or more.</param>
    /// <returns>The text, or its beginning and an ellipsis.</returns>
    public static string Cut(string text, int longest = LongestName)
    {
        int length = text.Length <= longest ? text.Length : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        string shown = string.Create(length, text, (to, from) =>
        {
            for (int index = 0; index < to.Length; index++)
            {
                to[index] = IsUnprintable(from[index]) ? '·' : from[index];
            }
        });
        return length < text.Length ? shown + "…" : shown;
    }

    /// <summary>Lists texts, of which long ones are cut and many are counted.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">How many are named, 1 or more.</param>
    /// <param name="longest">How many characters of each are shown, 1 or more.</param>
    public static string List(IReadOnlyList<string> texts, int most = MostTexts, int longest = LongestName) =>
        string.Join(", ", texts.Take(most).Select(text => Cut(text, longest)))
            + (texts.Count > most ? $" and {texts.Count - most} more" : "");

    /// <summary>Whether a character is not seen itself: controls, line breaks, and formats such as those that reverse the direction of what
    /// follows.</summary>
    /// <param name="character">The character.</param>
    public static bool IsUnprintable(char character) =>
        char.IsControl(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
