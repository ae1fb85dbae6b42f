using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>Draws the two axes of a chart: spines, ticks, their labels, and the names of the axes.</summary>
internal sealed class AxesRenderer(Chart chart, IDrawing drawing, PixelBox inner, AxisScale x, AxisScale y, Measures measures)
{
    private readonly bool _isCentered = chart.Spines == SpineStyle.Origin;
    private readonly Pen _pen = new(Inks.Axis, measures.Hairline);

    // A label's size may shrink to this share of it before its end is left out.
    private const double SmallestLabel = 0.75;

    private double LineHeight => measures.TickLabel * 1.05;

    /// <summary>The width of a tick's label, which may have several lines.</summary>
    public static double WidthOf(string label, Measures measures) =>
        label.Split('\n').Max(line => EmbeddedFont.Width(line, measures.TickLabel));

    /// <summary>Draws both axes.</summary>
    /// <param name="xTicks">The marks of the x axis.</param>
    /// <param name="yTicks">The marks of the y axis.</param>
    /// <param name="outer">The chart's place with its labels.</param>
    public void Draw(IReadOnlyList<Tick> xTicks, IReadOnlyList<Tick> yTicks, PixelBox outer)
    {
        double bottom = _isCentered ? y.Place(0) : inner.Bottom;
        double left = _isCentered ? x.Place(0) : inner.Left;
        DrawHorizontal(xTicks, bottom, outer);
        DrawVertical(yTicks, left, outer);
    }

    private void DrawHorizontal(IReadOnlyList<Tick> ticks, double at, PixelBox outer)
    {
        drawing.BeginGroup("axis x-axis");
        drawing.Line([new PixelPoint(inner.Left, at), new PixelPoint(inner.Right, at)], _pen);
        foreach (Tick tick in ticks.Where(IsDrawn))
        {
            double place = x.Place(tick.Value);
            double length = tick.Label.Length > 0 ? measures.TickLength : measures.TickLength / 2;
            drawing.Line([new PixelPoint(place, at), new PixelPoint(place, at + length)], _pen);
            if (tick.Label.Length > 0 && chart.X.HasLabels)
            {
                double baseline = at + measures.TickLength + (measures.Gap * 0.75) + (measures.TickLabel * EmbeddedFont.CapitalHeight);
                drawing.Write(
                    tick.Label,
                    new PixelPoint(place, baseline),
                    new TextStyle(chart.X.Categories is null ? Inks.Muted : Inks.Text, measures.TickLabel, TextAnchor.Middle));
            }
        }

        if (_isCentered && chart.X.Label.Length > 0)
        {
            drawing.Write(
                chart.X.Label, new PixelPoint(inner.Right, at - measures.Gap), new TextStyle(Inks.Text, measures.Label, TextAnchor.End));
        }
        else if (chart.X.Label.Length > 0)
        {
            // A square chart may be much smaller than its place, and its axis's name stays with it.
            double bottom = chart.IsSquare
                ? inner.Bottom + measures.TickLength + (measures.Gap * 1.75) + measures.TickLabel + measures.Label
                : outer.Bottom;
            double baseline = bottom - (measures.Label * (1 - EmbeddedFont.CapitalHeight));
            drawing.Write(
                EmbeddedFont.Shorten(chart.X.Label, measures.Label, inner.Width),
                new PixelPoint(inner.Left + (inner.Width / 2), baseline),
                new TextStyle(Inks.Text, measures.Label, TextAnchor.Middle));
        }

        drawing.EndGroup();
    }

    private void DrawVertical(IReadOnlyList<Tick> ticks, double at, PixelBox outer)
    {
        drawing.BeginGroup("axis y-axis");
        drawing.Line([new PixelPoint(at, inner.Top), new PixelPoint(at, inner.Bottom)], _pen);
        double widest = 0;
        foreach (Tick tick in ticks.Where(IsDrawn))
        {
            double place = y.Place(tick.Value);
            double length = tick.Label.Length > 0 ? measures.TickLength : measures.TickLength / 2;
            if (chart.Y.Categories is null)
            {
                drawing.Line([new PixelPoint(at - length, place), new PixelPoint(at, place)], _pen);
            }

            if (tick.Label.Length > 0)
            {
                widest = Math.Max(widest, WidthOf(tick.Label, measures));
                string[] lines = tick.Label.Split('\n');
                double baseline = place + (measures.TickLabel * EmbeddedFont.CapitalHeight / 2) - ((lines.Length - 1) * LineHeight / 2);
                foreach (string line in lines)
                {
                    drawing.Write(
                        line,
                        new PixelPoint(at - measures.TickLength - (measures.Gap * 0.75), baseline),
                        new TextStyle(chart.Y.Categories is null ? Inks.Muted : Inks.Text, measures.TickLabel, TextAnchor.End));
                    baseline += LineHeight;
                }
            }
        }

        if (!_isCentered && chart.Y.Label.Length > 0)
        {
            // Of a square chart the axis is not at the left edge, and its name stays with it.
            double edge = chart.IsSquare
                ? at - widest - measures.TickLength - (measures.Gap * 1.75) - (measures.Label * 0.25)
                : outer.Left + (measures.Label * 0.85);

            // It may be longer than its axis, as far as the chart with its legend goes, and a little smaller than other names.
            double needed = EmbeddedFont.Width(chart.Y.Label, measures.Label);
            double size = measures.Label * Math.Clamp(outer.Height / Math.Max(needed, 1), SmallestLabel, 1);
            double half = Math.Min(needed * size / measures.Label, outer.Height) / 2;
            double middle = Math.Clamp(inner.Top + (inner.Height / 2), outer.Top + half, Math.Max(outer.Top + half, outer.Bottom - half));
            drawing.Write(
                EmbeddedFont.Shorten(chart.Y.Label, size, outer.Height),
                new PixelPoint(edge, middle),
                new TextStyle(Inks.Text, size, TextAnchor.Middle, IsUpright: true));
        }

        drawing.EndGroup();
    }

    // Where axes cross, both zeros would stand on the other axis.
    private bool IsDrawn(Tick tick) => !_isCentered || tick.Value != 0;
}
