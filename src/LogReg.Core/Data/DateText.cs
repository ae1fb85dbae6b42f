using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>Reads dates and times as people write them: as a number of days since 1970-01-01 at midnight, of the local time that is
/// written, whatever its zone.</summary>
internal static class DateText
{
    private const int LongestText = 64;
    private const double SecondsOfDay = 86_400;

    private static readonly SearchValues<char> ZoneCharacters = SearchValues.Create("0123456789:");
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <summary>Reads a date, with or without a time.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="order">The order of the parts; a month by name can stand anywhere.</param>
    /// <param name="days">The number of days.</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8, DateOrder order, out double days)
    {
        days = 0;
        if (utf8.Length > LongestText)
        {
            return false;
        }

        Span<char> text = stackalloc char[LongestText];
        int length = Encoding.UTF8.GetChars(utf8, text);
        return TryRead(text[..length], order, out days);
    }

    /// <summary>Reads a date of another source than the one whose order is known: a date that begins with a year and a separator, as in
    /// 2026-01-31, is the same in every order.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="order">The order of the parts.</param>
    /// <param name="days">The number of days.</param>
    public static bool TryReadAny(ReadOnlySpan<byte> utf8, DateOrder order, out double days) =>
        TryRead(utf8, order, out days) || (BeginsWithYear(utf8) && TryRead(utf8, DateOrder.YearMonthDay, out days));

    /// <summary>Whether a text would be a date if its year had four digits: 01/02/98 may be of either century. The year stands at the
    /// end.</summary>
    /// <param name="utf8">The text.</param>
    public static bool HasShortYear(ReadOnlySpan<byte> utf8) =>
        HasShortYear(utf8, DateOrder.DayMonthYear) || HasShortYear(utf8, DateOrder.MonthDayYear);

    private static bool HasShortYear(ReadOnlySpan<byte> utf8, DateOrder order)
    {
        Span<char> buffer = stackalloc char[LongestText];
        if (utf8.Length > LongestText)
        {
            return false;
        }

        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)].Trim();
        return TryReadDate(ref text, order, digitsOfYear: 2, out _) && TryReadTime(text, out _);
    }

    private static bool BeginsWithYear(ReadOnlySpan<byte> text) =>
        text.Length > 4 && !text[..4].ContainsAnyExceptInRange((byte)'0', (byte)'9') && text[4] is (byte)'-' or (byte)'/' or (byte)'.';

    /// <summary>Reads a date, with or without a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">The order of the parts; a month by name can stand anywhere.</param>
    /// <param name="days">The number of days.</param>
    public static bool TryRead(ReadOnlySpan<char> text, DateOrder order, out double days)
    {
        days = 0;
        text = text.Trim();
        if (order is DateOrder.UnixSeconds or DateOrder.UnixMilliseconds)
        {
            return TryReadEpoch(text, order, out days);
        }

        if (!TryReadDate(ref text, order, digitsOfYear: 4, out DateOnly date) || !TryReadTime(text, out double seconds))
        {
            return false;
        }

        days = date.DayNumber - Epoch.DayNumber + (seconds / SecondsOfDay);
        return true;
    }

    // Numbers from 1973 to 2286, so that neither 20240131 nor a small number is one.
    private static bool TryReadEpoch(ReadOnlySpan<char> text, DateOrder order, out double days)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        double unit = order == DateOrder.UnixSeconds ? 1 : 1000;
        days = 0;
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number) || number / unit is not (>= 1e8 and < 1e10))
        {
            return false;
        }

        days = number / unit / SecondsOfDay;
        return true;
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> text, DateOrder order, int digitsOfYear, out DateOnly date)
    {
        Span<int> parts = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        int month = -1;
        date = default;
        for (int part = 0; part < parts.Length; part++)
        {
            if (part == 1 && lengths[0] == 8)
            {
                return digitsOfYear == 4 && order == DateOrder.YearMonthDay
                    && TryCreate(parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100, out date);
            }

            // Jan-2015 is its first day.
            if (part == 2 && text.IsEmpty && month >= 0)
            {
                return digitsOfYear == 4 && lengths[1 - month] == 4 && TryCreate(parts[1 - month], parts[month], 1, out date);
            }

            if (part > 0 && !SkipSeparator(ref text))
            {
                return false;
            }

            if (month < 0 && !text.IsEmpty && char.IsAsciiLetter(text[0]))
            {
                month = part;
                (parts[part], lengths[part]) = (TakeMonth(ref text), 0);
                if (parts[part] == 0)
                {
                    return false;
                }
            }
            else if (!TakeNumber(ref text, out parts[part], out lengths[part]))
            {
                return false;
            }
        }

        (int yearPart, int monthPart, int dayPart) = month switch
        {
            0 => (2, 0, 1),
            1 => lengths[0] == 4 ? (0, 1, 2) : (2, 1, 0),
            _ => order switch
            {
                DateOrder.YearMonthDay => (0, 1, 2),
                DateOrder.DayMonthYear => (2, 1, 0),
                _ => (2, 0, 1),
            },
        };

        // A year of two digits may be a leap year.
        int year = digitsOfYear == 4 ? parts[yearPart] : 2000;
        return month != 2 && lengths[yearPart] == digitsOfYear && lengths[monthPart] <= 2 && lengths[dayPart] <= 2
            && TryCreate(year, parts[monthPart], parts[dayPart], out date);
    }

    private static bool TryCreate(int year, int month, int day, out DateOnly date)
    {
        bool isDate = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = isDate ? new DateOnly(year, month, day) : default;
        return isDate;
    }

    // 13:45, 13:45:30.5, 1:45 PM, each perhaps with a zone, which does not matter.
    private static bool TryReadTime(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('T' or 't' or ' ' or ','))
        {
            return false;
        }

        text = text[1..].TrimStart();
        if (!TakeNumber(ref text, out int hour, out _) || !TakeColon(ref text) || !TakeNumber(ref text, out int minute, out int digits)
            || digits != 2 || minute > 59)
        {
            return false;
        }

        double second = 0;
        if (TakeColon(ref text))
        {
            int end = 0;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            if (!double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out second) || second >= 61)
            {
                return false;
            }

            text = text[end..];
        }

        text = text.Trim();
        bool isTwelve = text.StartsWith("AM", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("PM", StringComparison.OrdinalIgnoreCase);
        if (isTwelve)
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }

            hour = (hour % 12) + (text[0] is 'p' or 'P' ? 12 : 0);
            text = text[2..].TrimStart();
        }

        seconds = (((hour * 60) + minute) * 60) + second;
        return hour <= 23 && IsZone(text);
    }

    private static bool IsZone(ReadOnlySpan<char> text) => text.IsEmpty || text is "Z" or "z" or "UTC" or "GMT"
        || (text[0] is '+' or '-' && text.Length <= 6 && !text[1..].ContainsAnyExcept(ZoneCharacters));

    private static bool TakeColon(ref ReadOnlySpan<char> text)
    {
        bool isThere = text.StartsWith(':');
        text = isThere ? text[1..] : text;
        return isThere;
    }

    private static bool SkipSeparator(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('-' or '/' or '.' or ' ' or ','))
        {
            return false;
        }

        text = text[1..].TrimStart();
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<char> text, out int number, out int length)
    {
        length = 0;
        while (length < text.Length && length <= 8 && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        bool isNumber = int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number);
        text = text[length..];
        return isNumber;
    }

    // The number of a month by its English name or the first three letters of it; 0 for another word.
    private static int TakeMonth(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
        {
            length++;
        }

        ReadOnlySpan<char> word = text[..length];
        text = text[length..];
        for (int month = 1; month <= 12; month++)
        {
            ReadOnlySpan<char> name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            if (word.Length >= 3 && (word.Equals(name, StringComparison.OrdinalIgnoreCase)
                || (word.Length == 3 && name[..3].Equals(word, StringComparison.OrdinalIgnoreCase))))
            {
                return month;
            }
        }

        return 0;
    }
}
