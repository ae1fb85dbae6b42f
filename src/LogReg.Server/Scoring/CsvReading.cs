using System.Globalization;
using LogReg.Data;
using LogReg.Server.Problems;
using Microsoft.Net.Http.Headers;

namespace LogReg.Server.Scoring;

/// <summary>Reads off a request how its rows are written.</summary>
internal static class CsvReading
{
    /// <summary>The options with one that the address names.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="name">One of <see cref="ReadingNames"/>.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ApiException">The value is none of the option.</exception>
    public static CsvOptions With(CsvOptions options, string name, string value)
    {
        try
        {
            return name switch
            {
                ReadingNames.Delimiter => options with { Delimiter = Character(value, ("tab", '\t'), ("space", ' ')) },
                ReadingNames.DecimalSeparator => options with { DecimalSeparator = Character(value) },
                ReadingNames.ThousandsSeparator => options with { ThousandsSeparator = Character(value, ("space", ' ')) },
                ReadingNames.Comment => options with { Comment = Character(value) },
                ReadingNames.Encoding => options with { Encoding = value },
                ReadingNames.Quote when EnumName.TryParse(value, out CsvQuote quote) => options with { Quote = quote },
                ReadingNames.Escape when EnumName.TryParse(value, out CsvEscape escape) => options with { Escape = escape },
                ReadingNames.SkipLines when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long lines) =>
                    options with { SkipLines = lines },
                ReadingNames.Header when value is ReadingNames.Present or ReadingNames.Absent =>
                    options with { HasHeader = value == ReadingNames.Present },
                _ => throw Wrong(name, value),
            };
        }
        catch (ArgumentException)
        {
            throw Wrong(name, value);
        }
    }

    /// <summary>The options with what the type of the body says: its character set, and whether its first line is a header.</summary>
    /// <param name="options">The options; those that the address names are kept.</param>
    /// <param name="type">The type.</param>
    /// <param name="namesHeader">Whether the address says whether there is a header.</param>
    /// <exception cref="ApiException">There is no such character set, or the header is neither present nor absent.</exception>
    public static CsvOptions With(CsvOptions options, MediaTypeHeaderValue type, bool namesHeader)
    {
        if (options.Encoding is null && type.Charset.HasValue)
        {
            string name = HeaderUtilities.RemoveQuotes(type.Charset).ToString();
            options = With(options, ReadingNames.Encoding, name);
        }

        return !namesHeader
            && type.Parameters.FirstOrDefault(one => one.Name.Equals(ReadingNames.Header, StringComparison.OrdinalIgnoreCase)) is { } header
            ? With(options, ReadingNames.Header, HeaderUtilities.RemoveQuotes(header.Value).ToString())
            : options;
    }

    private static char? Character(string value, params (string Word, char Sign)[] words) =>
        words.FirstOrDefault(word => value.Equals(word.Word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } named ? named.Sign
        : value.Length == 1 ? value[0]
        : throw new ArgumentException("More or less than one character.", nameof(value));

    private static ApiException Wrong(string name, string value)
    {
        string expected = name switch
        {
            ReadingNames.Delimiter => "tab, space, or one ASCII character other than a quote, letter, digit, period, plus or minus, and not "
                + "the one that begins comments",
            ReadingNames.DecimalSeparator => "'.' or ',', and not also the thousands separator",
            ReadingNames.ThousandsSeparator => "one of . , ' and space, and not also the decimal separator",
            ReadingNames.Comment => "one ASCII punctuation mark or symbol other than a quote, period, plus or minus, and not the delimiter",
            ReadingNames.Encoding => "the name of an encoding, such as utf-8, windows-1252, latin1 or utf-16",
            ReadingNames.Quote => string.Join(", ", EnumName.All<CsvQuote>()),
            ReadingNames.Escape => string.Join(" or ", EnumName.All<CsvEscape>()),
            ReadingNames.SkipLines => "a whole number of lines, 0 or more",
            _ => $"{ReadingNames.Present} or {ReadingNames.Absent}",
        };
        return ApiException.Bad(
            $"'{name}' is '{(value.Length > 80 ? value[..80] + "…" : value)}', but must be {expected}", value: value, expected: expected);
    }
}
