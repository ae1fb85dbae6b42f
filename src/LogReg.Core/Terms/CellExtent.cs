using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>The range of the cells of some rows, and whether all that are there are equal.</summary>
/// <param name="Range">The smallest and the largest.</param>
/// <param name="First">The first that is there; NaN if there is none.</param>
/// <param name="IsConstant">Whether all that are there equal the first.</param>
internal readonly record struct CellExtent(ColumnRange Range, double First, bool IsConstant)
{
    /// <summary>How many numbers it is.</summary>
    public const int Length = 4;

    /// <summary>That of no rows.</summary>
    public static CellExtent Empty { get; } = new(ColumnRange.Empty, double.NaN, IsConstant: true);

    /// <summary>That which was written.</summary>
    /// <param name="numbers">The numbers.</param>
    public static CellExtent Read(ReadOnlySpan<double> numbers) =>
        new(new ColumnRange(numbers[0], numbers[1]), numbers[2], numbers[3] != 0);

    /// <summary>Writes it as numbers.</summary>
    /// <param name="numbers">Room for <see cref="Length"/> numbers.</param>
    public void Write(Span<double> numbers) =>
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (Range.Minimum, Range.Maximum, First, IsConstant ? 1 : 0);

    /// <summary>That of these and the next rows.</summary>
    /// <param name="values">The cells of the next rows; NaN for a missing one.</param>
    public CellExtent With(ReadOnlySpan<double> values)
    {
        double first = First;
        bool isConstant = IsConstant;
        for (int row = 0; isConstant && row < values.Length; row++)
        {
            first = double.IsNaN(first) ? values[row] : first;
            isConstant = double.IsNaN(values[row]) || values[row] == first;
        }

        return new CellExtent(Range.With(values), first, isConstant);
    }

    /// <summary>That of these and later rows.</summary>
    /// <param name="later">That of the later rows.</param>
    public CellExtent With(CellExtent later) => new(
        new ColumnRange(
            later.Range.Minimum < Range.Minimum ? later.Range.Minimum : Range.Minimum,
            later.Range.Maximum > Range.Maximum ? later.Range.Maximum : Range.Maximum),
        double.IsNaN(First) ? later.First : First,
        IsConstant && later.IsConstant && (double.IsNaN(First) || double.IsNaN(later.First) || First == later.First));
}
