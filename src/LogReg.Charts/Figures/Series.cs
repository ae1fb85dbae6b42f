namespace LogReg.Charts.Figures;

/// <summary>Something that is drawn between the axes.</summary>
internal abstract record Series
{
    /// <summary>Its name in the legend; empty to leave it out there.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its colour; <see langword="null"/> for the next of <see cref="Inks.Series"/>.</summary>
    public Ink? Ink { get; init; }

    /// <summary>The values that the x axis must show; NaN and ∞ do not count.</summary>
    public abstract IEnumerable<double> HorizontalValues { get; }

    /// <summary>The values that the y axis must show; NaN and ∞ do not count.</summary>
    public abstract IEnumerable<double> VerticalValues { get; }
}

/// <summary>A curve.</summary>
/// <param name="X">Where its points are.</param>
/// <param name="Y">As many; NaN interrupts the curve.</param>
internal sealed record LineSeries(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Series
{
    /// <summary>The width in points of 1/72 inch, at 100 pixels an inch.</summary>
    public double Width { get; init; } = 1.75;

    public Dash Dash { get; init; }

    /// <summary>The label beside its last point, right of the chart; empty for none.</summary>
    public string EndLabel { get; init; } = "";

    public override IEnumerable<double> HorizontalValues => X;

    public override IEnumerable<double> VerticalValues => Y;
}

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

/// <summary>Points, each with a tooltip and with whiskers where it has an interval.</summary>
/// <param name="Points">The points.</param>
internal sealed record PointSeries(IReadOnlyList<DataPoint> Points) : Series
{
    /// <summary>The radius in pixels of a figure of its usual size.</summary>
    public double Radius { get; init; } = 4.5;

    public override IEnumerable<double> HorizontalValues =>
        Points.SelectMany(point => new[] { point.X, point.XInterval.Lower, point.XInterval.Upper });

    public override IEnumerable<double> VerticalValues =>
        Points.SelectMany(point => new[] { point.Y, point.YInterval.Lower, point.YInterval.Upper });
}

/// <summary>The area between two curves, such as a confidence band.</summary>
/// <param name="X">Where the curves' points are.</param>
/// <param name="Lower">The lower curve, as many.</param>
/// <param name="Upper">The upper curve, as many.</param>
internal sealed record BandSeries(IReadOnlyList<double> X, IReadOnlyList<double> Lower, IReadOnlyList<double> Upper) : Series
{
    /// <summary>The opacity, from 0 (invisible) to 1.</summary>
    public double Opacity { get; init; } = 0.18;

    public override IEnumerable<double> HorizontalValues => X;

    public override IEnumerable<double> VerticalValues => Lower.Concat(Upper);
}

/// <summary>A stretch of the x axis, shaded over the whole height of the chart.</summary>
/// <param name="From">Where it begins; −∞ for the left edge.</param>
/// <param name="To">Where it ends; ∞ for the right edge.</param>
internal sealed record SpanSeries(double From, double To) : Series
{
    /// <summary>The opacity, from 0 (invisible) to 1.</summary>
    public double Opacity { get; init; } = 0.13;

    public override IEnumerable<double> HorizontalValues => [From, To];

    public override IEnumerable<double> VerticalValues => [];
}

/// <summary>Short marks that stand on the x axis, such as where rows are. They do not widen the axes.</summary>
/// <param name="X">Where they are.</param>
internal sealed record TickSeries(IReadOnlyList<double> X) : Series
{
    /// <summary>Whether they are longer and thicker than marks of rows.</summary>
    public bool IsStrong { get; init; }

    public override IEnumerable<double> HorizontalValues => [];

    public override IEnumerable<double> VerticalValues => [];
}

/// <summary>The bars of a histogram.</summary>
/// <param name="Edges">The edges of the bins, rising, one more than there are bars.</param>
/// <param name="Heights">The height of each bar, which stands on 0 or on <see cref="Bases"/>.</param>
internal sealed record BarSeries(IReadOnlyList<double> Edges, IReadOnlyList<double> Heights) : Series
{
    /// <summary>Where each bar stands, for bars on top of others; <see langword="null"/> for 0.</summary>
    public IReadOnlyList<double>? Bases { get; init; }

    /// <summary>The data of each bar on a page; <see langword="null"/> for nothing.</summary>
    public IReadOnlyList<string>? Tooltips { get; init; }

    public override IEnumerable<double> HorizontalValues => Edges;

    public override IEnumerable<double> VerticalValues => Heights.Select((height, bar) => height + (Bases?[bar] ?? 0)).Append(0);
}

/// <summary>Bars from 0 to the right, beside the names of a y axis of categories.</summary>
/// <param name="Places">Where each bar is on the y axis.</param>
/// <param name="Lengths">How long each bar is.</param>
/// <param name="Tooltips">What a page shows of each bar.</param>
internal sealed record HorizontalBarSeries(
    IReadOnlyList<double> Places, IReadOnlyList<double> Lengths, IReadOnlyList<string> Tooltips) : Series
{
    /// <summary>The thickness of a bar, relative to the distance between two names.</summary>
    public double Thickness { get; init; } = 0.64;

    /// <summary>The opacity, from 0 (invisible) to 1.</summary>
    public double Opacity { get; init; } = 1;

    public override IEnumerable<double> HorizontalValues => Lengths.Append(0);

    public override IEnumerable<double> VerticalValues => Places;
}

/// <summary>Shaded cells of a table, between two axes of categories.</summary>
/// <param name="Cells">The cells.</param>
internal sealed record CellSeries(IReadOnlyList<Cell> Cells) : Series
{
    /// <summary>The strength of the ink of a cell with shade 1: text keeps a contrast of 4.5 with it in both themes.</summary>
    public const double StrongestShade = 0.58;

    public override IEnumerable<double> HorizontalValues => Cells.Select(cell => (double)cell.Column);

    public override IEnumerable<double> VerticalValues => Cells.Select(cell => (double)cell.Row);
}

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
