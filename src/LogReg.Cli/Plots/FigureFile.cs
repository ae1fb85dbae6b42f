using System.Text;
using LogReg.Cli.Plots.Drawing;
using LogReg.Cli.Plots.Layout;

namespace LogReg.Cli.Plots;

/// <summary>Turns figures into files.</summary>
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

    /// <summary>Writes a figure as PNG.</summary>
    /// <exception cref="LogRegException">The library that draws it is not beside the program.</exception>
    public static void WritePng(Stream stream, Figure figure, int width, int height, PlotTheme theme)
    {
        try
        {
            using var drawing = new PngDrawing(width, height, theme);
            FigureRenderer.Draw(figure, drawing, width, height);
            drawing.Save(stream);
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw new LogRegException(
                "the library libSkiaSharp, which draws PNGs, cannot be loaded", "put the file that came with the program beside it again, or write an .svg, which needs no library", exception);
        }
    }

    /// <summary>Writes a figure as SVG.</summary>
    public static void WriteSvg(Stream stream, Figure figure, int width, int height, PlotTheme theme) =>
        stream.Write(Encoding.UTF8.GetBytes(ToSvg(figure, width, height, theme)));

    private static string Svg(Figure figure, int width, int height, string? style)
    {
        var drawing = new SvgDrawing(figure, width, height, style);
        FigureRenderer.Draw(figure, drawing, width, height);
        return drawing.Finish();
    }
}
