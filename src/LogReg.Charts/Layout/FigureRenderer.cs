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
        var room = new PixelBox(measures.Margin, top, width - (2 * measures.Margin), height - (measures.Margin * 0.75) - top);
        ChartRenderer[] renderers = [.. Place(figure, room, measures)];
        double left = renderers.Max(renderer => renderer.LeftMargin);
        double right = renderers.Max(renderer => renderer.RightMargin);
        for (int index = 0; index < renderers.Length; index++)
        {
            drawing.BeginGroup(renderers.Length == 1 ? "chart" : $"chart chart-{index + 1}");
            renderers[index].Draw(drawing, left, right);
            drawing.EndGroup();
        }
    }

    // The charts below each other, each with its share of the height.
    private static IEnumerable<ChartRenderer> Place(Figure figure, PixelBox room, Measures measures)
    {
        double gaps = measures.Gap * (figure.Charts.Count - 1);
        double shares = figure.Charts.Sum(chart => chart.Share);
        double top = room.Top;
        foreach (Chart chart in figure.Charts)
        {
            var renderer = new ChartRenderer(
                chart, ColorsOf(chart), room with { Top = top, Height = (room.Height - gaps) * chart.Share / shares }, measures);
            top = renderer.Outer.Bottom + measures.Gap;
            yield return renderer;
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

        IReadOnlyList<string> subtitle = figure.Subtitle.Length == 0
            ? []
            : EmbeddedFont.Wrap(figure.Subtitle, measures.Subtitle, room, MostSubtitleLines);
        foreach ((int index, string line) in subtitle.Index())
        {
            baseline += measures.Subtitle * (index == 0 ? 1.6 : 1.3);
            drawing.Write(line, new PixelPoint(measures.Margin, baseline), new TextStyle(Inks.Muted, measures.Subtitle));
        }

        return baseline + (measures.Gap * 2);
    }
}
