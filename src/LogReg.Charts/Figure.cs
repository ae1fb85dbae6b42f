using LogReg.Charts.Figures;
using LogReg.Charts.Layout;

namespace LogReg.Charts;

/// <summary>A picture before it is drawn: titles, axes and series, without pixels or colours. Save it as SVG or PNG.</summary>
public sealed record Figure
{
    internal Figure()
    {
    }

    /// <summary>A short name in lower case, such as <c>roc</c>. Ids in the SVG begin with it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The line above the figure.</summary>
    public string Title { get; internal init; } = "";

    /// <summary>The smaller line below the title; empty for none.</summary>
    public string Subtitle { get; internal init; } = "";

    /// <summary>What the figure shows, in a sentence or two, for readers who cannot see it.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The width that suits the figure, in pixels.</summary>
    public int Width { get; internal init; } = 900;

    /// <summary>The height that suits the figure, in pixels.</summary>
    public int Height { get; internal init; } = 500;

    /// <summary>Whether title and subtitle are written into the picture; a page has them above it.</summary>
    internal bool ShowsTitle { get; init; } = true;

    /// <summary>The charts, from top to bottom.</summary>
    internal IReadOnlyList<Chart> Charts { get; init; } = [];

    /// <summary>Writes the figure to a file, as SVG or PNG according to its extension.</summary>
    /// <param name="path">The file, which ends in <c>.svg</c> or <c>.png</c>; an existing file is overwritten.</param>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The file has another extension.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="LogRegException">The native library that draws PNGs cannot be loaded, or there is not enough memory.</exception>
    public void Save(string path, FigureOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".SVG":
                string svg = ToSvg(options);
                File.WriteAllText(path, svg);
                break;
            case ".PNG":
                byte[] png = ToPng(options);
                File.WriteAllBytes(path, png);
                break;
            default:
                throw new ArgumentException($"A figure is saved as .svg or .png, not as '{path}'.", nameof(path));
        }
    }

    /// <summary>Draws the figure as the text of an SVG file.</summary>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    public string ToSvg(FigureOptions? options = null)
    {
        options ??= new FigureOptions();
        (int width, int height) = options.SizeOf(this);
        return FigureFile.ToSvg(this, width, height, options.Theme);
    }

    /// <summary>Draws the figure as the bytes of a PNG file. This needs the native library of SkiaSharp.</summary>
    /// <param name="options">Size and colours, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="LogRegException">The native library cannot be loaded, or there is not enough memory.</exception>
    public byte[] ToPng(FigureOptions? options = null)
    {
        options ??= new FigureOptions();
        (int width, int height) = options.SizeOf(this);
        return FigureFile.ToPng(this, width, height, options.Theme);
    }
}
