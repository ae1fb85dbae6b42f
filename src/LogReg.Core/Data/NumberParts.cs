using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>A text with one number in it, split into the number and what stands around it.</summary>
internal readonly ref struct NumberParts
{
    private static readonly SearchValues<char> CharactersOfNumbers = SearchValues.Create("0123456789.,' ");

    private const int MostDashes = 2;

    /// <summary>The most characters of a text that may be a number.</summary>
    public const int Longest = 48;

    /// <summary>In place of a thousands separator where there is none.</summary>
    public const char NoSeparator = '\0';

    /// <summary>The currency before the number.</summary>
    public ReadOnlySpan<char> Prefix { get; private init; }

    /// <summary>The digits with their separators, perhaps with an exponent.</summary>
    public ReadOnlySpan<char> Digits { get; private init; }

    /// <summary>What stands after the number.</summary>
    public ReadOnlySpan<char> Suffix { get; private init; }

    /// <summary>Whether the number is negative.</summary>
    public bool IsNegative { get; private init; }

    /// <summary>Whether the number stands in parentheses.</summary>
    public bool IsInParentheses { get; private init; }

    /// <summary>Whether a plus stands before the number.</summary>
    public bool HasPlus { get; private init; }

    /// <summary>Splits a text.</summary>
    /// <param name="utf8">The trimmed text.</param>
    /// <param name="buffer">Room for <see cref="Longest"/> characters, which the parts refer to.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>Whether the text may be a number.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> utf8, Span<char> buffer, out NumberParts parts)
    {
        parts = default;
        ReadOnlySpan<char> text = Normalise(utf8, buffer);
        ReadOnlySpan<char> prefix = [];
        ReadOnlySpan<char> afterParenthesis = [];
        char sign = NoSeparator;
        bool isInParentheses = false;
        while (!text.IsEmpty)
        {
            text = text.TrimStart();
            int currency = prefix.IsEmpty ? NumberUnits.CurrencyAtStart(text) : 0;
            if (currency > 0)
            {
                prefix = text[..currency];
                text = text[currency..];
            }
            else if (text is ['-' or '+', ..] && sign == NoSeparator && !isInParentheses)
            {
                sign = text[0];
                text = text[1..];
            }
            else if (text is ['(', ..] && text.IndexOf(')') is > 0 and int end && sign == NoSeparator && !isInParentheses)
            {
                isInParentheses = true;
                afterParenthesis = text[(end + 1)..];
                text = text[1..end].TrimEnd();
            }
            else
            {
                break;
            }
        }

        int length = LengthOfDigits(text, mayHaveExponent: prefix.IsEmpty);
        ReadOnlySpan<char> rest = text[length..];
        if (length == 0)
        {
            return false;
        }

        if (rest is ['-'] && sign == NoSeparator && !isInParentheses)
        {
            sign = '-';
            rest = [];
        }

        if (!afterParenthesis.IsEmpty)
        {
            if (!rest.IsEmpty)
            {
                return false;
            }

            // The unit of (980,39) €.
            rest = afterParenthesis;
        }

        ReadOnlySpan<char> suffix = rest.TrimStart();
        if (!suffix.IsEmpty && (!prefix.IsEmpty || !NumberUnits.IsSuffix(suffix, isAttached: suffix.Length == rest.Length)))
        {
            return false;
        }

        parts = new NumberParts
        {
            Prefix = prefix,
            Digits = text[..length],
            Suffix = suffix,
            IsNegative = sign == '-' || isInParentheses,
            IsInParentheses = isInParentheses,
            HasPlus = sign == '+',
        };
        return true;
    }

    /// <summary>Reads the number.</summary>
    /// <param name="point">The decimal separator, a point or a comma; the other may stand between thousands.</param>
    /// <param name="value">The nearest double.</param>
    /// <param name="separator">The separator between thousands; <see cref="NoSeparator"/> if there is none.</param>
    /// <returns>Whether it is a finite number: one with a code's leading zeros is not.</returns>
    public bool TryRead(char point, out double value, out char separator) => TryRead(point, out value, out separator, out _);

    /// <summary>Reads the number.</summary>
    /// <param name="point">The decimal separator, a point or a comma; the other may stand between thousands.</param>
    /// <param name="value">The nearest double.</param>
    /// <param name="separator">The separator between thousands; <see cref="NoSeparator"/> if there is none.</param>
    /// <param name="grouping">Between which digits it stands.</param>
    /// <returns>Whether it is a finite number: one with a code's leading zeros is not.</returns>
    public bool TryRead(char point, out double value, out char separator, out DigitGrouping grouping)
    {
        value = 0;
        separator = NoSeparator;
        grouping = DigitGrouping.Any;
        Span<char> plain = stackalloc char[Longest + 1];
        int length = 0;
        if (IsNegative)
        {
            plain[length++] = '-';
        }

        int exponent = Digits.IndexOfAny("eEdD");
        ReadOnlySpan<char> mantissa = exponent < 0 ? Digits : Digits[..exponent];
        int pointAt = mantissa.IndexOf(point);
        ReadOnlySpan<char> whole = pointAt < 0 ? mantissa : mantissa[..pointAt];
        ReadOnlySpan<char> decimals = pointAt < 0 ? [] : mantissa[(pointAt + 1)..];
        if ((pointAt >= 0 && !AreDigits(decimals)) || !AreGrouped(whole, isOptional: pointAt >= 0, out separator, out grouping))
        {
            return false;
        }

        foreach (char digit in whole)
        {
            if (digit != separator)
            {
                plain[length++] = digit;
            }
        }

        if (pointAt >= 0)
        {
            plain[length++] = '.';
            decimals.CopyTo(plain[length..]);
            length += decimals.Length;
        }

        if (exponent >= 0)
        {
            Digits[exponent..].CopyTo(plain[length..]);
            plain[length] = 'E';
            length += Digits.Length - exponent;
        }

        return double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    // 1234 or 1,234,567: one to three digits, then groups of three; in India 12,34,567, with groups of two before the last three digits.
    private static bool AreGrouped(ReadOnlySpan<char> whole, bool isOptional, out char separator, out DigitGrouping grouping)
    {
        separator = NoSeparator;
        grouping = DigitGrouping.Any;
        if (whole.IsEmpty)
        {
            return isOptional;
        }

        int first = whole.IndexOfAnyExceptInRange('0', '9');
        if (whole[0] == '0' && whole.Length > 1)
        {
            return false;
        }

        if (first < 0)
        {
            return true;
        }

        separator = whole[first];
        if (first is 0 or > 3)
        {
            return false;
        }

        ReadOnlySpan<char> groups = whole[first..];
        bool areThousands = HaveGroupsOf(3, groups, separator);
        bool areLakhs = separator == ',' && first < 3 && groups.Length > 4 && HaveGroupsOf(2, groups[..^4], separator)
            && HaveGroupsOf(3, groups[^4..], separator);
        grouping = areLakhs ? DigitGrouping.Lakhs : groups.Length == 4 && first < 3 ? DigitGrouping.Any : DigitGrouping.Thousands;
        return areThousands || areLakhs;
    }

    private static bool HaveGroupsOf(int size, ReadOnlySpan<char> text, char separator)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty; rest = rest[(size + 1)..])
        {
            if (rest.Length <= size || rest[0] != separator || !AreDigits(rest.Slice(1, size)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static int LengthOfDigits(ReadOnlySpan<char> text, bool mayHaveExponent)
    {
        int end = text.IndexOfAnyExcept(CharactersOfNumbers);
        end = end < 0 ? text.Length : end;
        int length = text[..end].TrimEnd(' ').Length;
        if (length == 0 || !char.IsAsciiDigit(text[length - 1]))
        {
            return 0;
        }

        ReadOnlySpan<char> rest = text[length..];
        if (mayHaveExponent && rest is ['e' or 'E', ..])
        {
            ReadOnlySpan<char> power = rest is [_, '+' or '-', ..] ? rest[2..] : rest[1..];
            return AreDigits(power) ? text.Length : length;
        }

        // Fortran's exponent has a sign: 1D5 may be a code.
        if (mayHaveExponent && rest is ['d' or 'D', '+' or '-', ..] && AreDigits(rest[2..]))
        {
            return text.Length;
        }

        return length;
    }

    // Characters that look alike become one: spaces, minus signs, apostrophes.
    private static ReadOnlySpan<char> Normalise(ReadOnlySpan<byte> utf8, Span<char> buffer)
    {
        int length = 0;
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) != OperationStatus.Done || !rune.IsBmp
                || length == buffer.Length)
            {
                return [];
            }

            buffer[length++] = rune.Value switch
            {
                0x2212 or (>= 0x2010 and <= 0x2013) or 0xFE63 or 0xFF0D => '-',
                0xFE62 or 0xFF0B => '+',
                0x2019 or 0x02BC or 0x2032 => '\'',
                0xA0 or (>= 0x2000 and <= 0x200A) or 0x202F => ' ',

                // The separators of Arabic numbers, and digits of other scripts.
                0x066B => '.',
                0x066C => ',',
                _ when Rune.IsDigit(rune) => (char)('0' + (int)Rune.GetNumericValue(rune)),
                _ => (char)rune.Value,
            };
            utf8 = utf8[consumed..];
        }

        FillDashes(buffer[..length]);
        return buffer[..length];
    }

    // CHF 50.- and kr 50,-- have no cents.
    private static void FillDashes(Span<char> text)
    {
        int dash = text.IndexOf('-');
        if (dash < 2 || text[dash - 1] is not ('.' or ',') || !char.IsAsciiDigit(text[dash - 2]))
        {
            return;
        }

        Span<char> dashes = text[dash..];
        int end = dashes.IndexOfAnyExcept('-');
        end = end < 0 ? dashes.Length : end;
        if (end <= MostDashes && (end == dashes.Length || dashes[end] == ' '))
        {
            dashes[..end].Fill('0');
        }
    }
}
