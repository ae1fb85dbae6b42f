using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>Draws series between the axes.</summary>
internal sealed class SeriesRenderer(IDrawing drawing, PixelBox inner, AxisScale x, AxisScale y, Measures measures)
{
    // Nearer points than this, in pixels, are one to the eye.
    private const double Finest = 0.4;

    // The lengths of marks on the axis, relative to those of its ticks.
    private const double UsualTick = 1.6;
    private const double StrongTick = 3.6;

    public void Draw(Series series, Ink ink)
    {
        // Points and words at an edge are to be seen whole.
        drawing.BeginGroup($"series {ClassOf(series)}", series is PointSeries or NoteSeries ? null : inner);
        switch (series)
        {
            case LineSeries line:
                drawing.Line(Places(line.X, line.Y), new Pen(ink, measures.Points(line.Width), line.Dash));
                break;
            case BandSeries band:
                drawing.Area([.. Places(band.X, band.Upper), .. Enumerable.Reverse(Places(band.X, band.Lower))], ink, band.Opacity);
                break;
            case SpanSeries span:
                double from = Math.Clamp(x.Place(span.From), inner.Left, inner.Right);
                double to = Math.Clamp(x.Place(span.To), inner.Left, inner.Right);
                drawing.Box(PixelBox.Between(from, inner.Top, to, inner.Bottom), ink, span.Opacity);
                break;
            case TickSeries ticks:
                DrawTicks(ticks, ink);
                break;
            case BarSeries bars:
                DrawBars(bars, ink);
                break;
            case PointSeries points:
                DrawPoints(points, ink);
                break;
            case HorizontalBarSeries bars:
                DrawHorizontalBars(bars, ink);
                break;
            case CellSeries table:
                DrawCells(table, ink);
                break;
            case ReferenceLine reference:
                drawing.Line(Ends(reference), new Pen(ink, measures.Points(1), Dash.Dashed));
                break;
            case NoteSeries note:
                double baseline = y.Place(note.Y) + (measures.TickLabel * EmbeddedFont.CapitalHeight / 2);
                drawing.Write(
                    note.Text,
                    new PixelPoint(Within(x.Place(note.X)), baseline),
                    new TextStyle(series.Ink ?? Inks.Muted, measures.TickLabel, note.Anchor));
                break;
            default:
                throw new NotSupportedException($"Nothing draws a {series.GetType().Name}.");
        }

        drawing.EndGroup();
    }

    private static string ClassOf(Series series) => series switch
    {
        LineSeries => "curve",
        BandSeries => "band",
        SpanSeries => "span",
        BarSeries or HorizontalBarSeries => "bars",
        CellSeries => "cells",
        PointSeries => "points",
        TickSeries => "ticks",
        ReferenceLine => "reference",
        _ => "note",
    };

    private List<PixelPoint> Places(IReadOnlyList<double> horizontal, IReadOnlyList<double> vertical)
    {
        var places = new List<PixelPoint>(horizontal.Count);
        for (int index = 0; index < horizontal.Count; index++)
        {
            var place = new PixelPoint(x.Place(horizontal[index]), y.Place(vertical[index]));
            bool isLast = index == horizontal.Count - 1;
            if (isLast || places.Count == 0 || !(Math.Abs(place.X - places[^1].X) < Finest && Math.Abs(place.Y - places[^1].Y) < Finest))
            {
                places.Add(place);
            }
        }

        return places;
    }

    private void DrawTicks(TickSeries ticks, Ink ink)
    {
        double length = measures.TickLength * (ticks.IsStrong ? StrongTick : UsualTick);
        var pen = new Pen(ink, measures.Points(ticks.IsStrong ? 1.75 : 0.75));
        foreach (double place in ticks.X.Select(value => x.Place(value)))
        {
            drawing.Line([new PixelPoint(place, inner.Bottom), new PixelPoint(place, inner.Bottom - length)], pen);
        }
    }

    private void DrawBars(BarSeries bars, Ink ink)
    {
        double gap = measures.Hairline / 2;
        for (int bar = 0; bar < bars.Heights.Count; bar++)
        {
            double foot = bars.Bases?[bar] ?? 0;
            double left = x.Place(bars.Edges[bar]) + gap;
            double right = x.Place(bars.Edges[bar + 1]) - gap;
            if (bars.Heights[bar] != 0)
            {
                drawing.Box(
                    PixelBox.Between(left, y.Place(foot), Math.Max(left, right), y.Place(foot + bars.Heights[bar])),
                    ink,
                    1,
                    bars.Tooltips?[bar] ?? "");
            }
        }
    }

    private void DrawHorizontalBars(HorizontalBarSeries bars, Ink ink)
    {
        for (int bar = 0; bar < bars.Lengths.Count; bar++)
        {
            var box = PixelBox.Between(
                x.Place(0),
                y.Place(bars.Places[bar] - (bars.Thickness / 2)),
                x.Place(bars.Lengths[bar]),
                y.Place(bars.Places[bar] + (bars.Thickness / 2)));
            drawing.Box(box, ink, bars.Opacity, bars.Tooltips[bar]);
        }
    }

    private void DrawCells(CellSeries table, Ink ink)
    {
        double gap = Math.Max(1, measures.Hairline);
        double textRoom = measures.TickLabel * 0.5;
        double both = (measures.Label + measures.TickLabel) * 1.35;
        bool hasDetails =
            table.Cells.All(cell => y.Place(cell.Row + 0.5) - y.Place(cell.Row - 0.5) > both && IsNarrow(cell.Detail, measures.TickLabel));
        foreach (Cell cell in table.Cells)
        {
            var box = PixelBox.Between(
                x.Place(cell.Column - 0.5) + gap,
                y.Place(cell.Row - 0.5) + gap,
                x.Place(cell.Column + 0.5) - gap,
                y.Place(cell.Row + 0.5) - gap);

            // A cell that is not shaded is to be seen as one, and pointed at.
            drawing.Box(box, Inks.Grid, 0.55);
            drawing.Box(box, ink, cell.Shade * CellSeries.StrongestShade, cell.Tooltip);
            double middle = box.Top + (box.Height / 2) + (measures.Label * EmbeddedFont.CapitalHeight / 2);
            if (IsNarrow(cell.Text, measures.Label))
            {
                double baseline = hasDetails ? middle - (measures.TickLabel * 0.7) : middle;
                drawing.Write(
                    cell.Text,
                    new PixelPoint(box.Left + (box.Width / 2), baseline),
                    new TextStyle(Inks.Text, measures.Label, TextAnchor.Middle));
            }

            if (hasDetails)
            {
                drawing.Write(
                    cell.Detail,
                    new PixelPoint(box.Left + (box.Width / 2), middle + (measures.TickLabel * 0.8)),
                    new TextStyle(Inks.Text, measures.TickLabel, TextAnchor.Middle));
            }
        }

        bool IsNarrow(string text, double size) => EmbeddedFont.Width(text, size) + textRoom <= x.Place(1) - x.Place(0);
    }

    private void DrawPoints(PointSeries points, Ink ink)
    {
        var whisker = new Pen(ink, measures.Points(1.25));
        foreach (DataPoint point in points.Points)
        {
            double across = x.Place(point.X);
            double up = y.Place(point.Y);
            if (!double.IsNaN(point.XInterval.Lower))
            {
                drawing.Line(
                    [new PixelPoint(
                        Within(x.Place(point.XInterval.Lower)), up), new PixelPoint(Within(x.Place(point.XInterval.Upper)), up)],
                    whisker,
                    point.Tooltip);
            }

            if (!double.IsNaN(point.YInterval.Lower))
            {
                drawing.Line(
                    [new PixelPoint(across, y.Place(point.YInterval.Lower)), new PixelPoint(across, y.Place(point.YInterval.Upper))],
                    whisker,
                    point.Tooltip);
            }

            if (across >= inner.Left - 1 && across <= inner.Right + 1)
            {
                drawing.Disc(new PixelPoint(across, up), points.Radius * measures.Factor, ink, point.Tooltip);
            }
        }
    }

    private double Within(double place) => Math.Clamp(place, inner.Left, inner.Right);

    private PixelPoint[] Ends(ReferenceLine reference) => double.IsInfinity(reference.Slope)
        ? [new PixelPoint(x.Place(reference.Intercept), inner.Bottom), new PixelPoint(x.Place(reference.Intercept), inner.Top)]
        : [
            new PixelPoint(x.Start, y.Place(reference.Intercept + (reference.Slope * x.Minimum))),
            new PixelPoint(x.End, y.Place(reference.Intercept + (reference.Slope * x.Maximum))),
        ];
}
