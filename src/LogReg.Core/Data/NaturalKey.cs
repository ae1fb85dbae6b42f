using System.Text;
using System.Text.RegularExpressions;

namespace LogReg.Data;

/// <summary>
/// A text's key whose ordinal order is the natural order of the texts: the text itself if it has no digit; otherwise each number in it
/// counts by its value, and of texts that begin with the same number those that mean less than it (&lt;25, under 25) come first, those that
/// mean more (65+, &gt;65) last.
/// </summary>
internal static partial class NaturalKey
{
    // Lengths are written in one character each, or in several of this one and a smaller one.
    private const char LongLength = '\uffff';

    /// <summary>Makes the key. Equal keys of different texts leave their order to the texts.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return text;
        }

        var key = new StringBuilder(text.Length + 8);
        int start = 0;
        bool isNegative = false;
        char side = Side.Neither;
        if (Start().Match(text) is { Success: true } match)
        {
            start = match.Length;
            isNegative = match.Groups["minus"].Success;
            side = match.Groups["less"].Success || EndMeaningLess().IsMatch(text) ? Side.Less
                : match.Groups["more"].Success || EndMeaningMore().IsMatch(text) ? Side.More
                : Side.Neither;
        }

        for (int index = NextDigit(text, start); index < text.Length; index = NextDigit(text, start))
        {
            key.Append(text, start, index - start);
            start = index + NumberLength(text, index);
            Append(key, text.AsSpan(index, start - index), isNegative);
            key.Append(side);
            (isNegative, side) = (false, Side.Neither);
        }

        return key.Append(text, start, text.Length - start).ToString();
    }

    private static int NextDigit(string text, int start)
    {
        int distance = text.AsSpan(start).IndexOfAnyInRange('0', '9');
        return distance < 0 ? text.Length : start + distance;
    }

    private static int NumberLength(string text, int start)
    {
        int digits = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return digits < 0 ? text.Length - start : text[start + digits] is '.' or ',' ? Number().Match(text, start).Length : digits;
    }

    // A sign, the number of digits, the digits, those of the fraction and an end: no number's code begins another's, and a number stands
    // where its digits would among other characters.
    private static void Append(StringBuilder key, ReadOnlySpan<char> number, bool isNegative)
    {
        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = (point < 0 ? number : number[..point]).TrimStart("0,");
        if (whole.Contains(','))
        {
            whole = whole.ToString().Replace(",", "", StringComparison.Ordinal);
        }

        ReadOnlySpan<char> fraction = point < 0 ? [] : number[(point + 1)..].TrimEnd('0');
        isNegative &= whole.Length + fraction.Length > 0;
        int first = key.Append(isNegative ? '0' : '1').Length;
        int length = whole.Length;
        for (; length >= LongLength; length -= LongLength)
        {
            key.Append(LongLength);
        }

        key.Append((char)length).Append(whole).Append(fraction).Append('\0');
        for (int index = first; isNegative && index < key.Length; index++)
        {
            key[index] = (char)(char.MaxValue - key[index]);
        }
    }

    // What may stand before the first number without being compared itself: <, under, (, $, −.
    [GeneratedRegex(
        @"^(?:(?<less><=?|≤|(?:under|below|less than|fewer than|up to|at most) )|(?<more>>=?|≥|(?:over|above|more than|greater than|at least) ))?\s*[(\[]?[$€£]?(?<minus>[-−])?(?=[0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    [GeneratedRegex(@"\b(?:and|or) (?:under|below|less|fewer|younger|lower)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndMeaningLess();

    [GeneratedRegex(@"(?:\+|\b(?:and|or) (?:over|above|more|up|older|higher))\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EndMeaningMore();

    // Digits, also in groups of thousands, with a fraction unless there are more points, as in a date or a version.
    [GeneratedRegex(@"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:(?<!\.[0-9]+)\.[0-9]+(?!\.?[0-9]))?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private static class Side
    {
        public const char Less = '0';
        public const char Neither = '1';
        public const char More = '2';
    }
}
