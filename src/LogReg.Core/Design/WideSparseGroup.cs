using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// Sparse columns, most of which have only an entry or two in a block of rows. They are stored column by column for methods that go from
/// coordinate to coordinate, and once more row by row for passes over all rows, which would otherwise spend their time finding where the
/// entries of each column begin.
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
            ReadOnlySpan<int> columns = EntriesOf(rows.Start + row, out ReadOnlySpan<double> values);
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
            ReadOnlySpan<int> columns = EntriesOf(rows.Start + row, out ReadOnlySpan<double> values);
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
            ReadOnlySpan<int> columns = EntriesOf(rows.Start + row, out ReadOnlySpan<double> values);
            for (int entry = 0; entry < columns.Length; entry++)
            {
                own[columns[entry]] += weight[row] * values[entry] * values[entry];
            }
        }
    }

    private ReadOnlySpan<int> EntriesOf(int row, out ReadOnlySpan<double> values)
    {
        int start = _rowStarts[row];
        int count = _rowStarts[row + 1] - start;
        values = _values.AsSpan(start, count);
        return _columns.AsSpan(start, count);
    }
}

/// <summary>Entries of a sparse matrix, column after column or row after row.</summary>
/// <param name="Starts">For each column (row) the position of its first entry, and the number of entries.</param>
/// <param name="Places">The row (column) of each entry, ascending in each column (row).</param>
/// <param name="Values">The number of each entry.</param>
internal readonly record struct SparseEntries(int[] Starts, ColumnValues<int> Places, ColumnValues<double> Values);
