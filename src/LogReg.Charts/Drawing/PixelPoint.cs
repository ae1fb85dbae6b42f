namespace LogReg.Charts.Drawing;

/// <summary>A place in the picture, in pixels from its left and upper edges.</summary>
internal readonly record struct PixelPoint(double X, double Y);
