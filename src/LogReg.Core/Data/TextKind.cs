using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LogReg.Data;

/// <summary>Recognises texts that are written in another language than CSV: JSON, HTML, XML, ARFF, LIBSVM, SQL.</summary>
internal static class TextKind
{
    private const int Looked = 1 << 12;
    private const int DrawnLines = 8;
    private const int ShortestRule = 5;

    private static readonly SearchValues<char> CharactersOfRules = SearchValues.Create("-+|=: ");

    private static readonly string[] HtmlTags = ["<!doctype html", "<html", "<head", "<body", "<table", "<div"];

    // Tables that programs save as .xls often begin with one of these.
    private static readonly string[] FurtherHtmlTags =
        ["<meta", "<style", "<title", "<script", "<center", "<font", "<p>", "<h1", "<tr"];

    private static readonly string[] AsciiR = ["RDA2\nA\n2\n", "RDA3\nA\n3\n", "RDA2\r\nA\r\n", "RDA3\r\nA\r\n"];

    private static readonly string[] SqlStarts =
    [
        "create table ",
        "insert into ",
        "drop table ",
        "begin transaction;",
        "pragma foreign_keys",
        "-- mysql dump",
        "-- postgresql database dump",
        "--\n-- postgresql database dump",
        "-- mariadb dump",
    ];

    /// <summary>Recognises the kind of a file by its first bytes.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <returns>The kind, or <see langword="null"/> where it may be CSV.</returns>
    public static FileKind? Find(ReadOnlySpan<byte> start)
    {
        string text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, Looked)]).TrimStart();
        if (text.Length == 0)
        {
            return null;
        }

        return text[0] switch
        {
            '{' => Json(text),
            '[' => IsJsonArray(text)
                ? Kind("a JSON array", "write the records as CSV: pandas.read_json(file).to_csv(\"data.csv\", index=False)")
                : null,
            '<' => Markup(text),
            _ when IsDrawn(text) =>
                Kind(
                    "a table drawn with lines",
                    "export it as CSV instead (in psql with \\copy … csv header, in mysql with the option batch, in SAP as a spreadsheet); "
                        + "or delete the lines of dashes, and the bars at the beginnings and ends of lines"),
            _ when IsArff(text) =>
                Kind(
                    "an ARFF file (Weka)",
                    "save it as CSV, or delete everything up to the line @data and write the attribute names there, separated by commas"),
            _ when IsSparse(text) =>
                Kind(
                    "a LIBSVM file (sparse text)",
                    "save it to a file and name that: a command recognises the format, and a program opens it with LibsvmSource"),
            _ when StartsWithAny(text, AsciiR) => Kind("an R data file", FileKind.FromRData),
            _ when StartsWithAny(text, SqlStarts) => Kind("an SQL dump", "load it into its database, and export the table as CSV"),
            _ => null,
        };
    }

    private static FileKind? Json(string text)
    {
        string rest = text[1..].TrimStart();
        if (rest.Length > 0 && rest[0] is not ('"' or '}' or '\''))
        {
            return null;
        }

        if (text.Contains("\"format\": \"logreg\"", StringComparison.Ordinal)
            || text.Contains("\"format\":\"logreg\"", StringComparison.Ordinal))
        {
            return Kind("a logreg model", $"{Operation.Load}");
        }

        string line = text.Split('\n')[0].TrimEnd();
        bool isLines = line.EndsWith('}') && line.Length > 2 && text.Length > line.Length + 1;
        return isLines
            ? Kind("a file of JSON lines", "write the records as CSV: pandas.read_json(file, lines=True).to_csv(\"data.csv\", index=False)")
            : Kind("a JSON document", "write the records as CSV: pandas.read_json(file).to_csv(\"data.csv\", index=False)");
    }

    // [1,2], [{"a":1}] and [ ] are JSON; the names [Order ID] or [0],[1],y are not.
    private static bool IsJsonArray(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.TrimEnd('\uFFFD')), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static FileKind? Markup(string text)
    {
        bool isXml = text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!--", StringComparison.Ordinal)
            || IsElement(text);
        return StartsWithAny(text, HtmlTags)
            || (text.StartsWith("<!--", StringComparison.Ordinal) && ContainsAny(text, HtmlTags))
            || (StartsWithAny(text, FurtherHtmlTags) && ContainsAny(text, HtmlTags))
            ? Kind(
                "an HTML page",
                "if it was downloaded, the server may have sent a page (such as a login) instead of the data: open it in a browser, and "
                    + "download the CSV file itself; a table that some program saved as .xls opens in Excel: save it as .xlsx")
            : !isXml ? null
            : text.Contains("office:spreadsheet", StringComparison.Ordinal)
                ? Kind("an Excel workbook in XML", "open it in Excel or LibreOffice, and save it as .xlsx or CSV")
            : text.Contains("opendocument:xmlns:office", StringComparison.Ordinal)
                ? Kind("an OpenDocument file in XML", "open it in LibreOffice, and save the sheet as .xlsx or CSV")
            : Kind("an XML document", "write the records as CSV");
    }

    // <name ...> and, later, an end tag or another element: a column may well be called <20.
    private static bool IsElement(string text)
    {
        int end = text.IndexOf('>', StringComparison.Ordinal);
        return end > 1 && char.IsLetter(text[1]) && !text[..end].Contains('\n', StringComparison.Ordinal)
            && text[end..].Contains('<', StringComparison.Ordinal)
            && (text.Contains("</", StringComparison.Ordinal) || text.Contains("/>", StringComparison.Ordinal));
    }

    // +-----+-----+, |---|---| or -----------, and lines with bars.
    private static bool IsDrawn(string text)
    {
        string[] lines = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Take(DrawnLines)];
        return lines.Any(IsRule) && lines.Count(line => line.Contains('|', StringComparison.Ordinal) && line.Any(char.IsLetterOrDigit)) > 1;
    }

    private static bool IsRule(string line) => line.Length >= ShortestRule && line.Contains("--", StringComparison.Ordinal)
        && !line.AsSpan().ContainsAnyExcept(CharactersOfRules);

    // Comments begin with a percent sign.
    private static bool IsArff(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(
            line => line.Length > 0 && line[0] != '%')?.StartsWith("@relation", StringComparison.OrdinalIgnoreCase) == true;

    // 1 3:0.5 17:2, a line of a class and of positions with values.
    private static bool IsSparse(string text)
    {
        string[] fields = text.Split('\n')[0].TrimEnd().Split(' ');
        return fields.Length > 1 && double.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && fields.Skip(1).All(IsPositionWithValue);
    }

    private static bool IsPositionWithValue(string field)
    {
        int colon = field.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && uint.TryParse(field.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && double.TryParse(field.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }

    private static bool StartsWithAny(string text, string[] starts) =>
        starts.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static bool ContainsAny(string text, string[] parts) =>
        parts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static FileKind Kind(string name, OptionText hint) => new(name, hint, 0, []);
}
