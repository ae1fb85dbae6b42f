namespace LogReg.Charts.Figures;

/// <summary>Shaded cells of a table, between two axes of categories.</summary>
/// <param name="Cells">The cells.</param>
internal sealed record CellSeries(IReadOnlyList<Cell> Cells) : Series
{
    /// <summary>How strong the ink of a cell with the shade 1 is: words in the text's ink keep a contrast of 4.5 with it, in both themes.</summary>
    public const double StrongestShade = 0.58;

    public override IEnumerable<double> HorizontalValues => Cells.Select(cell => (double)cell.Column);

    public override IEnumerable<double> VerticalValues => Cells.Select(cell => (double)cell.Row);
}
