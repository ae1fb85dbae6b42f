using System.Globalization;

namespace LogReg.Scoring;

/// <summary>Texts that look alike but are other characters: an accented letter is one character (the form NFC of Unicode) or a letter and
/// an accent (NFD), as macOS writes names.</summary>
internal static class AccentForms
{
    /// <summary>Finds a level that is a text in the other form, as far as can be told without the tables of Unicode: letters without an
    /// accent are the same, and where one text has a letter with accents, the other has a single letter beyond ASCII.</summary>
    /// <param name="text">The text.</param>
    /// <param name="levels">The levels.</param>
    /// <returns>The level, or <see langword="null"/>.</returns>
    public static string? FindOther(string text, IReadOnlyList<string> levels) => text.All(char.IsAscii)
        ? null
        : levels.FirstOrDefault(level => level != text && (Matches(text, level) || Matches(level, text)));

    // The first text is the one with accents of their own.
    private static bool Matches(string apart, string together)
    {
        int at = 0;
        bool hasMarks = false;
        for (int i = 0; i < apart.Length; at++)
        {
            int end = i + 1;
            while (end < apart.Length && IsMark(apart[end]))
            {
                end++;
            }

            bool isMarked = end > i + 1;
            hasMarks |= isMarked;
            if (at >= together.Length
                || (isMarked
                    ? char.IsAscii(together[at]) || !char.IsLetter(together[at]) || together[at] == apart[i]
                    : together[at] != apart[i]))
            {
                return false;
            }

            i = end;
        }

        return hasMarks && at == together.Length;
    }

    private static bool IsMark(char character) =>
        character >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;
}
