namespace LogReg.Charts.Figures;

/// <summary>A stretch of the x axis, shaded over the whole height of the chart.</summary>
/// <param name="From">Where it begins; −∞ for the left edge.</param>
/// <param name="To">Where it ends; ∞ for the right edge.</param>
internal sealed record SpanSeries(double From, double To) : Series
{
    /// <summary>From 0, not to be seen, to 1.</summary>
    public double Opacity { get; init; } = 0.13;

    public override IEnumerable<double> HorizontalValues => [From, To];

    public override IEnumerable<double> VerticalValues => [];
}
