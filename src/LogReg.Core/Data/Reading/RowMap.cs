namespace LogReg.Data;

/// <summary>What counting the rows of a source found out about where they stand.</summary>
/// <param name="PartRows">How many rows each part has.</param>
/// <param name="Borders">Places of some rows, in their order.</param>
internal sealed record RowMap(IReadOnlyList<long> PartRows, IReadOnlyList<RowBorder> Borders)
{
    /// <summary>What it says of one part.</summary>
    /// <param name="part">The part.</param>
    public RowMap OfPart(int part) => new(
        [PartRows[part]], [.. Borders.Where(border => border.Part == part).Select(border => border with { Part = 0 })]);

    /// <summary>The last known place at or before a row of a source without parts.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="start">Where the source starts.</param>
    public RowMark Before(long row, RowMark start)
    {
        foreach (RowBorder border in Borders)
        {
            start = border.Mark.Row <= row && border.Mark.Row > start.Row ? border.Mark : start;
        }

        return start;
    }
}
