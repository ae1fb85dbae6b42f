using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LogReg.Data;

/// <summary>
/// An error in a data file. The message is one line with the place and the problem, such as
/// <c>data.csv, line 17, column 'age': the value 'abc' is not a number</c>.
/// </summary>
public class DataException : LogRegException
{
    /// <summary>Creates an error about a data file; the message is composed of the place and the problem.</summary>
    /// <param name="problem">The problem in one line, without the place.</param>
    /// <param name="file">The name of the file or stream, or <see langword="null"/>.</param>
    /// <param name="line">The line in the file, from 1, or <see langword="null"/> if it is not known.</param>
    /// <param name="column">The name of the column, or <see langword="null"/>.</param>
    /// <param name="value">The text of the cell at fault, or <see langword="null"/>.</param>
    /// <param name="hint">What the person can do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public DataException(
        string problem,
        string? file = null,
        long? line = null,
        string? column = null,
        string? value = null,
        string? hint = null,
        Exception? innerException = null)
        : this(problem, file, line is long number ? RowPlace.OfLine(number) : default(RowPlace?), column, value, hint, innerException)
    {
    }

    /// <summary>Creates an error whose texts may name options, which each front end spells. Interpolated strings keep what they
    /// name.</summary>
    /// <param name="problem">The problem in one line, without the place.</param>
    /// <param name="file">The name of the file or stream, or <see langword="null"/>.</param>
    /// <param name="line">The line in the file, from 1, or <see langword="null"/> if it is not known.</param>
    /// <param name="column">The name of the column, or <see langword="null"/>.</param>
    /// <param name="value">The text of the cell at fault, or <see langword="null"/>.</param>
    /// <param name="hint">What the person can do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    [OverloadResolutionPriority(1)]
    public DataException(
        OptionText problem,
        string? file = null,
        long? line = null,
        string? column = null,
        string? value = null,
        OptionText? hint = null,
        Exception? innerException = null)
        : this(problem, file, line is long number ? RowPlace.OfLine(number) : default(RowPlace?), column, value, hint, innerException)
    {
    }

    /// <summary>Creates an error about data that may have no lines; the message is composed of the place and the problem.</summary>
    /// <param name="problem">The problem in one line, without the place.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <param name="place">The line or the row, or <see langword="null"/> if it is not known.</param>
    /// <param name="column">The name of the column, or <see langword="null"/>.</param>
    /// <param name="value">The text of the cell at fault, or <see langword="null"/>.</param>
    /// <param name="hint">What the person can do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public DataException(
        string problem,
        string? source,
        RowPlace? place,
        string? column = null,
        string? value = null,
        string? hint = null,
        Exception? innerException = null)
        : this((OptionText)problem, source, place, column, value, hint, innerException)
    {
    }

    /// <summary>Creates an error about data that may have no lines, whose texts may name options.</summary>
    /// <param name="problem">The problem in one line, without the place.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <param name="place">The line or the row, or <see langword="null"/> if it is not known.</param>
    /// <param name="column">The name of the column, or <see langword="null"/>.</param>
    /// <param name="value">The text of the cell at fault, or <see langword="null"/>.</param>
    /// <param name="hint">What the person can do about it, in one line, or <see langword="null"/>.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    [OverloadResolutionPriority(1)]
    public DataException(
        OptionText problem,
        string? source,
        RowPlace? place,
        string? column = null,
        string? value = null,
        OptionText? hint = null,
        Exception? innerException = null)
        : base(OptionText.Of($"{Lead(source, place, column)}{problem}"), hint, innerException)
    {
        File = source;
        Place = place;
        Column = column;
        Value = value;
    }

    /// <summary>The name of the file or of other data; <see langword="null"/> if the data came from memory without a name.</summary>
    public string? File { get; }

    /// <summary>The line or the row at fault, or <see langword="null"/>.</summary>
    public RowPlace? Place { get; }

    /// <summary>The line in the file, from 1, counting every line: header, empty lines, lines inside quotes; <see langword="null"/> if it
    /// is not known or the data have no lines.</summary>
    public long? Line => Place is { IsLine: true } place ? place.Number : null;

    /// <summary>The name of the column at fault.</summary>
    public string? Column { get; }

    /// <summary>The full text of the cell at fault (the message shows only the beginning of a long text).</summary>
    public string? Value { get; }

    /// <summary>Quotes a text for a message: one line, no control characters, at most 40 characters.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text in single quotes.</returns>
    internal static string Quote(string text)
    {
        const int Longest = 40;
        var quoted = new StringBuilder("'");
        int length = text.Length <= Longest ? text.Length : char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        foreach (char character in text.AsSpan(0, length))
        {
            quoted.Append(IsUnprintable(character) ? '·' : character);
        }

        if (length < text.Length)
        {
            quoted.Append('…');
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Whether a character is not seen itself: controls, line breaks, and formats such as those that reverse the direction of what
    /// follows.</summary>
    internal static bool IsUnprintable(char character) =>
        char.IsControl(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Lead(string? file, RowPlace? row, string? column)
    {
        var place = new List<string>(3);
        if (file is not null)
        {
            place.Add(file);
        }

        if (row is RowPlace found)
        {
            place.Add(found.ToString());
        }

        if (column is not null)
        {
            place.Add("column " + Quote(column));
        }

        return place.Count == 0 ? "" : string.Join(", ", place) + ": ";
    }
}
