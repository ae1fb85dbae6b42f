namespace LogReg.Charts.Figures;

/// <summary>The bars of a histogram.</summary>
/// <param name="Edges">The edges of the bins, rising, one more than there are bars.</param>
/// <param name="Heights">The height of each bar, which stands on 0 or on <see cref="Bases"/>.</param>
internal sealed record BarSeries(IReadOnlyList<double> Edges, IReadOnlyList<double> Heights) : Series
{
    /// <summary>Where each bar stands, for bars on top of others; <see langword="null"/> for 0.</summary>
    public IReadOnlyList<double>? Bases { get; init; }

    /// <summary>What a page shows of each bar; <see langword="null"/> for nothing.</summary>
    public IReadOnlyList<string>? Tooltips { get; init; }

    public override IEnumerable<double> HorizontalValues => Edges;

    public override IEnumerable<double> VerticalValues => Heights.Select((height, bar) => height + (Bases?[bar] ?? 0)).Append(0);
}
