namespace LogReg.Charts.Layout;

/// <summary>How large everything is in a picture of a certain size, in pixels. A larger picture is the same picture at a higher
/// resolution.</summary>
/// <param name="Factor">1 for the size that suits the figure.</param>
internal readonly record struct Measures(double Factor)
{
    // Smaller text is not read.
    private const double Smallest = 0.6;
    private const double PixelsPerInch = 100;
    private const double PointsPerInch = 72;

    public double Title => 19 * Factor;

    public double Subtitle => 14 * Factor;

    public double Label => 14.5 * Factor;

    public double TickLabel => 13 * Factor;

    public double Margin => 24 * Factor;

    public double Gap => 8 * Factor;

    public double TickLength => 5 * Factor;

    public double Hairline => Math.Max(1, Factor);

    /// <summary>The measures of a figure in a picture of some size.</summary>
    public static Measures Of(Figure figure, int width, int height) =>
        new(Math.Max(Smallest, Math.Min(width / (double)figure.Width, height / (double)figure.Height)));

    /// <summary>Pixels of points of 1/72 inch.</summary>
    public double Points(double points) => points * PixelsPerInch / PointsPerInch * Factor;
}
