using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;
using LogReg.Charts.Layout;

namespace LogReg.Charts.Terminal;

/// <summary>One chart in a terminal: legend and name of the y axis above, numbers at the left and below, curves of dots.</summary>
internal sealed class TerminalChart
{
    private const int WidestLabel = 26;
    private const int RowsPerTick = 4;
    private const int ColumnsBetweenLetters = 18;

    // So large that a disc of the usual size is seen as one, and a letter is about as wide as its cell.
    private static readonly Measures Measures = new(0.2);

    private readonly Chart _chart;
    private readonly Ink[] _inks;
    private readonly TerminalStyle _style;
    private readonly TerminalLegend _legend;
    private readonly (double Minimum, double Maximum) _xRange;
    private readonly (double Minimum, double Maximum) _yRange;
    private readonly IReadOnlyList<Tick> _yTicks;
    private readonly (LineSeries Line, Ink Ink, string Text)[] _endLabels;
    private readonly int _rows;

    /// <param name="chart">What is drawn.</param>
    /// <param name="inks">The colour of each series.</param>
    /// <param name="rows">How many rows there are between the axes.</param>
    /// <param name="style">What the terminal shows.</param>
    public TerminalChart(Chart chart, Ink[] inks, int rows, TerminalStyle style)
    {
        _chart = chart;
        _inks = inks;
        _rows = rows;
        _style = style;
        _legend = new TerminalLegend(chart, inks, style);
        _xRange = AxisScale.RangeOf(chart.X, chart.Series.SelectMany(series => series.HorizontalValues), isVertical: false);
        _yRange = AxisScale.RangeOf(chart.Y, chart.Series.SelectMany(series => series.VerticalValues), isVertical: true);
        int widest = Math.Min(WidestLabel, style.Width / 3);
        _yTicks = [.. TickFinder.Find(chart.Y, _yRange.Minimum, _yRange.Maximum, Math.Max(3, rows / RowsPerTick))
            .Where(tick => tick.Label.Length > 0)
            .Select(tick => tick with { Label = TerminalText.Shorten(TerminalText.Of(tick.Label, style), widest, style) })];
        _endLabels = [.. chart.Series.Zip(inks).Where(pair => pair.First is LineSeries { EndLabel.Length: > 0, Y.Count: > 0 })
            .Select(pair =>
            ((LineSeries)pair.First, pair.Second,
                TerminalText.Shorten(TerminalText.Of(((LineSeries)pair.First).EndLabel, style), style.Width / 4, style)))];
    }

    /// <summary>The columns that the y axis and its labels need.</summary>
    public int LeftMargin => _yTicks.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max() + 2;

    /// <summary>The columns that the names of curves need.</summary>
    public int RightMargin => _endLabels.Select(label => label.Text.Length + 1).DefaultIfEmpty(0).Max();

    /// <summary>The lines of the chart.</summary>
    /// <param name="left">The columns for the y axis, no less than <see cref="LeftMargin"/>.</param>
    /// <param name="right">The columns to the right, no less than <see cref="RightMargin"/>.</param>
    public IEnumerable<string> Lines(int left, int right)
    {
        IEnumerable<string> above = _legend.Lines().SelectMany(line => line.Lines(_style));
        string name = TerminalText.Shorten(TerminalText.Of(_chart.Y.Label, _style), _style.Width, _style);
        return
        [
            .. above,
            .. name.Length > 0 ? [name] : Array.Empty<string>(),
            .. Draw(left, right).Lines(_style).Reverse().SkipWhile(line => line.Length == 0).Reverse(),
        ];
    }

    private TerminalCanvas Draw(int left, int right)
    {
        int columns = _style.Width - left - right;

        // A cell is about twice as high as it is wide, so that dots are square.
        columns = _chart.IsSquare ? Math.Min(columns, _rows * 2) : columns;
        var canvas = new TerminalCanvas(_style.Width, _rows + 3);
        var inner = new PixelBox(left * TerminalCanvas.Across, 0, (columns * TerminalCanvas.Across) - 1, (_rows * TerminalCanvas.Down) - 1);
        (double start, double end) = _chart.X.IsReversed ? (inner.Right, inner.Left) : (inner.Left, inner.Right);
        var x = new AxisScale(_xRange.Minimum, _xRange.Maximum, _chart.X.IsLogarithmic, start, end);
        var y = new AxisScale(_yRange.Minimum, _yRange.Maximum, _chart.Y.IsLogarithmic, inner.Bottom, inner.Top);
        DrawVerticalAxis(canvas, left, y);
        DrawHorizontalAxis(canvas, left, columns, x);
        var series = new SeriesRenderer(new TerminalDrawing(canvas, _style), inner, x, y, Measures);
        for (int index = 0; index < _chart.Series.Count; index++)
        {
            series.Draw(WithRoom(_chart.Series[index], columns), _inks[index]);
        }

        DrawLetters(canvas, left, columns, x, y);
        DrawEndLabels(canvas, left + columns + 1, y);
        return canvas;
    }

    private void DrawVerticalAxis(TerminalCanvas canvas, int left, AxisScale y)
    {
        for (int row = 0; row < _rows; row++)
        {
            canvas.Write(left - 1, row, _style.IsAscii ? "|" : "│", Inks.Axis);
        }

        foreach (Tick tick in _yTicks)
        {
            int row = RowOf(y.Place(tick.Value));
            canvas.Write(left - 2 - tick.Label.Length, row, tick.Label, _chart.Y.Categories is null ? Inks.Muted : Inks.Text);
            canvas.Write(left - 1, row, _style.IsAscii ? "+" : "┤", Inks.Axis);
        }
    }

    private void DrawHorizontalAxis(TerminalCanvas canvas, int left, int columns, AxisScale x)
    {
        canvas.Write(left - 1, _rows, (_style.IsAscii ? "+" : "└") + new string(_style.IsAscii ? '-' : '─', columns), Inks.Axis);
        int most = Math.Max(2, columns / 10);
        int free = 0;
        int room = _chart.X.Categories is { Count: int count } ? Math.Max(1, (columns / count) - 1) : columns;
        IEnumerable<(Tick Tick, int Column)> ticks = TickFinder.Find(_chart.X, _xRange.Minimum, _xRange.Maximum, most)
            .Where(tick => tick.Label.Length > 0)
            .Select(tick => (tick, (int)Math.Round(x.Place(tick.Value)) / TerminalCanvas.Across))
            .OrderBy(pair => pair.Item2);
        foreach ((Tick tick, int column) in ticks)
        {
            string label = TerminalText.Shorten(TerminalText.Of(tick.Label, _style), room, _style);
            int first = Math.Clamp(column - (label.Length / 2), 0, Math.Max(0, _style.Width - label.Length));
            if (first < free || column < left || column >= left + columns)
            {
                continue;
            }

            canvas.Write(column, _rows, _style.IsAscii ? "+" : "┬", Inks.Axis);
            if (_chart.X.HasLabels)
            {
                canvas.Write(first, _rows + 1, label, _chart.X.Categories is null ? Inks.Muted : Inks.Text);
            }

            free = first + label.Length + 1;
        }

        string name = TerminalText.Shorten(TerminalText.Of(_chart.X.Label, _style), _style.Width - left, _style);
        canvas.Write(left + Math.Max(0, (columns - name.Length) / 2), _rows + 2, name, Inks.Text);
    }

    // A curve's letter stands on it here and there, on each curve elsewhere.
    private void DrawLetters(TerminalCanvas canvas, int left, int columns, AxisScale x, AxisScale y)
    {
        LineSeries[] curves = [.. _chart.Series.OfType<LineSeries>().Where(line => _legend.LetterOf(line) is not null)];
        foreach ((int index, LineSeries curve) in curves.Index())
        {
            string letter = _legend.LetterOf(curve)!.Value.ToString();
            double first = (index + 0.5) * ColumnsBetweenLetters / curves.Length;
            for (double column = first; column < columns; column += ColumnsBetweenLetters)
            {
                if (HeightAt(curve, (left + column) * TerminalCanvas.Across, x, y) is double height)
                {
                    canvas.Write(left + (int)column, RowOf(height), letter, Inks.Text);
                }
            }
        }
    }

    // Where a curve first passes a place of the x axis; null where it does not.
    private static double? HeightAt(LineSeries curve, double place, AxisScale x, AxisScale y)
    {
        for (int point = 1; point < curve.X.Count; point++)
        {
            (double from, double to) = (x.Place(curve.X[point - 1]), x.Place(curve.X[point]));
            double height = y.Place(curve.Y[point]);
            bool passes = Math.Min(from, to) <= place && Math.Max(from, to) >= place && from != to && !double.IsNaN(height);
            if (passes)
            {
                double before = y.Place(curve.Y[point - 1]);
                return double.IsNaN(before) ? height : before + ((place - from) / (to - from) * (height - before));
            }
        }

        return null;
    }

    private void DrawEndLabels(TerminalCanvas canvas, int column, AxisScale y)
    {
        var ordered =
            _endLabels.Select(label => (label.Ink, label.Text, Row: RowOf(y.Place(label.Line.Y[^1])))).OrderBy(label => label.Row).ToList();
        int free = 0;
        for (int index = 0; index < ordered.Count; index++)
        {
            // Those below need a row each, too.
            int row = Math.Max(free, Math.Min(ordered[index].Row, _rows - (ordered.Count - index)));
            canvas.Write(column, row, ordered[index].Text, ordered[index].Ink);
            free = row + 1;
        }
    }

    // Side by side whiskers would be a wall: some are left out where there is no air between them.
    private static Series WithRoom(Series series, int columns)
    {
        const int ColumnsOfWhisker = 3;
        if (series is not PointSeries points)
        {
            return series;
        }

        int every = Math.Max(1, (int)Math.Ceiling(points.Points.Count * ColumnsOfWhisker / (double)columns));
        return points with
        {
            Points =
            [
                .. points.Points.Select((point, index) => index % every == 0 ? point : point with { YInterval = (double.NaN, double.NaN) }),
            ],
        };
    }

    private int RowOf(double place) => double.IsNaN(place) ? -1 : Math.Clamp((int)Math.Round(place) / TerminalCanvas.Down, 0, _rows - 1);
}
