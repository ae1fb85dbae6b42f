using System.Text;

namespace LogReg.Export.Code;

/// <summary>Texts in double quotes, as C and its descendants write them.</summary>
internal static class Quoted
{
    /// <summary>Quotes a text; whatever is not a visible character is escaped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escape">Spells a character by its number.</param>
    public static string Of(string text, Func<Rune, string> escape)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPlain = rune.Value is >= ' ' and < 0x7F && rune.Value is not ('"' or '\\');
            bool isLetter = rune.Value > 0xA0 && (Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune));
            quoted.Append(isPlain || isLetter ? rune.ToString() : rune.Value is '"' or '\\' ? $"\\{rune}" : escape(rune));
        }

        return quoted.Append('"').ToString();
    }
}
