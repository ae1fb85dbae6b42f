namespace LogReg.Charts.Figures;

/// <summary>A thin line to compare with, through the whole chart. It does not widen the axes.</summary>
/// <param name="Slope">Its slope; ∞ for an upright line at <paramref name="Intercept"/>.</param>
/// <param name="Intercept">Its y where x is 0; of an upright line its x.</param>
internal sealed record ReferenceLine(double Slope, double Intercept) : Series
{
    public override IEnumerable<double> HorizontalValues => [];

    public override IEnumerable<double> VerticalValues => [];

    public static ReferenceLine Diagonal => new(1, 0);

    public static ReferenceLine Horizontal(double y) => new(0, y);

    public static ReferenceLine Vertical(double x) => new(double.PositiveInfinity, x);
}
