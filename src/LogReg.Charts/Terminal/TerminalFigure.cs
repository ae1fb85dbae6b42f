using LogReg.Charts.Figures;
using LogReg.Charts.Layout;

namespace LogReg.Charts.Terminal;

/// <summary>Draws a figure with the characters of a terminal.</summary>
internal static class TerminalFigure
{
    // Of a figure's height titles and axes take the one, and a row of characters stands for the other.
    private const int PixelsOfFrame = 150;
    private const int PixelsOfRow = 22;
    private const int UsualWidth = 80;
    private const int FewestRows = 4;
    private const int MostSubtitleLines = 4;

    // A frame and a margin around the labels of the rows.
    private const int ColumnsOfFrame = 6;

    /// <summary>Finds a table whose numbers do not fit into the cells of a terminal: left out, they would be taken for nothing.</summary>
    /// <returns>The number of its classes, or <see langword="null"/> if everything fits.</returns>
    public static int? ClassesWithoutRoom(Figure figure, int width) =>
        figure.Charts.FirstOrDefault(chart => !HasRoom(chart, width))?.X.Categories!.Count;

    /// <summary>The lines of a figure, none longer than the terminal is wide.</summary>
    public static IReadOnlyList<string> Lines(Figure figure, TerminalStyle style)
    {
        // A wider terminal makes a higher picture, too, but not as much: it is not higher itself.
        double size = Math.Sqrt(style.Width / (double)UsualWidth);
        double rows =
            Math.Max(FewestRows, (figure.Height - PixelsOfFrame) / (double)PixelsOfRow)
                * (figure.Charts.Any(chart => chart.Y.Categories is not null) ? 1 : size);
        double shares = figure.Charts.Sum(chart => chart.Share);
        TerminalChart[] charts = [.. figure.Charts.Select(chart =>
            new TerminalChart(chart, FigureRenderer.ColorsOf(chart), RowsOf(chart, rows * chart.Share / shares), style))];
        int left = charts.Max(chart => chart.LeftMargin);
        int right = charts.Max(chart => chart.RightMargin);
        string title = TerminalText.Shorten(TerminalText.Of(figure.Title, style), style.Width, style);
        var lines = new List<string> { style.HasColor ? $"\u001b[1m{title}\u001b[0m" : title };
        if (figure.Subtitle.Length > 0)
        {
            lines.AddRange(TerminalText.Wrap(TerminalText.Of(figure.Subtitle, style), style.Width, MostSubtitleLines, style));
        }

        foreach (TerminalChart chart in charts)
        {
            lines.Add("");
            lines.AddRange(chart.Lines(left, right));
        }

        return lines;
    }

    private static bool HasRoom(Chart chart, int width)
    {
        Cell[] cells = [.. chart.Series.OfType<CellSeries>().SelectMany(series => series.Cells)];
        return cells.Length == 0
            || ((cells.Max(cell => cell.Column) + 1) * (cells.Max(cell => cell.Text.Length) + 1)) + ColumnsOfFrame <= width;
    }

    private static int RowsOf(Chart chart, double rows) => Math.Max(chart.Y.Categories?.Count ?? FewestRows, (int)Math.Round(rows));
}
