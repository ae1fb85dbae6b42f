using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>Draws one chart into its place: grid, series, axes, labels, legend.</summary>
internal sealed class ChartRenderer
{
    // Names of categories may take this share of the width before they are shortened.
    private const double WidestLabels = 0.42;

    // In a place that is longer than this many times its width, a square would leave most of it empty.
    private const double LongestForSquare = 2;

    private readonly Chart _chart;
    private readonly Ink[] _inks;
    private readonly Measures _measures;
    private readonly Legend _legend;
    private readonly EndLabels _endLabels;
    private readonly (double Minimum, double Maximum) _xRange;
    private readonly (double Minimum, double Maximum) _yRange;
    private readonly IReadOnlyList<Tick> _yTicks;

    /// <param name="chart">What is drawn.</param>
    /// <param name="inks">The colour of each series.</param>
    /// <param name="outer">Where, axes and labels included.</param>
    /// <param name="measures">The sizes of everything.</param>
    public ChartRenderer(Chart chart, Ink[] inks, PixelBox outer, Measures measures)
    {
        _chart = chart;
        _inks = inks;
        _measures = measures;
        Outer = outer;
        _legend = new Legend(chart, inks, outer.Width, measures);
        _endLabels = new EndLabels(chart, inks, outer.Width, measures);
        _xRange = AxisScale.RangeOf(chart.X, chart.Series.SelectMany(series => series.HorizontalValues), isVertical: false);
        _yRange = AxisScale.RangeOf(chart.Y, chart.Series.SelectMany(series => series.VerticalValues), isVertical: true);
        double limit = outer.Width * WidestLabels;
        int most = Math.Max(2, (int)((outer.Height - BottomMargin) / (measures.TickLabel * 2.6)));
        _yTicks = [.. TickFinder.Find(chart.Y, _yRange.Minimum, _yRange.Maximum, most)
            .Select(tick => tick with { Label = chart.Y.HasLabels ? Fit(tick.Label, limit) : "" })];
    }

    public PixelBox Outer { get; }

    /// <summary>The room that the y axis needs to the left of the chart.</summary>
    public double LeftMargin => _chart.Spines == SpineStyle.Origin
        ? 0
        : (_chart.Y.Label.Length > 0 ? (_measures.Label * 1.1) + _measures.Gap : 0)
            + _yTicks.Max(tick => AxesRenderer.WidthOf(tick.Label, _measures))
            + _measures.TickLength + (_measures.Gap * 0.75);

    /// <summary>The room that the names of curves need to the right of the chart.</summary>
    public double RightMargin => _endLabels.RightMargin;

    private double BottomMargin => _chart.Spines == SpineStyle.Origin
        ? 0
        : _measures.TickLength + (_measures.Gap * 0.75)
            + (_chart.X.HasLabels ? _measures.TickLabel : 0)
            + (_chart.X.Label.Length > 0 ? _measures.Gap + _measures.Label : 0);

    /// <summary>Draws the chart.</summary>
    /// <param name="drawing">Where to.</param>
    /// <param name="leftMargin">The room for the y axis, no less than <see cref="LeftMargin"/>.</param>
    /// <param name="rightMargin">The room to the right, no less than <see cref="RightMargin"/>.</param>
    public void Draw(IDrawing drawing, double leftMargin, double rightMargin)
    {
        PixelBox inner = Inner(leftMargin, rightMargin);
        (double start, double end) = _chart.X.IsReversed ? (inner.Right, inner.Left) : (inner.Left, inner.Right);
        var x = new AxisScale(_xRange.Minimum, _xRange.Maximum, _chart.X.IsLogarithmic, start, end);
        var y = new AxisScale(_yRange.Minimum, _yRange.Maximum, _chart.Y.IsLogarithmic, inner.Bottom, inner.Top);
        IReadOnlyList<Tick> xTicks = HorizontalTicks(inner.Width);
        if (_chart.HasGrid)
        {
            DrawGrid(drawing, inner, x, y, xTicks);
        }

        var axes = new AxesRenderer(_chart, drawing, inner, x, y, _measures);
        if (_chart.Spines == SpineStyle.Origin)
        {
            // Curves cross these axes, and must not be cut by them.
            axes.Draw(xTicks, _yTicks, Outer);
        }

        var series = new SeriesRenderer(drawing, inner, x, y, _measures);
        for (int index = 0; index < _chart.Series.Count; index++)
        {
            series.Draw(_chart.Series[index], _inks[index]);
        }

        if (_chart.Spines != SpineStyle.Origin)
        {
            axes.Draw(xTicks, _yTicks, Outer);
        }

        CurveSpots.Draw(drawing, _chart, inner, x, y);
        _endLabels.Draw(drawing, inner, y);
        _legend.Draw(drawing, inner);
    }

    // A name that is too long for one line has two, where there is room between it and the next.
    private string Fit(string label, double limit)
    {
        const double HeightOfTwo = 2.2;
        bool hasRoom = _chart.Y.Categories is { Count: int count }
            && (Outer.Height - BottomMargin) / count >= HeightOfTwo * _measures.TickLabel;
        return hasRoom
            ? string.Join('\n', EmbeddedFont.WrapName(label, _measures.TickLabel, limit))
            : EmbeddedFont.Shorten(label, _measures.TickLabel, limit);
    }

    private PixelBox Inner(double leftMargin, double rightMargin)
    {
        double width = Outer.Width - leftMargin - rightMargin;
        double top = Outer.Top + _legend.HeightAbove(width);
        double height = Outer.Bottom - BottomMargin - top;
        bool isSquare = _chart.IsSquare && Math.Max(width, height) <= LongestForSquare * Math.Min(width, height);
        if (!isSquare)
        {
            return new PixelBox(Outer.Left + leftMargin, top, width, height);
        }

        // The narrower the chart, the more rows its legend may need.
        double side = Math.Min(width, height);
        for (int turn = 0; turn < 2; turn++)
        {
            top = Outer.Top + _legend.HeightAbove(side);
            side = Math.Min(width, Outer.Bottom - BottomMargin - top);
        }

        return new PixelBox(Outer.Left + leftMargin + ((width - side) / 2), top, side, side);
    }

    // As many as stand side by side with air between them.
    private IReadOnlyList<Tick> HorizontalTicks(double width)
    {
        int most = Math.Max(2, (int)(width / (_measures.TickLabel * 5)));
        if (_chart.X.Categories is { Count: int count })
        {
            double limit = (width / (count + 0.2)) - (_measures.TickLabel * 0.4);
            return
            [
                .. TickFinder.Find(_chart.X, 0, count, count).Select(
                    tick => tick with { Label = EmbeddedFont.Shorten(tick.Label, _measures.TickLabel, limit) }),
            ];
        }

        while (true)
        {
            IReadOnlyList<Tick> ticks = TickFinder.Find(_chart.X, _xRange.Minimum, _xRange.Maximum, most);
            double needed =
                ticks.Sum(
                    tick => tick.Label.Length == 0 ? 0 : EmbeddedFont.Width(tick.Label, _measures.TickLabel) + (_measures.TickLabel * 1.2));
            if (needed <= width || most <= 2)
            {
                return ticks;
            }

            most--;
        }
    }

    private void DrawGrid(IDrawing drawing, PixelBox inner, AxisScale x, AxisScale y, IReadOnlyList<Tick> xTicks)
    {
        var pen = new Pen(Inks.Grid, _measures.Hairline);
        drawing.BeginGroup("grid");
        foreach (double place in _chart.X.Categories is null
            ? xTicks.Where(tick => tick.Label.Length > 0).Select(tick => x.Place(tick.Value))
            : [])
        {
            drawing.Line([new PixelPoint(place, inner.Top), new PixelPoint(place, inner.Bottom)], pen);
        }

        foreach (double place in _yTicks.Where(tick => tick.Label.Length > 0).Select(tick => y.Place(tick.Value)))
        {
            drawing.Line([new PixelPoint(inner.Left, place), new PixelPoint(inner.Right, place)], pen);
        }

        drawing.EndGroup();
    }
}
