using System.Text;

namespace LogReg.Data;

/// <summary>How a CSV file is read.</summary>
public sealed record CsvOptions
{
    private readonly char? _delimiter;
    private readonly long _skipLines;
    private readonly char? _comment;
    private readonly CsvEscape _escape;
    private readonly CsvQuote? _quote;
    private readonly string? _encoding;
    private readonly char? _decimal;
    private readonly char? _thousands;
    private readonly int _threads;
    private readonly IReadOnlyList<string> _missingValues = DefaultMissingValues;

    /// <summary>The texts that count as missing unless <see cref="MissingValues"/> says otherwise:
    /// <see cref="DataSource.DefaultMissingValues"/>.</summary>
    public static IReadOnlyList<string> DefaultMissingValues => DataSource.DefaultMissingValues;

    /// <summary>
    /// The character between cells: an ASCII character other than a quote, a letter, a digit, a line break or one of <c>. + -</c>. A space
    /// stands for one or more spaces and tabs; those around a line do not count. <see langword="null"/>, the default, to detect one of
    /// comma, semicolon, tab, bar, Hive's Ctrl-A and space.
    /// </summary>
    /// <exception cref="ArgumentException">The character cannot be a delimiter, or begins comments.</exception>
    public char? Delimiter
    {
        get => _delimiter;
        init => _delimiter = value is not char character || (CanDelimit(character) && character != _comment)
            ? value
            : throw new ArgumentException(
                $"{nameof(Delimiter)} is {DataException.Quote(character.ToString())}, but must be an ASCII character other than a quote, "
                + "a letter, a digit, a line break or one of . + -, and not the character that begins comments",
                nameof(Delimiter));
    }

    /// <summary>The number of lines above the header, or above the first row, that are no part of the table: 0, the default, or
    /// more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public long SkipLines
    {
        get => _skipLines;
        init => _skipLines = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(SkipLines), value, $"{nameof(SkipLines)} is {value}, but must be 0 or more");
    }

    /// <summary>
    /// The character that begins lines to leave out, such as <c>#</c>, anywhere outside quotes: an ASCII punctuation mark or symbol other
    /// than a quote, the delimiter or one of <c>. + -</c>. <see langword="null"/>, the default, if there are no such lines.
    /// </summary>
    /// <exception cref="ArgumentException">The character cannot begin comments.</exception>
    public char? Comment
    {
        get => _comment;
        init => _comment = value is not char character || (CanComment(character) && character != _delimiter)
            ? value
            : throw new ArgumentException(
                $"{nameof(Comment)} is {DataException.Quote(character.ToString())}, but must be an ASCII punctuation mark or symbol other "
                + "than a quote, the delimiter or one of . + -",
                nameof(Comment));
    }

    /// <summary>
    /// The character around cells that contain delimiters or line breaks. <see langword="null"/>, the default, for double quotes, unless
    /// the start of the text shows that quotes are text: text follows a closing one, or a quoted cell would contain whole rows, and without
    /// quotation all lines have the same number of cells. A note says so then.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such character.</exception>
    public CsvQuote? Quote
    {
        get => _quote;
        init => _quote = value is not CsvQuote quote || Enum.IsDefined(quote)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Quote), value, $"{nameof(Quote)} is {value}, which is not a kind of quote");
    }

    /// <summary>What stands before a quote that is part of a quoted cell: another quote by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way.</exception>
    public CsvEscape Escape
    {
        get => _escape;
        init => _escape = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Escape), value, $"{nameof(Escape)} is {value}, which is not a way to escape quotes");
    }

    /// <summary>
    /// The name of the encoding, such as <c>windows-1252</c>, <c>latin1</c>, <c>shift_jis</c> or <c>utf-16le</c>. <see langword="null"/>,
    /// the default, for what a byte order mark says, and otherwise for UTF-8, or for Windows-1252 if the text is plain in it and is not
    /// valid UTF-8, with a note. A file with the byte order mark of another encoding than the one named is an error.
    /// </summary>
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public string? Encoding
    {
        get => _encoding;
        init => _encoding = value is null || TextEncoding.TryGet(value, out _)
            ? value
            : throw new ArgumentException(
                $"{nameof(Encoding)} is {DataException.Quote(value)}, but must be the name of an encoding, such as windows-1252, latin1, "
                + "utf-8 or utf-16",
                nameof(Encoding));
    }

    /// <summary>
    /// The decimal separator, <c>.</c> or <c>,</c>, of all columns. <see langword="null"/>, the default, for a point, except in a column
    /// all of whose numbers show that it is a comma, in a file whose delimiter is no comma.
    /// </summary>
    /// <exception cref="ArgumentException">The character is no decimal separator, or also the thousands separator.</exception>
    public char? DecimalSeparator
    {
        get => _decimal;
        init => _decimal = value is null || (value is '.' or ',' && value != ThousandsSeparator)
            ? value
            : throw new ArgumentException(
                $"{nameof(DecimalSeparator)} is {DataException.Quote(value.ToString()!)}, but must be a point or a comma, and not also "
                    + $"{nameof(ThousandsSeparator)}",
                nameof(DecimalSeparator));
    }

    /// <summary>
    /// The thousands separator of all columns: one of <c>. , '</c> and space, which stands for no-break and thin spaces, too.
    /// <see langword="null"/>, the default, for any of them in a column all of whose numbers show it.
    /// </summary>
    /// <exception cref="ArgumentException">The character is no thousands separator, or also the decimal separator.</exception>
    public char? ThousandsSeparator
    {
        get => _thousands;
        init => _thousands = value is null || (value is '.' or ',' or '\'' or ' ' && value != DecimalSeparator)
            ? value
            : throw new ArgumentException(
                $"{nameof(ThousandsSeparator)} is {DataException.Quote(value.ToString()!)}, but must be one of . , ' and space, and not also "
                    + $"{nameof(DecimalSeparator)}",
                nameof(ThousandsSeparator));
    }

    /// <summary>Whether the first record names the columns. If not, they are named <c>x1</c>, <c>x2</c>, ….</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// The cells that count as missing, compared without regard to case after trimming; the default is <see cref="DefaultMissingValues"/>,
    /// to which <see cref="WithMissingValues"/> adds. An empty list makes no cell missing, not even an empty one. A spreadsheet's error
    /// values, such as <c>#DIV/0!</c>, always count as missing, with a warning unless they are listed here.
    /// </summary>
    /// <exception cref="ArgumentException">The list or one of its values is <see langword="null"/>.</exception>
    public IReadOnlyList<string> MissingValues
    {
        get => _missingValues;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(MissingValues));
            _missingValues = MissingValueSet.Checked(value, nameof(MissingValues));
        }
    }

    /// <summary>Adds texts to those that count as missing.</summary>
    /// <param name="texts">The texts to add to <see cref="MissingValues"/>.</param>
    /// <returns>The same options with more missing values.</returns>
    /// <exception cref="ArgumentException">The list or one of its texts is <see langword="null"/>.</exception>
    public CsvOptions WithMissingValues(params IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return this with { MissingValues = [.. MissingValues, .. texts] };
    }

    /// <summary>
    /// The number of threads that parse, 0 to 1024; 0, the default, for one per core. The result is the same for any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = value is >= 0 and <= 1024
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Threads), value, $"{nameof(Threads)} is {value}, but must be between 0 (one per core) and 1024");
    }

    /// <summary>The number of threads that <see cref="Threads"/> stands for on this machine.</summary>
    internal int ThreadCount => Threads == 0 ? Environment.ProcessorCount : Threads;

    // A delimiter that numbers contain, or that trimming removes, would never delimit what its user means.
    private static bool CanDelimit(char character) =>
        Rune.IsValid(character) && char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character)
        && (!char.IsControl(character) || character is '\t' or (>= '\u001c' and <= '\u001f') or '\u0001')
        && character is not ('"' or '.' or '+' or '-');

    private static bool CanComment(char character) =>
        char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character))
        && character is not ('"' or '.' or '+' or '-');
}
