using System.Globalization;

namespace LogReg.Data;

/// <summary>Where a row stands in its source, for messages: a line of a file, or the number of a row if the data have no lines.</summary>
public readonly record struct RowPlace
{
    private RowPlace(long number, bool isLine)
    {
        Number = number;
        IsLine = isLine;
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

    /// <summary>The place in words, such as <c>line 12</c> or <c>row 12</c>.</summary>
    /// <returns>The word and the number.</returns>
    public override string ToString() => (IsLine ? "line " : "row ") + Number.ToString(CultureInfo.InvariantCulture);
}
