namespace LogReg.Inference;

/// <summary>Two rows that differ in one column.</summary>
/// <param name="From">The value of the column in the first row.</param>
/// <param name="To">The value of the column in the second row.</param>
/// <param name="Row">The cells of the first row, as a model takes them; the second has <paramref name="To"/> instead.</param>
/// <param name="Feature">The position of the column among the features.</param>
internal sealed record RowComparison(ColumnValue From, ColumnValue To, double[] Row, int Feature)
{
    /// <summary>The value of a column that it is multiplied with; <see langword="null"/> if there is none.</summary>
    public ColumnValue? At { get; init; }

    /// <summary>The values of the further columns that it is multiplied with.</summary>
    public IReadOnlyList<ColumnValue> Held { get; init; } = [];

    /// <summary>The cells of the second row.</summary>
    public double[] ChangedRow()
    {
        double[] changed = [.. Row];
        changed[Feature] = To.Cell;
        return changed;
    }
}
