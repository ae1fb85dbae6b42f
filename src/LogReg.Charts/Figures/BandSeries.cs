namespace LogReg.Charts.Figures;

/// <summary>The area between two curves, such as a confidence band.</summary>
/// <param name="X">Where the curves' points are.</param>
/// <param name="Lower">The lower curve, as many.</param>
/// <param name="Upper">The upper curve, as many.</param>
internal sealed record BandSeries(IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : Series
{
    /// <summary>From 0, not to be seen, to 1.</summary>
    public double Opacity { get; init; } = 0.18;

    public override IEnumerable<double> HorizontalValues => X;

    public override IEnumerable<double> VerticalValues => Lower.Concat(Upper);
}
