using System.Text;

namespace LogReg.Data;

/// <summary>
/// How the numbers of a column are written, if not as plain numbers: with a decimal comma, thousands separators, a currency, a percent sign
/// or a unit, with negative amounts in parentheses or a minus sign at the end.
/// </summary>
public sealed record NumberNotation
{
    private readonly char _decimal = '.';

    /// <summary>The decimal separator, a point or a comma.</summary>
    /// <exception cref="ArgumentException">The character is neither.</exception>
    public char DecimalSeparator
    {
        get => _decimal;
        init => _decimal = value is '.' or ','
            ? value
            : throw new ArgumentException(
                $"{nameof(DecimalSeparator)} is {DataException.Quote(value.ToString())}, but must be a point or a comma");
    }

    /// <summary>The thousands separator: a comma, a point, an apostrophe or a space, which stands for no-break and thin spaces, too;
    /// <see langword="null"/> if no number has one.</summary>
    public char? ThousandsSeparator { get; init; }

    /// <summary>The currency before each number, such as <c>$</c>; empty if there is none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The percent sign, currency or unit after each number, such as <c>months</c>; empty if there is none.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The first cell of the column that is not a plain number; empty if it is not known.</summary>
    public string Example { get; init; } = "";

    /// <summary>Whether a plain number with a point may read otherwise in this notation.</summary>
    internal bool RereadsPoints => DecimalSeparator == ',';

    /// <summary>Whether nothing but perhaps thousands separators distinguishes the numbers from plain ones.</summary>
    internal bool IsBare => Prefix.Length + Suffix.Length == 0;

    /// <summary>Reads a text in this notation, with or without its unit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>Whether the text is a number in this notation. A plain number may not be: 1.5 is none where commas are decimal.</returns>
    public bool TryRead(string text, out double value)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryRead(Encoding.UTF8.GetBytes(text), out value);
    }

    /// <summary>Whether a text is a plain number with a point that may as well stand between thousands: of 1.500 nobody knows what it is
    /// where commas are decimal and no number has had a point between thousands.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="value">The number if the point stands between thousands.</param>
    internal bool IsDoubtful(ReadOnlySpan<byte> utf8, out double value)
    {
        value = 0;
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        return RereadsPoints && ThousandsSeparator != '.' && NumberParts.TrySplit(utf8, buffer, out NumberParts parts)
            && parts.Prefix.IsEmpty && parts.Suffix.IsEmpty && parts.TryRead(',', out value, out char separator) && separator == '.';
    }

    /// <summary>Why a number read in this notation may mean something else, or what it shows about the notation of other cells;
    /// <see langword="null"/> if it does neither.</summary>
    /// <param name="utf8">The text.</param>
    internal NotedCell? ToTell(ReadOnlySpan<byte> utf8)
    {
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        NumberParts.TrySplit(utf8, buffer, out NumberParts parts);
        int points = parts.Digits.Count('.');
        int commas = parts.Digits.Count(',');
        return RereadsPoints
            ? commas > 0 || points > 1 ? NotedCell.DecimalComma : points == 1 ? NotedCell.PointOfThousands : null
            : ThousandsSeparator is null && commas == 1 && points == 0 ? NotedCell.CommaOfThousands : null;
    }

    /// <summary>A number with a unit or none, read with a given decimal separator; NaN if it is none then.</summary>
    /// <param name="text">The text.</param>
    /// <param name="point">The decimal separator.</param>
    internal static double Read(string text, char point)
    {
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        return NumberParts.TrySplit(Encoding.UTF8.GetBytes(text), buffer, out NumberParts parts)
            && parts.TryRead(point, out double value, out _)
                ? value
                : double.NaN;
    }

    /// <summary>Reads a text in this notation, with or without its unit.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="value">The number.</param>
    internal bool TryRead(ReadOnlySpan<byte> utf8, out double value) => TryRead(utf8, out value, out _);

    /// <summary>Reads a text in this notation, with or without its unit.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="value">The number.</param>
    /// <param name="hasUnit">Whether the unit is there, or the notation has none.</param>
    internal bool TryRead(ReadOnlySpan<byte> utf8, out double value, out bool hasUnit)
    {
        value = 0;
        hasUnit = Prefix.Length + Suffix.Length == 0;
        Span<char> buffer = stackalloc char[NumberParts.Longest];
        if (!NumberParts.TrySplit(utf8, buffer, out NumberParts parts))
        {
            return false;
        }

        hasUnit |= parts.Prefix.Length + parts.Suffix.Length > 0;
        return ((parts.Prefix.IsEmpty && parts.Suffix.IsEmpty)
                || (parts.Prefix.SequenceEqual(Prefix) && NumberUnits.AreSame(parts.Suffix, Suffix)))
            && parts.TryRead(DecimalSeparator, out value, out char separator)
            && (separator == NumberParts.NoSeparator || separator == ThousandsSeparator
                || (ThousandsSeparator is null && separator != '.'));
    }
}
