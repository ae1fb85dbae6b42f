using System.Globalization;
using System.Text;
using CsvHelper;

namespace LogReg.Data;

/// <summary>What can be wrong with the records of a file, in words that fit how it is written.</summary>
/// <param name="options">How the file is read.</param>
/// <param name="layout">The names, the delimiter and the places of cells.</param>
/// <param name="mayHaveSwallowedRows">Whether a quoted cell may hold rows.</param>
internal sealed class RecordFaults(CsvOptions options, CsvLayout layout, bool mayHaveSwallowedRows)
{
    private readonly RecordShape _shape = layout.Shape;

    // A quote inside a quoted cell is written twice.
    private string DoubledQuote => layout.Dialect.QuoteByte is byte quote ? new string((char)quote, 2) : "";

    // Without titles above it, the header is the first line.
    private string Measure => _shape.FieldCount != layout.Header.Names.Count ? "lines above"
        : options.HasHeader && layout.DataLine > 2 ? "header"
        : "first line";

    private string Delimiter => layout.Dialect.HasBlanks ? "one or more blanks" : (char)layout.Separator switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        '|' => "a vertical bar |",
        '\u0001' => "Ctrl-A",
        char other => DataException.Quote(other.ToString()),
    };

    /// <summary>A record of data that is the header.</summary>
    /// <param name="offset">The position of the record.</param>
    public static ReadFault RepeatedHeader(int offset) => new(offset, "the line repeats the header")
    {
        Hint = "delete the line; concatenated files need only one header",
    };

    /// <summary>A quoted cell that holds rows.</summary>
    /// <param name="offset">The position of the quote.</param>
    public static ReadFault RowsInQuotes(int offset) =>
        new(offset, "the quote that opens here is closed on a later line, and the lines between look like rows")
        {
            Hint = OptionText.Of(
                $"if quotes are part of the texts, use {Option.Quote.Is(CsvQuote.None)}; if this is one cell of several lines, use "
                    + $"{Option.Quote.Is(CsvQuote.QuotationMark)}"),
        };

    /// <summary>A text in a column that has neither a name nor texts in the first lines.</summary>
    /// <param name="offset">The position of the record.</param>
    /// <param name="field">The place of the cell, from 0.</param>
    /// <param name="text">The text.</param>
    public static ReadFault TextWithoutName(int offset, int field, ReadOnlySpan<byte> text) => new(
        offset,
        $"column {Number(field + 1)} has no name, and no text in the first lines, but has "
            + $"{DataException.Quote(Encoding.UTF8.GetString(text))} here")
    {
        Hint = "name the column in the header, or delete the text; a cell that contains the delimiter must be quoted",
    };

    /// <summary>A record with another number of cells than the others.</summary>
    /// <param name="offset">The position of the record.</param>
    /// <param name="reader">The reader at the record.</param>
    public ReadFault Ragged(int offset, CsvReader reader) =>
        new(offset, $"expected {Number(_shape.FieldCount)} cells as in the {Measure}, but found {Number(reader.FieldCount)}")
        {
            Hint = RaggedHint(reader),
        };

    /// <summary>A text between the closing quote of a cell and the delimiter.</summary>
    /// <param name="offset">The position of the record.</param>
    /// <param name="reader">The reader at the record.</param>
    public ReadFault TextAfterQuote(int offset, CsvReader reader) => new(offset, "text follows the closing quote of a quoted cell")
    {
        Hint = HasEscapedQuote(reader)
            ? OptionText.Of(
                $"a quote inside a quoted cell must be doubled ({DoubledQuote}); where it follows a backslash, use "
                    + $"{Option.Escape.Is(CsvEscape.Backslash)}")
            : OptionText.Of(
                $"a quote inside a quoted cell must be doubled ({DoubledQuote}); if quotes are part of the texts, use "
                    + $"{Option.Quote.Is(CsvQuote.None)}"),
    };

    private static bool HasEscapedQuote(CsvReader reader) => reader.RawRecord.IndexOf("\\\""u8) >= 0;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private OptionText RaggedHint(CsvReader reader)
    {
        string delimiter = $"the delimiter is assumed to be {Delimiter}; ";
        return reader.RawRecord is [(byte)'#', ..]
            ? OptionText.Of($"if the line is a comment, use {Option.Comment.Is('#')}")
            : HasEscapedQuote(reader)
            ? OptionText.Of($"if \\\" stands for a quote, use {Option.Escape.Is(CsvEscape.Backslash)}")
            : mayHaveSwallowedRows && reader.RawRecord.ContainsAny((byte)'\n', (byte)'\r')
            ? OptionText.Of(
                $"{delimiter}a quoted cell goes over several lines here: if quotes are part of the texts, use "
                    + $"{Option.Quote.Is(CsvQuote.None)}")
            : reader.FieldCount < _shape.FieldCount
            ? delimiter + "fill the line up to the same number of cells, or delete it if it is a title, a total or a note"
            : layout.Dialect.QuoteByte is null
            ? delimiter + "without quotes, no cell can contain it"
            : delimiter + "a cell that contains it, or a line break, must be quoted";
    }
}
