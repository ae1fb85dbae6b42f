namespace LogReg.Charts.Figures;

/// <summary>A curve.</summary>
/// <param name="X">Where its points are.</param>
/// <param name="Y">As many; NaN interrupts the curve.</param>
internal sealed record LineSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Series
{
    /// <summary>The width in points of 1/72 inch, at 100 pixels an inch.</summary>
    public double Width { get; init; } = 1.75;

    public Dash Dash { get; init; }

    /// <summary>What stands beside its last point, right of the chart; empty for nothing.</summary>
    public string EndLabel { get; init; } = "";

    public override IEnumerable<double> HorizontalValues => X;

    public override IEnumerable<double> VerticalValues => Y;
}
