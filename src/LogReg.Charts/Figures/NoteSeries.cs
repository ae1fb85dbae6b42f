namespace LogReg.Charts.Figures;

/// <summary>Words beside a point of the chart.</summary>
/// <param name="X">Where they are.</param>
/// <param name="Y">Where they are.</param>
/// <param name="Text">The words.</param>
internal sealed record NoteSeries(double X, double Y, string Text) : Series
{
    /// <summary>Which end of the words is at the point.</summary>
    public TextAnchor Anchor { get; init; } = TextAnchor.Middle;

    public override IEnumerable<double> HorizontalValues => [X];

    public override IEnumerable<double> VerticalValues => [Y];
}
