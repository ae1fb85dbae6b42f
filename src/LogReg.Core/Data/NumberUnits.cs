namespace LogReg.Data;

/// <summary>What may stand before and after a number without changing what it is: currencies, percent signs, units.</summary>
internal static class NumberUnits
{
    private const int LongestWord = 12;

    // Longer ones first: R$ begins as no other, US$ with a code.
    private static readonly string[] Currencies =
    [
        "US$", "NT$", "HK$", "NZ$", "CA$", "AU$", "MX$", "R$", "C$", "A$", "S$",
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "RUB", "UAH", "TRY", "ILS",
        "ZAR", "BRL", "MXN", "ARS", "CLP", "COP", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "KRW", "THB", "IDR", "MYR", "PHP", "VND", "AED",
        "SAR", "EGP", "NGN", "KES", "PKR",
        "Rs.", "Rs", "kr.", "Kr.", "kr", "Kr", "zł", "Kč", "Ft", "lei", "Fr.",
        "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "₴", "₦", "₱", "₫", "₪", "฿", "₸", "₿", "¢",
    ];

    // What follows a number without a space may as well be part of a code, such as 12A: only these do not.
    private static readonly HashSet<string> Attached = new(StringComparer.Ordinal)
    {
        "kg", "mg", "µg", "μg", "lb", "lbs", "oz", "cm", "mm", "km", "mi", "ft", "yd", "ml", "mL", "dl", "dL", "cl", "ms",
        "min", "mins", "hr", "hrs", "yr", "yrs", "mo", "mos", "yo", "mph", "kmh", "km/h", "m/s", "rpm", "bpm", "px", "kb",
        "kB", "KB", "MB", "GB", "TB", "kW", "MW", "kWh", "Wh", "Hz", "kHz", "MHz", "GHz", "mmHg", "hPa", "kPa", "cal",
        "kcal", "kJ", "pct", "ppm", "ppb", "bp", "bps", "pp", "sqft", "sqm", "sec", "secs", "second", "seconds", "minute",
        "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "m²", "m³", "cm²",
        "cm³", "km²", "cc", "mAh", "mmol", "mol",
    };

    private static readonly HashSet<string> Letters = new(StringComparer.Ordinal) { "m", "g", "s", "h", "l", "L", "V", "W", "t" };

    // 1 st, 5 PM, 12 May and 100 BC are no quantities.
    private static readonly HashSet<string> NoUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        "st", "nd", "rd", "th", "am", "pm", "ad", "bc", "ce", "bce", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
        "sep", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "june", "july", "august", "september",
        "october", "november", "december",
    };

    /// <summary>The length of the currency at the start of a text; 0 if there is none.</summary>
    public static int CurrencyAtStart(ReadOnlySpan<char> text)
    {
        foreach (string currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.Ordinal))
            {
                return currency.Length;
            }
        }

        return 0;
    }

    /// <summary>Whether a text may stand after a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAttached">Whether it follows without a space.</param>
    public static bool IsSuffix(ReadOnlySpan<char> text, bool isAttached) =>
        text is "%" or "‰" or "°" or "°C" or "°F" || CurrencyAtStart(text) == text.Length || IsUnit(text, isAttached);

    /// <summary>Whether two units are the same, perhaps one in the singular.</summary>
    public static bool AreSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.SequenceEqual(other) || IsPlural(one, other) || IsPlural(other, one);

    private static bool IsPlural(ReadOnlySpan<char> plural, ReadOnlySpan<char> singular) =>
        singular.Length > 1 && plural.Length == singular.Length + 1 && plural[^1] == 's' && plural[..^1].SequenceEqual(singular);

    private static bool IsUnit(ReadOnlySpan<char> text, bool isAttached)
    {
        if (isAttached)
        {
            return Attached.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
        }

        // Of an abbreviation such as J. for years one letter is enough.
        bool isShort = text is [.., '.'];
        text = isShort ? text[..^1] : text;
        foreach (char character in text)
        {
            if (!char.IsLetter(character) && character is not ('²' or '³' or '/' or '°' or 'µ'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= LongestWord && char.IsLetter(text[0]) && text[^1] != '/'
            && (text.Length == 1 && !isShort
                ? Letters.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text)
                : !NoUnits.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text));
    }
}
