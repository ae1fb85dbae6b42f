using System.Globalization;

namespace LogReg.Checking;

/// <summary>Distinguishes numbers and dates, as people write them, from other texts.</summary>
internal static class CellForms
{
    private const string Currencies = "$€£¥₹₽₩";

    private static readonly string[] CurrencyCodes = ["USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR"];

    private static readonly string[] DateFormats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "d.M.yy", "d/M/yyyy", "M/d/yyyy", "d/M/yy", "M/d/yy", "d-M-yyyy", "d-MMM-yyyy",
        "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy", "d MMMM yyyy", "d MMMM yy",
        "MMMM d, yyyy", "dddd, d MMMM yyyy", "dddd, MMMM d, yyyy", "yyyy-MM", "yyyy/MM", "MM/yyyy",
    ];

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy-M-dTH:mK", "d.M.yyyy H:m",
        "d.M.yyyy H:m:s", "d/M/yyyy H:m", "d/M/yyyy H:m:s", "M/d/yyyy H:m", "M/d/yyyy H:m:s",
        "M/d/yyyy h:m tt", "M/d/yyyy h:m:s tt",
    ];

    /// <summary>Classifies a trimmed text.</summary>
    public static CellForm Of(string text)
    {
        if (text.Length is 0 or > 40 || !text.Any(char.IsAsciiDigit))
        {
            return CellForm.Text;
        }

        CellForm plain = OfNumber(text);
        if (plain != CellForm.Text)
        {
            return plain;
        }

        if (IsNumber(text.TrimEnd('%').TrimEnd()) && text.EndsWith('%'))
        {
            return CellForm.Percent;
        }

        if (IsNumber(WithoutCurrency(text)))
        {
            return CellForm.Currency;
        }

        if (text is ['(', .. string amount, ')'] && IsNumber(amount.TrimStart([.. Currencies])))
        {
            return CellForm.Accounting;
        }

        if ((text is ['=', '"', .. string cell, '"'] && IsNumber(cell)) || (text is ['\'', .. string rest] && IsNumber(rest)))
        {
            return CellForm.Marked;
        }

        if (TimeOnly.TryParseExact(
            text, ["H:m", "H:m:s", "h:m tt", "h:m:s tt"], CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _))
        {
            return CellForm.Time;
        }

        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _)
            || DateTime.TryParseExact(text, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _)
            || IsDayOfNamedMonth(text) || IsWeek(text))
        {
            return CellForm.Date;
        }

        return Unit(text) is not null ? CellForm.Unit : CellForm.Text;
    }

    /// <summary>The letters after a number, as of 70 kg; <see langword="null"/> if a text is not of that form.</summary>
    public static string? Unit(string text)
    {
        int end = text.Length;
        while (end > 0 && (char.IsLetter(text[end - 1]) || text[end - 1] is '°' or '²' or '³' or '/'))
        {
            end--;
        }

        return end > 0 && end < text.Length && text.Length - end <= 5 && IsNumber(text[..end].TrimEnd()) ? text[end..] : null;
    }

    // 24. Mai 2023, in any language.
    private static bool IsDayOfNamedMonth(string text) => text.Split(' ') is [[.. string day, '.'], string month, string year]
        && day.Length is 1 or 2 && AreDigits(day) && month.All(char.IsLetter) && year.Length == 4 && AreDigits(year);

    // 2023-W21.
    private static bool IsWeek(string text) =>
        text.Length is 8 && text[4] == '-' && text[5] == 'W' && AreDigits(text.AsSpan(0, 4)) && AreDigits(text.AsSpan(6));

    private static bool IsNumber(string text) => OfNumber(text) != CellForm.Text;

    private static CellForm OfNumber(string text)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]))
        {
            return CellForm.Text;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return double.IsFinite(value) ? CellForm.Number : CellForm.Text;
        }

        ReadOnlySpan<char> digits = text.AsSpan().TrimStart("+-−");
        return IsGrouped(digits, ',', '.') || IsGrouped(digits, '\'', '.') || IsGrouped(digits, '’', '.') || IsGrouped(digits, ' ', '.')
            || IsGrouped(digits, '\u00a0', '.') || IsGrouped(digits, '\u202f', '.')
            ? CellForm.Thousands
            : IsDecimalComma(digits) ? CellForm.DecimalComma : CellForm.Text;
    }

    // 1,234,567.8: one to three digits, then groups of three, then perhaps decimals.
    private static bool IsGrouped(ReadOnlySpan<char> text, char separator, char point)
    {
        // 0,663 has no thousands.
        if (text.StartsWith('0'))
        {
            return false;
        }

        int end = text.IndexOf(point);
        ReadOnlySpan<char> whole = end < 0 ? text : text[..end];
        if (end >= 0 && !AreDigits(text[(end + 1)..]))
        {
            return false;
        }

        int first = whole.IndexOf(separator);
        if (first is < 1 or > 3 || !AreDigits(whole[..first]))
        {
            return false;
        }

        for (ReadOnlySpan<char> rest = whole[first..]; !rest.IsEmpty; rest = rest[4..])
        {
            if (rest.Length < 4 || rest[0] != separator || !AreDigits(rest.Slice(1, 3)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDecimalComma(ReadOnlySpan<char> text)
    {
        int comma = text.LastIndexOf(',');
        return comma >= 1 && AreDigits(text[(comma + 1)..])
            && (AreDigits(text[..comma]) || IsGrouped(text[..comma], '.', ',') || IsGrouped(text[..comma], ' ', ','));
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static string WithoutCurrency(string text)
    {
        string bare = text;
        foreach (string code in CurrencyCodes)
        {
            bare = bare.StartsWith(code, StringComparison.Ordinal) ? bare[code.Length..]
                : bare.EndsWith(code, StringComparison.Ordinal) ? bare[..^code.Length]
                : bare;
        }

        bool isNegative = bare.StartsWith('-');
        bare = bare.TrimStart('-').Trim();
        bare = bare.Length > 0 && Currencies.Contains(bare[0], StringComparison.Ordinal) ? bare[1..].Trim()
            : bare.Length > 0 && Currencies.Contains(bare[^1], StringComparison.Ordinal) ? bare[..^1].Trim() : bare;
        return bare == text ? "" : isNegative ? "-" + bare : bare;
    }
}
