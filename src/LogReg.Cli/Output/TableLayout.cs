using LogReg.Charts.Text;
using Spectre.Console.Rendering;

namespace LogReg.Cli.Output;

/// <summary>
/// How a table finds room in a width: as it is; with smaller gaps; with labels of several lines; without columns that a reader can do
/// without; and at last in blocks one below the other, each with the labels. A number is never broken.
/// </summary>
internal sealed class TableLayout
{
    private const int NarrowGap = 2;
    private const int ShortestLabel = 12;
    private const int LongestKeptWord = 20;
    private const string ContinuationIndent = "  ";

    private static readonly char[] JoiningMarks = ['_', '-', '.', ':', '=', '/', ','];

    private readonly ReportTable _table;
    private readonly int _width;
    private readonly int[] _widths;
    private readonly int _shortestLabel;

    private TableLayout(ReportTable table, int width)
    {
        _table = table;
        _width = width;
        _widths = [.. table.Headers.Select((header, column) => CellsOf(column).Append(header).Max(WidthOf))];
        int longestWord = CellsOf(0).Append(table.Headers[0]).Max(LongestWordOf);
        _shortestLabel = Math.Min(_widths[0], Math.Max(ShortestLabel, Math.Min(longestWord, LongestKeptWord)));
        Gap = table.Gap;
        LabelWidth = _widths[0];
        Blocks = [];
        LeftOut = [];
    }

    /// <summary>The spaces between two columns.</summary>
    public int Gap { get; private set; }

    /// <summary>The width of the first column.</summary>
    public int LabelWidth { get; private set; }

    /// <summary>The columns of each block, without the labels, which every block has.</summary>
    public IReadOnlyList<int[]> Blocks { get; private set; }

    /// <summary>The headers of the columns that were left out.</summary>
    public IReadOnlyList<string> LeftOut { get; private set; }

    public static TableLayout Of(ReportTable table, int width)
    {
        var layout = new TableLayout(table, width);
        layout.Find();
        return layout;
    }

    /// <summary>How many cells of a terminal a text takes.</summary>
    public static int WidthOf(string text) => new Segment(text).CellCount();

    /// <summary>Whether a table has room as it is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The width.</param>
    public static bool HasRoom(ReportTable table, int width)
    {
        var layout = new TableLayout(table, width);
        return layout.TotalOf([.. Enumerable.Range(1, table.Headers.Count - 1)], layout.LabelWidth) <= width;
    }

    /// <summary>Breaks a label into lines that fit, between words or, if a word is longer than a line, within it: cut off, a name could be
    /// taken for another. Lines after the first are indented.</summary>
    public static IReadOnlyList<string> LinesOf(string label, int width)
    {
        if (WidthOf(label) <= width)
        {
            return [label];
        }

        string indent = label[..(label.Length - label.TrimStart(' ').Length)];
        int room = Math.Max(1, width - Math.Max(indent.Length, ContinuationIndent.Length));
        var lines = new List<string>();
        string line = "";
        foreach (string word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach ((string piece, bool goesOn) in PiecesOf(word, room))
            {
                string longer = line.Length == 0 ? indent + piece : goesOn ? line + piece : $"{line} {piece}";
                if (line.Length > 0 && WidthOf(longer) > width)
                {
                    lines.Add(line);
                    indent = indent.Length == 0 ? ContinuationIndent : indent;
                    longer = indent + piece;
                }

                line = longer;
            }
        }

        return [.. lines, line];
    }

    // After a mark that joins words, if there is one in the second half of a line.
    private static IEnumerable<(string Piece, bool GoesOn)> PiecesOf(string word, int room)
    {
        bool goesOn = false;
        while (WidthOf(word) > room)
        {
            int length = 1;
            while (length < word.Length && WidthOf(word[..(length + 1)]) <= room)
            {
                length++;
            }

            int mark = word.LastIndexOfAny(JoiningMarks, length - 1);
            length = mark >= length / 2 ? mark + 1 : length;
            length += length < word.Length && char.IsHighSurrogate(word[length - 1]) ? 1 : 0;
            yield return (word[..length], goesOn);
            word = word[length..];
            goesOn = true;
        }

        if (word.Length > 0)
        {
            yield return (word, goesOn);
        }
    }

    private void Find()
    {
        List<int> columns = [.. Enumerable.Range(1, _table.Headers.Count - 1)];
        var leftOut = new List<string>();
        Queue<string> dispensable = new(_table.Dispensable.Where(_table.Headers.Contains));
        while (TotalOf(columns, LabelWidth) > _width)
        {
            Narrow();
            int room = _width - TotalOf(columns, 0);
            if (room >= _shortestLabel)
            {
                LabelWidth = Math.Min(LabelWidth, room);
                break;
            }

            if (!dispensable.TryDequeue(out string? next))
            {
                // Where even that is not enough, blocks have room for all.
                Fold();
                return;
            }

            columns.RemoveAll(column => _table.Headers[column] == next);
            leftOut.Add(next);
        }

        LeftOut = leftOut;
        Blocks = [[.. columns]];
    }

    private void Narrow()
    {
        Gap = NarrowGap;
        for (int column = 1; column < _widths.Length; column++)
        {
            // A text finds room in several lines.
            _widths[column] = _table.IsLeftAligned(column) ? Math.Min(_widths[column], LongestKeptWord) : _widths[column];
        }
    }

    private void Fold()
    {
        LabelWidth = _shortestLabel;
        var blocks = new List<int[]>();
        var block = new List<int>();
        foreach (int column in Enumerable.Range(1, _table.Headers.Count - 1))
        {
            if (block.Count > 0 && TotalOf([.. block, column], LabelWidth) > _width)
            {
                blocks.Add([.. block]);
                block.Clear();
            }

            block.Add(column);
        }

        blocks.Add([.. block]);
        Blocks = blocks;
    }

    private int TotalOf(List<int> columns, int labelWidth) => labelWidth + columns.Sum(column => Gap + _widths[column]);

    private IEnumerable<string> CellsOf(int column) => _table.Rows.Where(row => !row.IsHeading).Select(row => row.Cells[column]);

    private static int LongestWordOf(string label) =>
        label.Length - label.TrimStart(' ').Length
            + label.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(WidthOf).DefaultIfEmpty().Max();
}
