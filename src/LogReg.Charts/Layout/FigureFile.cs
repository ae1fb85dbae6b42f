using LogReg.Charts.Drawing;

namespace LogReg.Charts.Layout;

/// <summary>Draws figures as SVG and PNG.</summary>
internal static class FigureFile
{
    /// <summary>A figure as an SVG file of its own.</summary>
    /// <param name="figure">What is drawn.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="theme">Its colours.</param>
    public static string ToSvg(Figure figure, int width, int height, PlotTheme theme) => Svg(figure, width, height, SvgStyle.Standalone(theme));

    /// <summary>A figure as an SVG element of a page that has <see cref="SvgStyle.Shared"/> and its variables; it is as wide as there is room.</summary>
    public static string ToInlineSvg(Figure figure) => Svg(figure, figure.Width, figure.Height, style: null);

    /// <summary>A figure as a PNG file.</summary>
    /// <exception cref="LogRegException">The library that draws it cannot be loaded.</exception>
    public static byte[] ToPng(Figure figure, int width, int height, PlotTheme theme)
    {
        try
        {
            using var drawing = new PngDrawing(width, height, theme);
            FigureRenderer.Draw(figure, drawing, width, height);
            return drawing.Finish();
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw new LogRegException(
                "the library libSkiaSharp, which draws PNGs, cannot be loaded", "put the file that came with the program beside it again, or write an .svg, which needs no library", exception);
        }
    }

    private static string Svg(Figure figure, int width, int height, string? style)
    {
        var drawing = new SvgDrawing(figure, width, height, style);
        FigureRenderer.Draw(figure, drawing, width, height);
        return drawing.Finish();
    }
}
