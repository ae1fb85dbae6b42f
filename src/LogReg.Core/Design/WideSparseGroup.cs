using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// Sparse columns, most of which have only an entry or two in a block of rows. They are stored column by column for methods that go from
/// coordinate to coordinate, and once more row by row for passes over all rows, which would otherwise spend their time finding where the
/// entries of each column begin.
/// </summary>
internal sealed class WideSparseGroup : SparseGroup
{
    // Fewer columns than have this share of the entries find their rows faster than all rows are looked through.
    private const int EntriesPerRowEntry = 8;

    // A copy takes 12 bytes an entry.
    private const int MostCopiedEntries = 1 << 24;

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

    private WideSparseGroup(int firstColumn, SparseGroup byColumn, SparseEntries byRow)
        : base(firstColumn, byColumn)
    {
        _rowStarts = byRow.Starts;
        _columns = byRow.Places;
        _values = byRow.Values;
    }

    // Many columns keep their rows, too, for which their entries are copied.
    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn)
    {
        var byColumn = (SparseGroup)base.Select(columns, firstColumn);
        int count = byColumn.EntryCount;
        return count > MostCopiedEntries || count < _values.Length / EntriesPerRowEntry
            ? byColumn
            : new WideSparseGroup(firstColumn, byColumn, RowsOf(columns, count));
    }

    private SparseEntries RowsOf(IReadOnlyList<int> columns, int entryCount)
    {
        ResidentGuard.Touch((long)_values.Length * (_values.MappedBytes + _columns.MappedBytes));
        int[] newPlace = new int[ColumnCount];
        Array.Fill(newPlace, -1);
        for (int index = 0; index < columns.Count; index++)
        {
            newPlace[columns[index]] = index;
        }

        int[] starts = new int[_rowStarts.Length];
        int[] places = GC.AllocateUninitializedArray<int>(entryCount);
        double[] chosen = GC.AllocateUninitializedArray<double>(entryCount);
        int next = 0;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            ReadOnlySpan<int> own = EntriesOf(row, out ReadOnlySpan<double> values);
            for (int entry = 0; entry < own.Length; entry++)
            {
                int place = newPlace[own[entry]];
                if (place >= 0)
                {
                    places[next] = place;
                    chosen[next++] = values[entry];
                }
            }

            starts[row + 1] = next;
        }

        return new SparseEntries(starts, places, chosen);
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
