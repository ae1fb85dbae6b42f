using LogReg.Charts.Drawing;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Layout;

/// <summary>Draws a figure: its title, and its charts below each other with their y axes in one line.</summary>
internal static class FigureRenderer
{
    private const int MostTitleLines = 2;
    private const int MostSubtitleLines = 4;

    public static void Draw(Figure figure, IDrawing drawing, int width, int height)
    {
        var measures = Measures.Of(figure, width, height);
        drawing.Box(new PixelBox(0, 0, width, height), Inks.Surface);
        double top = DrawTitle(figure, drawing, width, measures);
        double bottom = height - (measures.Margin * 0.75);
        IReadOnlyList<Ink[]> inks = [.. figure.Charts.Select(ColorsOf)];
        double gaps = measures.Gap * (figure.Charts.Count - 1);
        double shares = figure.Charts.Sum(chart => chart.Share);
        var renderers = new List<ChartRenderer>();
        foreach ((Chart chart, Ink[] colors) in figure.Charts.Zip(inks))
        {
            double share = (bottom - top - gaps) * chart.Share / shares;
            double start = renderers.Count == 0 ? top : renderers[^1].Outer.Bottom + measures.Gap;
            renderers.Add(
                new ChartRenderer(chart, colors, new PixelBox(measures.Margin, start, width - (2 * measures.Margin), share), measures));
        }

        double left = renderers.Max(renderer => renderer.LeftMargin);
        double right = renderers.Max(renderer => renderer.RightMargin);
        for (int index = 0; index < renderers.Count; index++)
        {
            drawing.BeginGroup(renderers.Count == 1 ? "chart" : $"chart chart-{index + 1}");
            renderers[index].Draw(drawing, left, right);
            drawing.EndGroup();
        }
    }

    /// <summary>The colour of each series. It belongs to the series, not to its place: what explains has none of the series'
    /// colours.</summary>
    public static Ink[] ColorsOf(Chart chart)
    {
        int next = 0;
        return
        [
            .. chart.Series.Select(
                series => series.Ink ?? (series is ReferenceLine or NoteSeries ? Inks.Axis : Inks.Series[next++ % Inks.Series.Count])),
        ];
    }

    private static double DrawTitle(Figure figure, IDrawing drawing, int width, Measures measures)
    {
        if (!figure.ShowsTitle)
        {
            return measures.Margin / 2;
        }

        double room = width - (2 * measures.Margin);
        double baseline = measures.Margin + (measures.Title * EmbeddedFont.CapitalHeight);
        foreach ((int index, string line) in EmbeddedFont.Wrap(figure.Title, measures.Title, room, MostTitleLines).Index())
        {
            baseline += index == 0 ? 0 : measures.Title * 1.25;
            drawing.Write(line, new PixelPoint(measures.Margin, baseline), new TextStyle(Inks.Text, measures.Title));
        }

        foreach ((int index,
            string line) in (figure.Subtitle.Length > 0
                ? EmbeddedFont.Wrap(figure.Subtitle, measures.Subtitle, room, MostSubtitleLines)
                : []).Index())
        {
            baseline += measures.Subtitle * (index == 0 ? 1.6 : 1.3);
            drawing.Write(line, new PixelPoint(measures.Margin, baseline), new TextStyle(Inks.Muted, measures.Subtitle));
        }

        return baseline + (measures.Gap * 2);
    }
}
