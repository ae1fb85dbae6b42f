using System.Text;

namespace LogReg.Data;

/// <summary>How the text of a file is written, beyond what the parser reads: what <see cref="DialectStream"/> rewrites.</summary>
internal sealed record CsvDialect
{
    /// <summary>The delimiter that stands for one or more blanks or tabs.</summary>
    public const char Blanks = ' ';

    /// <summary>The character between cells; <see langword="null"/> while it is not known.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the delimiter is what the first lines suggest, for want of a better one: blanks, or the line below a title, may
    /// still show another.</summary>
    public bool IsDelimiterGuess { get; init; }

    /// <summary>The number of lines at the beginning that are no part of the table.</summary>
    public long SkipLines { get; init; }

    /// <summary>The first character of lines that are comments, or <see langword="null"/>.</summary>
    public char? Comment { get; init; }

    /// <summary>Whether a backslash in a quoted cell escapes the next character.</summary>
    public bool HasBackslashes { get; init; }

    /// <summary>The character around quoted cells; <see langword="null"/> for double quotes of which nobody says that they are.</summary>
    public CsvQuote? Quote { get; init; }

    /// <summary>The byte around quoted cells; <see langword="null"/> if there are none.</summary>
    public byte? QuoteByte => Quote switch
    {
        CsvQuote.None => null,
        CsvQuote.Apostrophe => (byte)'\'',
        _ => (byte)'"',
    };

    /// <summary>Whether quotes may turn out to be text.</summary>
    public bool MayBeUnquoted => Quote is null && !HasBackslashes && !HasBlanks;

    /// <summary>The encoding; <see langword="null"/> for UTF-8 or what a byte order mark says.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether one or more blanks separate cells.</summary>
    public bool HasBlanks => Delimiter == Blanks;

    /// <summary>Whether the text must be rewritten for the parser.</summary>
    public bool IsRewritten => SkipLines > 0 || Comment is not null || HasBackslashes || HasBlanks;

    /// <summary>The delimiter as the parser sees it.</summary>
    public char? Separator => HasBlanks ? '\t' : Delimiter;

    /// <summary>The same with a delimiter that was detected, unless one is known.</summary>
    /// <param name="detected">The delimiter.</param>
    public CsvDialect Guess(char detected) => Delimiter is null ? this with { Delimiter = detected, IsDelimiterGuess = true } : this;

    /// <summary>The same with a delimiter that is certain.</summary>
    /// <param name="delimiter">The delimiter.</param>
    public CsvDialect With(char delimiter) => this with { Delimiter = delimiter, IsDelimiterGuess = false };

    /// <summary>What the options say.</summary>
    public static CsvDialect Of(CsvOptions options) => new()
    {
        Delimiter = options.Delimiter,
        SkipLines = options.SkipLines,
        Comment = options.Comment,
        HasBackslashes = options.Escape == CsvEscape.Backslash,
        Quote = options.Quote,
        Encoding = options.Encoding is string name ? TextEncoding.Get(name) : null,
    };
}
