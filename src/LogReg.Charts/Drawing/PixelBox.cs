namespace LogReg.Charts.Drawing;

/// <summary>A place in the picture, in pixels from its left and upper edges.</summary>
internal readonly record struct PixelPoint(double X, double Y);

/// <summary>An upright rectangle, in pixels.</summary>
internal readonly record struct PixelBox(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>The box between two corners, whichever they are.</summary>
    public static PixelBox Between(double x1, double y1, double x2, double y2) =>
        new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Abs(x2 - x1), Math.Abs(y2 - y1));
}
