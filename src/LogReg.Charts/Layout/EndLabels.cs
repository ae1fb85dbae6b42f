using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>The names of curves beside their ends, moved apart where they would cover each other.</summary>
internal sealed class EndLabels
{
    // They may take this share of a chart's width before they are shortened.
    private const double Widest = 0.4;

    private readonly Measures _measures;
    private readonly (LineSeries Line, Ink Ink, string Text)[] _entries;

    public EndLabels(Chart chart, Ink[] inks, double width, Measures measures)
    {
        _measures = measures;
        _entries = [.. chart.Series.Zip(inks)
            .Where(pair => pair.First is LineSeries { EndLabel.Length: > 0, Y.Count: > 0 })
            .Select(
                pair =>
                    ((LineSeries)pair.First, pair.Second,
                        EmbeddedFont.Shorten(((LineSeries)pair.First).EndLabel, measures.TickLabel, width * Widest)))];
    }

    /// <summary>The room that they need to the right of the chart.</summary>
    public double RightMargin =>
        _entries.Length == 0
            ? 0
            : LeaderLength + (_measures.Gap / 2) + _entries.Max(entry => EmbeddedFont.Width(entry.Text, _measures.TickLabel));

    private double LeaderLength => _measures.Gap * 2;

    private double LineHeight => _measures.TickLabel * 1.25;

    public void Draw(IDrawing drawing, PixelBox inner, AxisScale y)
    {
        if (_entries.Length == 0)
        {
            return;
        }

        var ordered =
            _entries.Select(entry => (entry.Ink, entry.Text, End: y.Place(entry.Line.Y[^1]))).Where(entry => !double.IsNaN(entry.End))
                .OrderBy(entry => entry.End).ToList();
        double[] places = Spread([.. ordered.Select(entry => entry.End)], inner.Top + (LineHeight / 2), inner.Bottom - (LineHeight / 2));
        drawing.BeginGroup("end-labels");
        for (int index = 0; index < ordered.Count; index++)
        {
            double to = inner.Right + LeaderLength;
            drawing.Line(
                [new PixelPoint(inner.Right, ordered[index].End), new PixelPoint(to, places[index])],
                new Pen(ordered[index].Ink, _measures.Points(1)));
            drawing.Write(
                ordered[index].Text,
                new PixelPoint(to + (_measures.Gap / 2), places[index] + (_measures.TickLabel * EmbeddedFont.CapitalHeight / 2)),
                new TextStyle(Inks.Text, _measures.TickLabel));
        }

        drawing.EndGroup();
    }

    // Neighbours that are too near form a block around the mean of where they would be; blocks that touch become one.
    private double[] Spread(double[] wanted, double top, double bottom)
    {
        var blocks = new List<(int First, int Count, double Middle)>();
        for (int index = 0; index < wanted.Length; index++)
        {
            blocks.Add((index, 1, Math.Clamp(wanted[index], top, Math.Max(top, bottom))));
            while (blocks.Count > 1 && blocks[^1].Middle - blocks[^2].Middle < (blocks[^1].Count + blocks[^2].Count) / 2.0 * LineHeight)
            {
                int first = blocks[^2].First;
                int count = blocks[^2].Count + blocks[^1].Count;
                double half = (count - 1) / 2.0 * LineHeight;
                double middle = Math.Clamp(wanted.Skip(first).Take(count).Average(), top + half, Math.Max(top + half, bottom - half));
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((first, count, middle));
            }
        }

        return [.. blocks.SelectMany(block => Enumerable.Range(0, block.Count).Select(place => PlaceIn(block.Middle, block.Count, place)))];

        double PlaceIn(double middle, int count, int place) => middle + ((place - ((count - 1) / 2.0)) * LineHeight);
    }
}
