using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>The names of a chart's series, each beside a sample, without a frame.</summary>
internal sealed class Legend
{
    private readonly LegendPlace _place;
    private readonly Measures _measures;
    private readonly double _room;
    private readonly (Series Series, Ink Ink)[] _entries;

    /// <param name="chart">The chart.</param>
    /// <param name="inks">The colour of each series.</param>
    /// <param name="room">The width that the longest name may have with its sample.</param>
    /// <param name="measures">The sizes of everything.</param>
    public Legend(Chart chart, Ink[] inks, double room, Measures measures)
    {
        _place = chart.Legend;
        _measures = measures;
        _entries = chart.Legend == LegendPlace.None
            ? []
            : [.. chart.Series.Zip(inks).Where(pair => pair.First.Name.Length > 0).OrderBy(pair => Rank(pair.First))];
        _room = room;
    }

    // What is drawn at the bottom explains the rest, and is named after it.
    private static int Rank(Series series) => series switch { TickSeries => 3, ReferenceLine => 2, SpanSeries => 1, _ => 0 };

    private double LineHeight => _measures.Label * 1.6;

    private double SampleWidth => _measures.Label * 2;

    /// <summary>The room that it needs above the chart.</summary>
    /// <param name="width">The chart's width.</param>
    public double HeightAbove(double width) =>
        _place == LegendPlace.Above && _entries.Length > 0 ? (Rows(width).Count * LineHeight) + (_measures.Gap / 2) : 0;

    public void Draw(IDrawing drawing, PixelBox inner)
    {
        if (_entries.Length == 0)
        {
            return;
        }

        drawing.BeginGroup("legend");
        if (_place == LegendPlace.Above)
        {
            DrawAbove(drawing, inner);
        }
        else
        {
            DrawInside(drawing, inner);
        }

        drawing.EndGroup();
    }

    private void DrawAbove(IDrawing drawing, PixelBox inner)
    {
        List<List<(Series Series, Ink Ink)>> rows = Rows(inner.Width);
        double middle = inner.Top - HeightAbove(inner.Width) + (LineHeight / 2);
        foreach (List<(Series Series, Ink Ink)> row in rows)
        {
            double left = inner.Left;
            foreach ((Series series, Ink ink) in row)
            {
                DrawEntry(drawing, series, ink, left, middle);
                left += EntryWidth(series) + (_measures.Gap * 3);
            }

            middle += LineHeight;
        }
    }

    private void DrawInside(IDrawing drawing, PixelBox inner)
    {
        double width = _entries.Max(entry => EntryWidth(entry.Series));
        double left = _place == LegendPlace.UpperLeft ? inner.Left + _measures.Gap : inner.Right - width - _measures.Gap;
        double top = _place == LegendPlace.LowerRight ? inner.Bottom - (_entries.Length * LineHeight) - _measures.Gap : inner.Top;
        for (int index = 0; index < _entries.Length; index++)
        {
            DrawEntry(drawing, _entries[index].Series, _entries[index].Ink, left, top + ((index + 0.5) * LineHeight));
        }
    }

    private List<List<(Series Series, Ink Ink)>> Rows(double width)
    {
        var rows = new List<List<(Series Series, Ink Ink)>>();
        double used = double.PositiveInfinity;
        foreach ((Series Series, Ink Ink) entry in _entries)
        {
            double needed = EntryWidth(entry.Series) + (_measures.Gap * 3);
            if (used + needed > width)
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(entry);
            used += needed;
        }

        return rows;
    }

    private double EntryWidth(Series series) => SampleWidth + _measures.Gap + EmbeddedFont.Width(NameOf(series), _measures.Label);

    private string NameOf(Series series) => EmbeddedFont.Shorten(series.Name, _measures.Label, _room - SampleWidth - _measures.Gap);

    private void DrawEntry(IDrawing drawing, Series series, Ink ink, double left, double middle)
    {
        double half = _measures.Label * 0.4;
        PixelPoint[] sample = [new PixelPoint(left, middle), new PixelPoint(left + SampleWidth, middle)];
        switch (series)
        {
            case LineSeries line:
                drawing.Line(sample, new Pen(ink, _measures.Points(line.Width), line.Dash));
                break;
            case ReferenceLine:
                drawing.Line(sample, new Pen(ink, _measures.Points(1), Dash.Dashed));
                break;
            case PointSeries points:
                drawing.Disc(new PixelPoint(left + (SampleWidth / 2), middle), points.Radius * _measures.Factor, ink);
                break;
            case TickSeries ticks:
                double strong = ticks.IsStrong ? 1 : 0.5;
                double center = left + (SampleWidth / 2);
                drawing.Line(
                    [new PixelPoint(center, middle + half), new PixelPoint(center, middle + half - (2 * half * strong))],
                    new Pen(ink, _measures.Points(1.25 * strong)));
                break;
            default:
                double opacity = series switch
                {
                    BandSeries band =>
                    band.Opacity,
                    SpanSeries span =>
                        span.Opacity,
                    HorizontalBarSeries bars => bars.Opacity / 1.5,
                    CellSeries => CellSeries.StrongestShade,
                    _ => 1
                };
                drawing.Box(new PixelBox(left, middle - half, SampleWidth, 2 * half), ink, Math.Min(1, opacity * 1.5));
                break;
        }

        double baseline = middle + (_measures.Label * EmbeddedFont.CapitalHeight / 2);
        drawing.Write(
            NameOf(series), new PixelPoint(left + SampleWidth + _measures.Gap, baseline), new TextStyle(Inks.Text, _measures.Label));
    }
}
