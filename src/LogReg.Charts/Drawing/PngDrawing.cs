using LogReg.Charts.Figures;
using SkiaSharp;

namespace LogReg.Charts.Drawing;

/// <summary>Draws a PNG, its text in the embedded font whatever the machine has.</summary>
internal sealed class PngDrawing : IDrawing, IDisposable
{
    private readonly SKSurface _surface;
    private readonly SKTypeface _typeface;
    private readonly PlotTheme _theme;

    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="theme">Which colours.</param>
    public PngDrawing(int width, int height, PlotTheme theme)
    {
        _theme = theme;
        _surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new LogRegException(
                $"there is no memory for a picture of {width} × {height} pixels", "choose a smaller width and height");
        using var font = SKData.CreateCopy(EmbeddedFont.File);
        _typeface = SKTypeface.FromData(font);
    }

    private SKCanvas Canvas => _surface.Canvas;

    public void BeginGroup(string name, PixelBox? clip = null)
    {
        Canvas.Save();
        if (clip is PixelBox box)
        {
            Canvas.ClipRect(Rectangle(box), SKClipOperation.Intersect, antialias: true);
        }
    }

    public void EndGroup() => Canvas.Restore();

    public void Line(IReadOnlyList<PixelPoint> points, Pen pen, string tooltip = "")
    {
        using SKPaint paint = Paint(pen.Ink, 1);
        using SKPathEffect? dash = pen.Pattern is { Length: > 0 } pattern
            ? SKPathEffect.CreateDash([.. pattern.Select(length => (float)length)], 0)
            : null;
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = (float)pen.Width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.PathEffect = dash;
        using SKPath path = Path(points);
        Canvas.DrawPath(path, paint);
    }

    public void Area(IReadOnlyList<PixelPoint> points, Ink ink, double opacity)
    {
        using SKPaint paint = Paint(ink, opacity);
        using SKPath path = Path(points);
        Canvas.DrawPath(path, paint);
    }

    public void Box(PixelBox box, Ink ink, double opacity = 1, string tooltip = "")
    {
        using SKPaint paint = Paint(ink, opacity);
        Canvas.DrawRect(Rectangle(box), paint);
    }

    public void Disc(PixelPoint center, double radius, Ink ink, string tooltip = "")
    {
        using SKPaint rim = Paint(Inks.Surface, 1);
        using SKPaint paint = Paint(ink, 1);
        Canvas.DrawCircle((float)center.X, (float)center.Y, (float)(radius * 7 / 6), rim);
        Canvas.DrawCircle((float)center.X, (float)center.Y, (float)(radius * 5 / 6), paint);
    }

    public void Write(string text, PixelPoint at, TextStyle style)
    {
        using var font =
            new SKFont(_typeface, (float)style.Size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
        using SKPaint paint = Paint(style.Ink, 1);
        SKTextAlign align = style.Anchor switch
        {
            TextAnchor.Middle =>
            SKTextAlign.Center,
            TextAnchor.End => SKTextAlign.Right,
            _ => SKTextAlign.Left
        };
        Canvas.Save();
        Canvas.Translate((float)at.X, (float)at.Y);
        if (style.IsUpright)
        {
            Canvas.RotateDegrees(-90);
        }

        Canvas.DrawText(text, 0, 0, align, font, paint);
        Canvas.Restore();
    }

    /// <summary>The PNG.</summary>
    public byte[] Finish()
    {
        using SKImage image = _surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        _typeface.Dispose();
        _surface.Dispose();
    }

    private SKPaint Paint(Ink ink, double opacity) =>
        new() { Color = SKColor.Parse(ink.In(_theme)).WithAlpha((byte)Math.Round(255 * opacity)), IsAntialias = true };

    private static SKRect Rectangle(PixelBox box) => new((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom);

    private static SKPath Path(IReadOnlyList<PixelPoint> points)
    {
        using var builder = new SKPathBuilder();
        bool continues = false;
        foreach (PixelPoint point in points)
        {
            bool isPlace = !double.IsNaN(point.X) && !double.IsNaN(point.Y);
            if (isPlace && continues)
            {
                builder.LineTo((float)point.X, (float)point.Y);
            }
            else if (isPlace)
            {
                builder.MoveTo((float)point.X, (float)point.Y);
            }

            continues = isPlace;
        }

        return builder.Detach();
    }
}
