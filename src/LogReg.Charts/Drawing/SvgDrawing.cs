using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using LogReg.Charts.Figures;
using LogReg.Charts.Text;

namespace LogReg.Charts.Drawing;

/// <summary>Draws an SVG: text stays text, every element has the class of its ink, what says more when pointed at has a title.</summary>
internal sealed class SvgDrawing : IDrawing
{
    private readonly StringBuilder _svg = new();
    private readonly string _name;
    private readonly bool _isInPage;
    private int _clips;

    /// <param name="figure">What is drawn.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="style">The style sheet, or <see langword="null"/> where the page has it.</param>
    public SvgDrawing(Figure figure, int width, int height, string? style)
    {
        _name = figure.Name;
        _isInPage = style is null;
        string size = style is null ? "" : $" width=\"{width}\" height=\"{height}\"";
        _svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{SvgStyle.RootClass}\"{size} viewBox=\"0 0 {width} {height}\"")
            .Append($" role=\"img\" aria-labelledby=\"{_name}-title {_name}-description\">\n")
            .Append($"<title id=\"{_name}-title\">{Escape(figure.Title)}</title>\n")
            .Append($"<desc id=\"{_name}-description\">{Escape(figure.Description)}</desc>\n");
        if (style is not null)
        {
            _svg.Append($"<style>\n{style}</style>\n");
        }
    }

    public void BeginGroup(string name, PixelBox? clip = null)
    {
        if (clip is not PixelBox box)
        {
            _svg.Append($"<g class=\"{name}\">\n");
            return;
        }

        _clips++;
        string id = $"{_name}-clip-{_clips}";
        _svg.Append($"<clipPath id=\"{id}\"><rect {Place(box)}/></clipPath>\n<g class=\"{name}\" clip-path=\"url(#{id})\">\n");
    }

    public void EndGroup() => _svg.Append("</g>\n");

    public void Line(IReadOnlyList<PixelPoint> points, Pen pen, string tooltip = "")
    {
        string dash = pen.Pattern is { Length: > 0 } pattern ? $" stroke-dasharray=\"{string.Join(' ', pattern.Select(Number))}\"" : "";
        _svg.Append($"<path class=\"line {pen.Ink.Name}\" stroke-width=\"{Number(pen.Width)}\"{dash} d=\"");
        bool continues = false;
        foreach (PixelPoint point in points)
        {
            if (double.IsNaN(point.X) || double.IsNaN(point.Y))
            {
                continues = false;
                continue;
            }

            _svg.Append(continues ? 'L' : 'M').Append(Number(point.X)).Append(',').Append(Number(point.Y));
            continues = true;
        }

        _svg.Append('"');
        End("path", tooltip);
    }

    public void Area(IReadOnlyList<PixelPoint> points, Ink ink, double opacity) =>
        _svg.Append(
            $"<polygon class=\"fill {ink.Name}\"{Opacity(opacity)} "
                + $"points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\"/>\n");

    public void Box(PixelBox box, Ink ink, double opacity = 1, string tooltip = "")
    {
        _svg.Append($"<rect class=\"fill {ink.Name}\"{Opacity(opacity)} {Place(box)}");
        End("rect", tooltip);
    }

    public void Disc(PixelPoint center, double radius, Ink ink, string tooltip = "")
    {
        _svg.Append(
            $"<circle class=\"disc fill {ink.Name}\" cx=\"{Number(center.X)}\" cy=\"{Number(center.Y)}\" r=\"{Number(radius)}\" "
                + $"stroke-width=\"{Number(radius / 3)}\"");
        End("circle", tooltip);
    }

    // In a file of its own they would be a third of it, and few programs show them.
    public void Spot(PixelPoint center, double radius, string tooltip)
    {
        if (_isInPage)
        {
            _svg.Append($"<circle class=\"spot\" cx=\"{Number(center.X)}\" cy=\"{Number(center.Y)}\" r=\"{Number(radius)}\"");
            End("circle", tooltip);
        }
    }

    public void Write(string text, PixelPoint at, TextStyle style)
    {
        string anchor = style.Anchor switch
        {
            TextAnchor.Middle =>
            " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => ""
        };
        string turn = style.IsUpright ? $" transform=\"rotate(-90 {Number(at.X)} {Number(at.Y)})\"" : "";
        _svg.Append(
            $"<text class=\"fill {style.Ink.Name}\" x=\"{Number(at.X)}\" y=\"{Number(at.Y)}\" "
                + $"font-size=\"{Number(style.Size)}\"{anchor}{turn}>{Escape(text)}</text>\n");
    }

    /// <summary>The SVG, ended.</summary>
    public string Finish() => _svg.Append("</svg>\n").ToString();

    private void End(string element, string tooltip) =>
        _svg.Append(tooltip.Length == 0 ? "/>\n" : $"><title>{Escape(tooltip)}</title></{element}>\n");

    private static string Place(PixelBox box) =>
        $"x=\"{Number(box.Left)}\" y=\"{Number(box.Top)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"";

    private static string Opacity(double opacity) => opacity == 1 ? "" : $" fill-opacity=\"{Number(opacity)}\"";

    // A hundredth of a pixel is finer than any screen.
    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    // XML 1.0 cannot hold control characters or halves of surrogate pairs, those that turn the direction of writing would turn what
    // follows, and a column's name may have all of them.
    private static string Escape(string text)
    {
        const int Longest = 4000;
        return SecurityElement.Escape(string.Concat(Printable.Cut(text, Longest).EnumerateRunes().Select(Allowed)));

        static string Allowed(System.Text.Rune character) =>
            character.IsBmp && !XmlConvert.IsXmlChar((char)character.Value) ? "\uFFFD" : character.ToString();
    }
}
