using System.Runtime.InteropServices;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>
/// Numeric columns that are 0 in most rows: of each only the other rows are stored, column after column (compressed sparse columns). Such
/// columns are not centred, for that would fill them.
/// </summary>
internal class SparseGroup : ColumnGroup
{
    private readonly int _rowCount;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly ColumnValues<int> _rows;
    private readonly ColumnValues<double> _values;

    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="rowCount">How many rows the chunk has.</param>
    /// <param name="columnStarts">For each column the position of its first entry, and the number of entries.</param>
    /// <param name="rows">The row of each entry, counted from the start of the chunk, ascending in each column.</param>
    /// <param name="values">The number of each entry.</param>
    /// <exception cref="ArgumentException">The columns do not follow one another, or rows do not ascend or lie outside of the
    /// chunk.</exception>
    public SparseGroup(int firstColumn, int rowCount, int[] columnStarts, ColumnValues<int> rows, ColumnValues<double> values)
        : this(firstColumn, rowCount, columnStarts[..^1], columnStarts[1..], rows, values)
    {
        bool isWhole = columnStarts[0] == 0 && columnStarts[^1] == rows.Length && rows.Length == values.Length;
        for (int column = 0; column < ColumnCount && isWhole; column++)
        {
            isWhole &= _starts[column] <= _ends[column] && Ascend(rows.AsSpan(_starts[column], _ends[column] - _starts[column]), rowCount);
        }

        if (!isWhole)
        {
            throw new ArgumentException("The entries are not those of columns, one after the other, with ascending rows.", nameof(rows));
        }
    }

    /// <summary>Columns that share the entries of others.</summary>
    /// <param name="firstColumn">The position of the first column in the design matrix.</param>
    /// <param name="other">The others.</param>
    protected SparseGroup(int firstColumn, SparseGroup other)
        : this(firstColumn, other._rowCount, other._starts, other._ends, other._rows, other._values)
    {
    }

    private SparseGroup(int firstColumn, int rowCount, int[] starts, int[] ends, ColumnValues<int> rows, ColumnValues<double> values)
        : base(
            firstColumn,
            starts.Length,
            PerRow(starts, ends, rowCount),
            PerRow(starts, ends, rowCount) * (rows.MappedBytes + values.MappedBytes))
    {
        _rowCount = rowCount;
        _starts = starts;
        _ends = ends;
        _rows = rows;
        _values = values;
    }

    /// <summary>How many entries there are.</summary>
    public int EntryCount
    {
        get
        {
            int count = 0;
            for (int column = 0; column < _starts.Length; column++)
            {
                count += _ends[column] - _starts[column];
            }

            return count;
        }
    }

    public override ColumnEntries Column(int column, RowRange rows)
    {
        int start = _starts[column];
        int end = _ends[column];
        ReadOnlySpan<int> own = _rows.AsSpan(start, end - start);
        if (rows.Start + rows.Count < _rowCount)
        {
            own = own[..SparseKernels.CountBelow(own, rows.Start + rows.Count)];
        }

        if (rows.Start > 0)
        {
            int before = SparseKernels.CountBelow(own, rows.Start);
            own = own[before..];
            start += before;
        }

        return ColumnEntries.OfSomeRows(own, _values.AsSpan(start, own.Length), rows.Start);
    }

    // The entries are shared.
    public override ColumnGroup Select(IReadOnlyList<int> columns, int firstColumn) =>
        new SparseGroup(
            firstColumn,
            _rowCount,
            [.. columns.Select(column => _starts[column])],
            [.. columns.Select(column => _ends[column])],
            _rows,
            _values);

    public override ColumnGroup Gather(IReadOnlyList<ColumnGroup> parts, ReadOnlySpan<ChunkRow> rows)
    {
        var byRow = new RowEntries?[parts.Count];
        int[] starts = new int[ColumnCount + 1];
        foreach (ChunkRow row in rows)
        {
            RowEntries part = byRow[row.Chunk] ??= ((SparseGroup)parts[row.Chunk]).ByRow();
            foreach (int column in part.Columns(row.Row))
            {
                starts[column + 1]++;
            }
        }

        for (int column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        int[] gathered = GC.AllocateUninitializedArray<int>(starts[^1]);
        double[] values = GC.AllocateUninitializedArray<double>(starts[^1]);
        int[] next = [.. starts];
        for (int row = 0; row < rows.Length; row++)
        {
            RowEntries part = byRow[rows[row].Chunk]!;
            ReadOnlySpan<int> columns = part.Columns(rows[row].Row);
            for (int entry = 0; entry < columns.Length; entry++)
            {
                int place = next[columns[entry]]++;
                gathered[place] = row;
                values[place] = part.Values(rows[row].Row)[entry];
            }
        }

        foreach (RowEntries? part in byRow)
        {
            part?.Dispose();
        }

        return new SparseGroup(FirstColumn, rows.Length, starts[..^1], starts[1..], gathered, values);
    }

    public override ColumnGroup Complete(GatheredRows rows)
    {
        int[] counts = new int[_rowCount];
        var columns = new List<int>();
        var values = new List<double>();
        using (RowEntries byRow = ByRow())
        {
            for (int row = 0; row < _rowCount; row++)
            {
                counts[row] = byRow.Columns(row).Length;
                columns.AddRange(byRow.Columns(row));
                values.AddRange(byRow.Values(row));
            }
        }

        SparseEntries all = rows.CompleteEntries(counts, CollectionsMarshal.AsSpan(columns), CollectionsMarshal.AsSpan(values));
        int[] starts = new int[ColumnCount + 1];
        foreach (int column in all.Places.AsSpan())
        {
            starts[column + 1]++;
        }

        for (int column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        int[] entryRows = GC.AllocateUninitializedArray<int>(starts[^1]);
        double[] entryValues = GC.AllocateUninitializedArray<double>(starts[^1]);
        int[] next = [.. starts];
        for (int row = 0; row + 1 < all.Starts.Length; row++)
        {
            for (int entry = all.Starts[row]; entry < all.Starts[row + 1]; entry++)
            {
                int place = next[all.Places.AsSpan()[entry]]++;
                entryRows[place] = row;
                entryValues[place] = all.Values.AsSpan()[entry];
            }
        }

        return new SparseGroup(FirstColumn, rows.Count, starts[..^1], starts[1..], entryRows, entryValues);
    }

    // Most pairs of columns never meet in a row: row by row only those that do.
    public override void AddGram(RowRange rows, ReadOnlySpan<double> weight, HessianView hessian)
    {
        using var byRow = new RowEntries(this, rows);
        Span<double> target = hessian.Values.AsSpan(hessian.IndexOf(FirstColumn, FirstColumn));
        for (int row = 0; row < rows.Count; row++)
        {
            SparseKernels.AddRowGram(byRow.Columns(row), byRow.Values(row), weight[row], target, hessian.Stride);
        }
    }

    public override void AddQuadraticForm(RowRange rows, ReadOnlySpan<double> matrix, Span<double> values)
    {
        int stride = StrideOf(matrix);
        ReadOnlySpan<double> block = matrix[(FirstColumn * (stride + 1))..];
        using var byRow = new RowEntries(this, rows);
        for (int row = 0; row < rows.Count; row++)
        {
            values[row] += SparseKernels.QuadraticForm(byRow.Columns(row), byRow.Values(row), block, stride);
        }
    }

    private RowEntries ByRow() => new(this, new RowRange(0, _rowCount));

    private static bool Ascend(ReadOnlySpan<int> rows, int rowCount)
    {
        int last = -1;
        foreach (int row in rows)
        {
            if (row <= last || row >= rowCount)
            {
                return false;
            }

            last = row;
        }

        return true;
    }

    // Rounded up: a group takes part in a pass even if it is all but empty.
    private static int PerRow(int[] starts, int[] ends, int rowCount)
    {
        long entries = 0;
        for (int column = 0; column < starts.Length; column++)
        {
            entries += ends[column] - starts[column];
        }

        return Math.Max(1, (int)((entries + Math.Max(1, rowCount) - 1) / Math.Max(1, rowCount)));
    }
}
