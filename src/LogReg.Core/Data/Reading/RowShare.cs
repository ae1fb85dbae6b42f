namespace LogReg.Data;

/// <summary>The rows between two places, which one process of several reads.</summary>
/// <param name="From">The first place.</param>
/// <param name="To">The last place.</param>
internal sealed record RowShare(RowBorder From, RowBorder To)
{
    /// <summary>The rows of one part.</summary>
    /// <param name="part">The part, from <see cref="From"/> to <see cref="To"/>.</param>
    /// <param name="start">Where the part starts.</param>
    /// <returns>The same rows as those of a source without parts.</returns>
    public RowShare OfPart(int part, RowMark start) => new(
        new RowBorder(0, part == From.Part ? From.Mark : start), new RowBorder(0, part == To.Part ? To.Mark : RowMark.End));
}
