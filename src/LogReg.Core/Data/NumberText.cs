using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Parses a text as a number.</summary>
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
/// What counts as a number: an optional sign, which may be a typographic minus, digits with at most one decimal point, an optional
/// exponent. Thousands separators, decimal commas, currency signs, parentheses, hexadecimal and digits of other scripts do not.
/// </summary>
internal static class NumberText
{
    private const int LongestSigned = 64;

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

        if (!Ascii.IsValid(utf8) && utf8.Length < LongestSigned && TryReadTypographic(utf8, out value))
        {
            return double.IsFinite(value) ? NumberTextKind.Number : NumberTextKind.NotFinite;
        }

        ReadOnlySpan<byte> unsigned = utf8 is [(byte)'+' or (byte)'-', ..] ? utf8[1..] : utf8;
        return Ascii.EqualsIgnoreCase(unsigned, "inf"u8) || Ascii.EqualsIgnoreCase(unsigned, "nan"u8) || unsigned.SequenceEqual("∞"u8)
            ? NumberTextKind.NotFinite
            : NumberTextKind.Text;
    }

    /// <summary>Reads a trimmed text as a finite number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    public static bool TryRead(string text, out double value) => Classify(Encoding.UTF8.GetBytes(text), out value) == NumberTextKind.Number;

    /// <summary>Reads the name of a level or a class as a finite number, unless it is a code.</summary>
    /// <param name="utf8">The name.</param>
    /// <param name="value">The number; never minus zero.</param>
    public static bool TryReadLevel(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        bool isNumber = !utf8.IsEmpty && (utf8[0] < (byte)'A' || utf8[0] >= 0x80) && Classify(utf8, out value) == NumberTextKind.Number
            && !HasLeadingZeros(utf8) && !IsExponentCode(utf8);
        value += 0.0;
        return isNumber;
    }

    /// <summary>Whether a text is digits with a zero in front, such as the postal code 00501 or the month 07: a code, in which the zeros
    /// matter.</summary>
    public static bool HasLeadingZeros(ReadOnlySpan<byte> utf8) =>
        utf8.Length > 1 && utf8[0] == (byte)'0' && !utf8.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether a text is None, which Python writes for a missing value and people for the absence of something.</summary>
    public static bool IsNone(ReadOnlySpan<byte> utf8) => Ascii.EqualsIgnoreCase(utf8, "none"u8);

    /// <summary>Whether a text is a whole number that a double does not hold exactly, as are account and card numbers.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="value">The nearest double.</param>
    public static bool IsRoundedInteger(ReadOnlySpan<byte> utf8, double value)
    {
        ReadOnlySpan<byte> digits = utf8 is [(byte)'+' or (byte)'-', ..] ? utf8[1..] : utf8;
        return digits.Length is > 15 and < 39 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && UInt128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 whole)
                && (UInt128)Math.Abs(value) != whole;
    }

    /// <summary>
    /// Whether a text is digits, an E and digits, such as 1E5: a number, or an article's code. Programs write numbers with a sign or a
    /// point, 1E+05 or 1.0E5, so that a column in which nothing else stands is one of codes.
    /// </summary>
    public static bool IsExponentCode(ReadOnlySpan<byte> utf8)
    {
        int exponent = utf8.IndexOf((byte)'E');
        return exponent > 0 && exponent < utf8.Length - 1
            && !utf8[..exponent].ContainsAnyExceptInRange((byte)'0', (byte)'9')
                && !utf8[(exponent + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    // Signs that word processors, R and web pages put in the place of - and +.
    private static bool TryReadTypographic(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        Span<byte> plain = stackalloc byte[LongestSigned];
        int length = 0;
        while (Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) == OperationStatus.Done)
        {
            int character = rune.Value switch
            {
                0x2212 or (>= 0x2010 and <= 0x2013) or 0xFE63 or 0xFF0D => '-',
                0xFE62 or 0xFF0B => '+',
                _ => rune.Value,
            };
            if (character >= 0x80)
            {
                return false;
            }

            plain[length++] = (byte)character;
            utf8 = utf8[consumed..];
        }

        return double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
