using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// Sparse columns of which there are so many that a block of rows has an entry or two of most of them: stored column after column for
/// methods that go from coordinate to coordinate, and once more row after row for passes over all rows, which would otherwise spend their
/// time on finding where each column's entries begin.
/// </summary>
internal sealed class WideSparseGroup : SparseGroup
{
    private readonly int[] _rowStarts;
    private readonly ColumnValues<int> _columns;
    private readonly ColumnValues<double> _values;

    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="byColumn">The entries column after column.</param>
    /// <param name="byRow">The same entries row after row.</param>
    public WideSparseGroup(int firstColumn, SparseEntries byColumn, SparseEntries byRow)
        : base(firstColumn, byRow.Starts.Length - 1, byColumn.Starts, byColumn.Places, byColumn.Values)
    {
        _rowStarts = byRow.Starts;
        _columns = byRow.Places;
        _values = byRow.Values;
    }

    public override void AddProduct(RowRange rows, ReadOnlySpan<double> coefficients, Span<double> logOdds)
    {
        ReadOnlySpan<double> own = coefficients.Slice(FirstColumn, ColumnCount);
        for (int row = 0; row < rows.Count; row++)
        {
            int start = _rowStarts[rows.Start + row];
            int count = _rowStarts[rows.Start + row + 1] - start;
            ReadOnlySpan<int> columns = _columns.AsSpan(start, count);
            ReadOnlySpan<double> values = _values.AsSpan(start, count);
            double sum = 0;
            for (int entry = 0; entry < columns.Length; entry++)
            {
                sum += own[columns[entry]] * values[entry];
            }

            logOdds[row] += sum;
        }
    }

    public override void AddTransposedProduct(RowRange rows, ReadOnlySpan<double> residual, Span<double> gradient)
    {
        Span<double> own = gradient.Slice(FirstColumn, ColumnCount);
        for (int row = 0; row < rows.Count; row++)
        {
            int start = _rowStarts[rows.Start + row];
            int count = _rowStarts[rows.Start + row + 1] - start;
            ReadOnlySpan<int> columns = _columns.AsSpan(start, count);
            ReadOnlySpan<double> values = _values.AsSpan(start, count);
            double factor = residual[row];
            for (int entry = 0; entry < columns.Length; entry++)
            {
                own[columns[entry]] += factor * values[entry];
            }
        }
    }

    public override void AddSquares(RowRange rows, ReadOnlySpan<double> weight, Span<double> diagonal)
    {
        Span<double> own = diagonal.Slice(FirstColumn, ColumnCount);
        for (int row = 0; row < rows.Count; row++)
        {
            int start = _rowStarts[rows.Start + row];
            int count = _rowStarts[rows.Start + row + 1] - start;
            ReadOnlySpan<int> columns = _columns.AsSpan(start, count);
            ReadOnlySpan<double> values = _values.AsSpan(start, count);
            for (int entry = 0; entry < columns.Length; entry++)
            {
                own[columns[entry]] += weight[row] * values[entry] * values[entry];
            }
        }
    }
}

/// <summary>Entries of a sparse matrix, column after column or row after row.</summary>
/// <param name="Starts">For each column (row) the position of its first entry, and the number of entries.</param>
/// <param name="Places">The row (column) of each entry, ascending in each column (row).</param>
/// <param name="Values">The number of each entry.</param>
internal readonly record struct SparseEntries(int[] Starts, ColumnValues<int> Places, ColumnValues<double> Values);
