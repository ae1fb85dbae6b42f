using System.Runtime.CompilerServices;

namespace LogReg.Data;

/// <summary>
/// An error in a data file. The message is one line with the place and the problem, such as <c>data.csv, line 17, column 'age': the value
/// 'abc' is not a number</c>.
/// </summary>
public class DataException : LogRegException
{
    // A path is shown whole.
    private const int LongestName = 4096;

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
        Problem = problem;
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

    /// <summary>The problem without the place.</summary>
    internal OptionText Problem { get; }

    /// <summary>Quotes a text for a message; see <see cref="MessageText.Quote"/>.</summary>
    internal static string Quote(string text) => MessageText.Quote(text);

    private static string Lead(string? file, RowPlace? row, string? column)
    {
        var place = new List<string>(3);
        if (file is not null)
        {
            place.Add(MessageText.Cut(file, LongestName));
        }

        if (row is RowPlace found)
        {
            place.Add(found.In(column).ToString());
        }

        if (column is not null)
        {
            place.Add("column " + Quote(column));
        }

        return place.Count == 0 ? "" : string.Join(", ", place) + ": ";
    }
}
