using System.Globalization;
using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;

namespace LogReg.Charts.Reports.Html;

/// <summary>Writes tables, each with a caption and headers, in a box of its own that scrolls where the page is narrow.</summary>
internal static class TableMarkup
{
    // Spaces as wide as a point and as a digit: what an aligned column is filled up with keeps its width.
    private const char PointSpace = '\u2008';
    private const char FigureSpace = '\u2007';

    // A label lists the levels of a feature; longer words than this are broken, others never.
    private const int LongestLabel = 3000;
    private const int LongestName = 100;
    private const int LongestCell = 200;
    private const int LongestWord = 24;
    private const int LongestHeader = 12;

    public static void Write(HtmlWriter html, TableBlock block)
    {
        ReportTable table = block.Table;
        string first = table.Headers[0].Length > 0 ? table.Headers[0] : block.LabelHeader;
        Begin(html, block.Caption, [first, .. table.Headers.Skip(1)], table.IsLeftAligned(table.Headers.Count - 1));
        foreach (ReportTable.Row row in table.Rows)
        {
            WriteRow(html, block, row, table.Headers.Count);
        }

        End(html);
    }

    /// <summary>Begins a table; its rows follow.</summary>
    public static void Begin(HtmlWriter html, string caption, IReadOnlyList<string> headers, bool endsInWords = false)
    {
        // What scrolls must be reached by keyboard, and then say what it is.
        html.Open("div", ("class", "table"), ("role", "region"), ("aria-label", caption), ("tabindex", "0"));
        html.Open("table", ("class", endsInWords ? "ends-in-words" : "numbers")).Element("caption", caption).Line();
        html.Open("thead").Open("tr");
        foreach (string header in headers)
        {
            WriteHeader(html, Printable.Cut(header, LongestCell));
        }

        html.Close().Close().Line().Open("tbody").Line();
    }

    public static void End(HtmlWriter html) => html.Close().Close().Close();

    private static void WriteRow(HtmlWriter html, TableBlock block, ReportTable.Row row, int columnCount)
    {
        IReadOnlyList<string> cells = row.Cells;
        if (row.IsHeading)
        {
            html.Open("tr", ("class", "group"));
            html.Element(
                "th",
                Printable.Cut(cells[0], LongestCell),
                ("scope", "colgroup"),
                ("colspan", columnCount.ToString(CultureInfo.InvariantCulture))).Close().Line();
            return;
        }

        // What has no numbers, such as a feature with its levels, is as wide as the table.
        bool isSpanned = cells.Count > 1 && cells[0].Length > 0 && cells.Skip(1).All(string.IsNullOrWhiteSpace);
        bool isMarked = block.MarkedRow.Length > 0 && cells[0] == block.MarkedRow;
        html.Open(
            "tr",
            ("class",
                isSpanned ? "spanned" : isMarked ? "marked" : cells[0].StartsWith("  ", StringComparison.Ordinal) ? "level" : "plain"));
        if (cells[0].Length > 0)
        {
            string label = isSpanned
                ? Printable.Cut(cells[0].TrimStart(), LongestLabel)
                : Printable.Shorten(cells[0].TrimStart(), LongestName);
            string kind = label.Split(' ').Any(word => word.Length > LongestWord) ? "long" : "short";
            if (isSpanned)
            {
                html.Open("th", ("scope", "row"), ("class", kind), ("colspan", columnCount.ToString(CultureInfo.InvariantCulture))).Element(
                    "div", label).Close();
            }
            else
            {
                html.Element("th", label, ("scope", "row"), ("class", kind));
            }
        }
        else
        {
            html.Element("td", "");
        }

        foreach (string cell in isSpanned ? [] : cells.Skip(1))
        {
            html.Element("td", Printable.Cut(Fill(cell), LongestCell));
        }

        html.Close().Line();
    }

    // Without this, a header such as "recall (sensitivity)" makes its column twice as wide as the numbers need.
    private static void WriteHeader(HtmlWriter html, string header)
    {
        int end = header.Length > LongestHeader ? header.IndexOf(" (", StringComparison.Ordinal) + 1 : 0;
        html.Open("th", ("scope", "col"));
        if (end > 0)
        {
            html.Text(header[..end]).Void("br");
        }

        html.Text(header[end..]).Close();
    }

    // Aligned numbers end in spaces, which HTML would not show.
    private static string Fill(string cell)
    {
        int tail = cell.Length - cell.TrimEnd(' ').Length;
        return tail == 0 || tail == cell.Length ? cell.Trim(' ')
            : cell.Contains('.', StringComparison.Ordinal) ? cell[..^tail] + new string(FigureSpace, tail)
            : cell[..^tail] + PointSpace + new string(FigureSpace, tail - 1);
    }
}
