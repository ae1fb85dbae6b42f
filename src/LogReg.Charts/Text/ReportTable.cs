namespace LogReg.Charts.Text;

/// <summary>A table of a report: texts in columns, laid out when the width is known.</summary>
internal sealed class ReportTable
{
    // Many columns have to stand closer together in 80 characters.
    private const int MostWideColumns = 6;
    private const int NarrowGap = 2;
    private const int WideGap = 3;

    private readonly string[] _headers;
    private readonly List<Row> _rows = [];
    private readonly HashSet<int> _leftAligned = [0];

    /// <param name="headers">The first column is aligned to the left, the others to the right.</param>
    public ReportTable(params IReadOnlyList<string> headers)
    {
        _headers = [.. headers.Select(Printable.Line)];
        Gap = headers.Count > MostWideColumns ? NarrowGap : WideGap;
    }

    /// <summary>The spaces between two columns, where there is room.</summary>
    public int Gap { get; init; }

    /// <summary>The columns that a narrow window can best go without, the first to go first.</summary>
    public IReadOnlyList<string> Dispensable { get; init; } = [];

    public IReadOnlyList<string> Headers => _headers;

    public IReadOnlyList<Row> Rows => _rows;

    public void AlignLeft(int column) => _leftAligned.Add(column);

    public bool IsLeftAligned(int column) => _leftAligned.Contains(column);

    /// <summary>Adds a row of texts, a cell a column.</summary>
    public void Add(params IEnumerable<string> cells) => _rows.Add(new Row([.. cells.Select(Printable.Line)], IsHeading: false));

    /// <summary>Adds a line of text above a group of rows, as long as the table is wide.</summary>
    public void AddHeading(string text) => _rows.Add(new Row([Printable.Line(text)], IsHeading: true));

    /// <param name="Cells">The texts, a cell a column; of a heading there is one.</param>
    /// <param name="IsHeading">Whether it stands above a group of rows.</param>
    internal sealed record Row(IReadOnlyList<string> Cells, bool IsHeading);
}
