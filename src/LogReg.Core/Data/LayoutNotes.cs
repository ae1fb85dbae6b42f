using System.Globalization;

namespace LogReg.Data;

/// <summary>Notes on the layout of a file that no option says.</summary>
internal static class LayoutNotes
{
    /// <summary>Lines above the header are left out.</summary>
    /// <param name="lines">Their number.</param>
    /// <param name="areComments">Whether they begin with <c>#</c>.</param>
    public static ReadNote LinesAboveHeader(long lines, bool areComments) =>
        Note(ReadNoteKind.LinesAboveHeader, lines, lines + 1, areComments ? "#" : "");

    /// <summary>The first column has no name.</summary>
    public static ReadNote RowNames(long headerLine) => Note(ReadNoteKind.RowNames, 1, headerLine);

    /// <summary>Columns have neither names nor texts.</summary>
    public static ReadNote EmptyColumns(int columns, long headerLine) => Note(ReadNoteKind.EmptyColumns, columns, headerLine);

    /// <summary>The rows have a cell more than the header has names, because they begin with row names.</summary>
    public static ReadNote ShortHeader(long headerLine) => Note(ReadNoteKind.ShortHeader, 1, headerLine);

    /// <summary>The rows end with delimiters that the header does not have.</summary>
    public static ReadNote TrailingDelimiters(int delimiters, long line) => Note(ReadNoteKind.TrailingDelimiters, delimiters, line);

    /// <summary>Blanks separate the cells.</summary>
    public static ReadNote BlankDelimiter(long headerLine) => Note(ReadNoteKind.BlankDelimiter, 1, headerLine);

    /// <summary>The text is in Windows-1252.</summary>
    public static ReadNote OlderEncoding(long line) => Note(ReadNoteKind.OlderEncoding, 1, line);

    /// <summary>The text is UTF-16 without a byte order mark.</summary>
    /// <param name="encoding">Its name.</param>
    public static ReadNote Utf16(string encoding) => Note(ReadNoteKind.Utf16, 1, 1, encoding);

    /// <summary>Quotes are text.</summary>
    /// <param name="line">The first line that could not be read with them as quotes around cells.</param>
    public static ReadNote Unquoted(long line) => Note(ReadNoteKind.Unquoted, 1, line);

    /// <summary>A line of dashes below the header is left out.</summary>
    public static ReadNote LineOfDashes(long line) => Note(ReadNoteKind.LineOfDashes, 1, line);

    /// <summary>The note in words.</summary>
    public static string Message(ReadNote note) => note.Files.Count switch
    {
        0 => MessageOfFile(note),
        1 => $"{note.Files[0]}: {MessageOfFile(note)}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{note.Files[0]} and {note.Files.Count - 1} more {(note.Files.Count == 2 ? "file" : "files")}: {MessageOfFile(note)}"),
    };

    private static string MessageOfFile(ReadNote note)
    {
        string count = note.Count.ToString("N0", CultureInfo.InvariantCulture);
        return note.Kind switch
        {
            ReadNoteKind.LinesAboveHeader =>
                $"{(note.Count == 1 ? "the first line is" : $"the first {count} lines are")} left out: the header is on {note.Place}",
            ReadNoteKind.RowNames => "the first column has no name and is left out, as a column of row names",
            ReadNoteKind.EmptyColumns => note.Count == 1
                ? "a column has neither a name nor values and is left out"
                : $"{count} columns have neither names nor values and are left out",
            ReadNoteKind.ShortHeader =>
                "the header has one name fewer than the rows have cells: the first cell of each row is left out, as its row name",
            ReadNoteKind.TrailingDelimiters =>
                $"rows end with {(note.Count == 1 ? "a delimiter" : $"{count} delimiters")} more than the header (first on {note.Place}), "
                    + $"and no text follows",
            ReadNoteKind.BlankDelimiter => "cells are separated by blanks",
            ReadNoteKind.Utf16 => "the text is read as UTF-16, although it has no byte order mark",
            ReadNoteKind.LineOfDashes => $"{note.Place} is drawn below the header and is left out",
            ReadNoteKind.Unquoted => $"quotes are read as text: {note.Place} has one that does not stand around a cell",
            _ => $"the text is not valid UTF-8 (first on {note.Place}), and is read as Windows-1252",
        };
    }

    /// <summary>What to do about it.</summary>
    public static OptionText Hint(ReadNote note) => note.Kind switch
    {
        ReadNoteKind.LinesAboveHeader when note.Texts[0].Text.Length > 0 =>
            OptionText.Of($"{Option.Comment.Is('#')} leaves out every line that begins with #, without this warning"),
        ReadNoteKind.LinesAboveHeader or ReadNoteKind.Utf16 or ReadNoteKind.BlankDelimiter or ReadNoteKind.Unquoted
            when !note.IsOfAllFiles =>
            "the other files differ, so that no option says this for all of them",
        ReadNoteKind.LinesAboveHeader => OptionText.Of($"{Option.SkipLines.Is(note.Count)} confirms this"),
        ReadNoteKind.RowNames => "to use the column, name it in the header; R leaves it out with write.csv(row.names = FALSE), pandas with "
            + "to_csv(index=False)",
        ReadNoteKind.EmptyColumns => "delete the columns to the right of the table in the spreadsheet, or the delimiters at the ends of lines",
        ReadNoteKind.ShortHeader => "to use the column, name it at the beginning of the header; R leaves it out with "
            + "write.table(row.names = FALSE)",
        ReadNoteKind.TrailingDelimiters => "delete the delimiters at the ends of lines, or add one to the header",
        ReadNoteKind.Utf16 => OptionText.Of($"{Option.Encoding.Is(note.Texts[0].Text)} confirms this"),
        ReadNoteKind.BlankDelimiter => OptionText.Of($"{Option.Delimiter.Is("space")} confirms this"),
        ReadNoteKind.LineOfDashes => "delete the line; sqlcmd leaves it out with -h -1, but the names, too",
        ReadNoteKind.Unquoted => OptionText.Of(
            $"{Option.Quote.Is(CsvQuote.None)} confirms this; {Option.Quote.Is(CsvQuote.QuotationMark)} reads them as quotes around cells"),

        // An option would count for the other files, too.
        _ when !note.IsOfAllFiles =>
            $"save {MessageText.List(note.Files)} as UTF-8, as other files are; an encoding that is given counts for all of them",
        _ => OptionText.Of($"{Option.Encoding.Is("windows-1252")} confirms this"),
    };

    private static ReadNote Note(ReadNoteKind kind, long count, long line, string text = "") =>
        new(kind, null, count, 0, [new StrayText(text, 1, RowPlace.OfLine(line))]);
}
