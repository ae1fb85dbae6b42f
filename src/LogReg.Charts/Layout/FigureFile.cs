using LogReg.Charts.Drawing;

namespace LogReg.Charts.Layout;

/// <summary>Draws figures as SVG and PNG.</summary>
internal static class FigureFile
{
    /// <summary>The size of a figure in pixels. One side alone keeps the figure's shape: the same picture, larger or smaller.</summary>
    public static (int Width, int Height) SizeOf(Figure figure, FigureOptions options)
    {
        double factor = options.Width is int width ? width / (double)figure.Width
            : options.Height is int height ? height / (double)figure.Height
            : 1;
        return (options.Width ?? Scaled(figure.Width), options.Height ?? Scaled(figure.Height));

        int Scaled(int side) => Math.Clamp((int)Math.Round(side * factor), FigureOptions.SmallestSide, FigureOptions.LargestSide);
    }

    /// <summary>A figure as an SVG file of its own.</summary>
    public static string ToSvg(Figure figure, FigureOptions options)
    {
        (int width, int height) = SizeOf(figure, options);
        return Svg(figure, width, height, SvgStyle.Standalone(options.Theme));
    }

    /// <summary>A figure as an SVG element of a page that has <see cref="SvgStyle.Shared"/> and its variables; it is as wide as there is
    /// room.</summary>
    public static string ToInlineSvg(Figure figure) => Svg(figure, figure.Width, figure.Height, style: null);

    /// <summary>A figure as a PNG file.</summary>
    /// <exception cref="LogRegException">The library that draws it cannot be loaded.</exception>
    public static byte[] ToPng(Figure figure, FigureOptions options)
    {
        (int width, int height) = SizeOf(figure, options);
        try
        {
            using var drawing = new PngDrawing(width, height, options.Theme);
            FigureRenderer.Draw(figure, drawing, width, height);
            return drawing.Finish();
        }
        catch (Exception exception) when (exception.GetBaseException() is DllNotFoundException)
        {
            throw new LogRegException(
                "the library libSkiaSharp, which draws PNGs, cannot be loaded",
                "put the file that came with the program beside it again, or write an .svg, which needs no library",
                exception);
        }
    }

    private static string Svg(Figure figure, int width, int height, string? style)
    {
        var drawing = new SvgDrawing(figure, width, height, style);
        FigureRenderer.Draw(figure, drawing, width, height);
        return drawing.Finish();
    }
}
