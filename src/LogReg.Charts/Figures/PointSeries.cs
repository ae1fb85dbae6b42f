namespace LogReg.Charts.Figures;

/// <summary>Points, each with a tooltip and with whiskers where it has an interval.</summary>
/// <param name="Points">The points.</param>
internal sealed record PointSeries(IReadOnlyList<DataPoint> Points) : Series
{
    /// <summary>The radius in pixels of a figure of its usual size.</summary>
    public double Radius { get; init; } = 4.5;

    public override IEnumerable<double> HorizontalValues => Points.SelectMany(point => new[] { point.X, point.XInterval.Lower, point.XInterval.Upper });

    public override IEnumerable<double> VerticalValues => Points.SelectMany(point => new[] { point.Y, point.YInterval.Lower, point.YInterval.Upper });
}
