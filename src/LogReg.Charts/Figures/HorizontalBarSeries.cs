namespace LogReg.Charts.Figures;

/// <summary>Bars from 0 to the right, beside the names of a y axis of categories.</summary>
/// <param name="Places">Where each bar is on the y axis.</param>
/// <param name="Lengths">How long each bar is.</param>
/// <param name="Tooltips">What a page shows of each bar.</param>
internal sealed record HorizontalBarSeries(IReadOnlyList<double> Places, IReadOnlyList<double> Lengths, IReadOnlyList<string> Tooltips) : Series
{
    /// <summary>How thick a bar is, 1 being the distance between two names.</summary>
    public double Thickness { get; init; } = 0.64;

    /// <summary>From 0, not to be seen, to 1.</summary>
    public double Opacity { get; init; } = 1;

    public override IEnumerable<double> HorizontalValues => Lengths.Append(0);

    public override IEnumerable<double> VerticalValues => Places;
}
