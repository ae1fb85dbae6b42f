using System.Text;
using LogReg.Charts.Layout;
using LogReg.Shared;

namespace LogReg.Charts;

/// <summary>Draws figures and saves them.</summary>
public static class FigureFiles
{
    /// <summary>Writes a figure to a file, as SVG or PNG according to its extension.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The file, which ends in <c>.svg</c> or <c>.png</c>; an existing file is replaced by a complete one.</param>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The file has another extension.</exception>
    /// <exception cref="LogRegException">The file cannot be written, or the native library that draws PNGs cannot be loaded, or there is
    /// not enough memory.</exception>
    public static void Save(this Figure figure, string path, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentException.ThrowIfNullOrEmpty(path);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SVG":
                byte[] svg = Encoding.UTF8.GetBytes(figure.ToSvg(options));
                AtomicFile.Write(path, stream => stream.Write(svg));
                break;
            case ".PNG":
                byte[] png = figure.ToPng(options);
                AtomicFile.Write(path, stream => stream.Write(png));
                break;
            default:
                throw new ArgumentException($"A figure is saved as .svg or .png, not as '{path}'.", nameof(path));
        }
    }

    /// <summary>Draws a figure as the text of an SVG file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    public static string ToSvg(this Figure figure, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return FigureFile.ToSvg(figure, options ?? new FigureOptions());
    }

    /// <summary>Draws a figure as the bytes of a PNG file. This needs the native library of SkiaSharp.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">The native library cannot be loaded, or there is not enough memory.</exception>
    public static byte[] ToPng(this Figure figure, FigureOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return FigureFile.ToPng(figure, options ?? new FigureOptions());
    }
}
