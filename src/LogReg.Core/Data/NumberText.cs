using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>What a text is as a number.</summary>
internal enum NumberTextKind
{
    /// <summary>No number.</summary>
    Text,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>Infinity in words, a number beyond the range of a double, or a NaN that is not among the missing values.</summary>
    NotFinite,
}

/// <summary>
/// What counts as a number: an optional sign, digits with at most one decimal point, an optional exponent. Thousands
/// separators, decimal commas, currency signs, parentheses, hexadecimal and digits of other scripts do not.
/// </summary>
internal static class NumberText
{
    /// <summary>Reads a trimmed text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="value">The nearest double to the number; 0 or not finite if it is none.</param>
    /// <returns>What the text is.</returns>
    public static NumberTextKind Classify(ReadOnlySpan<byte> utf8, out double value)
    {
        if (double.TryParse(utf8, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return double.IsFinite(value) ? NumberTextKind.Number : NumberTextKind.NotFinite;
        }

        ReadOnlySpan<byte> unsigned = utf8 is [(byte)'+' or (byte)'-', ..] ? utf8[1..] : utf8;
        return Ascii.EqualsIgnoreCase(unsigned, "inf"u8) || Ascii.EqualsIgnoreCase(unsigned, "nan"u8) || unsigned.SequenceEqual("∞"u8)
            ? NumberTextKind.NotFinite
            : NumberTextKind.Text;
    }
}
