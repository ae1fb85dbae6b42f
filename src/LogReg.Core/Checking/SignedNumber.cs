namespace LogReg.Checking;

/// <summary>A number with other signs around it, such as <c>12.5+</c>.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Before">What stands before the number.</param>
/// <param name="Number">The number.</param>
/// <param name="After">What stands after it.</param>
internal sealed record SignedNumber(string Text, string Before, string Number, string After)
{
    private const int MostSigns = 6;

    /// <summary>Whether it may as well be a name, such as <c>CUST-1001</c>, <c>v1.2</c> or <c>#17</c>: a number behind letters, or a whole
    /// one with letters, a number sign or a hyphen.</summary>
    public bool MayBeName => Before.Any(char.IsLetter)
        || (Number.All(char.IsAsciiDigit) && (Before + After).Any(sign => char.IsLetter(sign) || sign is '#' or '-'));

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The parts; <see langword="null"/> for a plain number, and for a text that is not a number between signs.</returns>
    public static SignedNumber? Of(string text)
    {
        int start = 0;
        while (start < text.Length && !char.IsAsciiDigit(text[start]))
        {
            start++;
        }

        int end = text.Length;
        while (end > start && !char.IsAsciiDigit(text[end - 1]))
        {
            end--;
        }

        // A sign of the number itself stands next to it; a hyphen behind a letter is none.
        start -= start > 0 && text[start - 1] is '-' or '−' && (start == 1 || !char.IsLetter(text[start - 2])) ? 1 : 0;
        (string before, string number, string after) = (text[..start], text[start..end], text[end..]);
        return before.Length + after.Length is > 0 and <= MostSigns
            && CellForms.Of(number) is CellForm.Number or CellForm.DecimalComma or CellForm.Thousands
            ? new SignedNumber(text, before.Trim(), number, after.Trim())
            : null;
    }
}
