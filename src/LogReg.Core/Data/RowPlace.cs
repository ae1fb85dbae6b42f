using System.Globalization;

namespace LogReg.Data;

/// <summary>Where a row stands in its source, for messages: a line of a file, the number of a row if the data have no lines, or what else
/// its source calls it, such as <c>row group 2, row 17</c> or <c>Sheet1!C5</c>.</summary>
public readonly record struct RowPlace
{
    private readonly Func<string?, string>? _words;
    private readonly string? _column;

    private RowPlace(long number, bool isLine, Func<string?, string>? words = null, string? column = null)
    {
        Number = number;
        IsLine = isLine;
        _words = words;
        _column = column;
    }

    /// <summary>The number of the line or the row, from 1.</summary>
    public long Number { get; }

    /// <summary>Whether <see cref="Number"/> counts lines; otherwise it counts rows.</summary>
    public bool IsLine { get; }

    /// <summary>A line of a file.</summary>
    /// <param name="number">The number of the line, from 1.</param>
    /// <returns>The place.</returns>
    public static RowPlace OfLine(long number) => new(number, isLine: true);

    /// <summary>A row of data that have no lines.</summary>
    /// <param name="number">The number of the row, from 1.</param>
    /// <returns>The place.</returns>
    public static RowPlace OfRow(long number) => new(number, isLine: false);

    /// <summary>A row that its source calls otherwise.</summary>
    /// <param name="number">The number of the row, from 1, which orders the places of a source.</param>
    /// <param name="words">From the name of a column to the place in words, such as <c>Sheet1!C5</c>; from <see langword="null"/> to the
    /// place of the whole row.</param>
    /// <returns>The place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> is <see langword="null"/>.</exception>
    public static RowPlace OfRow(long number, Func<string?, string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new(number, isLine: false, words);
    }

    /// <summary>Whether both are the same line or row.</summary>
    /// <param name="other">The other place.</param>
    public bool Equals(RowPlace other) => Number == other.Number && IsLine == other.IsLine;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, IsLine);

    /// <summary>The place in words, such as <c>line 12</c>, <c>row 12</c> or the words of its source.</summary>
    /// <returns>The words.</returns>
    public override string ToString() => _words is not null
        ? _words(_column)
        : (IsLine ? "line " : "row ") + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name of the column of the cell that it is the place of, or <see langword="null"/>.</summary>
    internal string? Column => _column;

    /// <summary>Whether its source calls it otherwise than by its number.</summary>
    internal bool HasWords => _words is not null;

    /// <summary>The place of a cell of the row.</summary>
    /// <param name="column">The name of the column, or <see langword="null"/>.</param>
    internal RowPlace In(string? column) => _words is null ? this : new(Number, IsLine, _words, column);
}
