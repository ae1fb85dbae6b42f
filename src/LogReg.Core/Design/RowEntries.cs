using System.Buffers;

namespace LogReg.Design;

/// <summary>The entries of a group's columns, row by row, for sums over pairs of columns that meet in few rows.</summary>
internal sealed class RowEntries : IDisposable
{
    // Where the entries of each row end, which is where those of the next begin.
    private readonly int[] _ends;
    private readonly int[] _columns;
    private readonly double[] _values;

    /// <param name="group">The columns.</param>
    /// <param name="rows">The rows meant.</param>
    public RowEntries(ColumnGroup group, RowRange rows)
    {
        _ends = ArrayPool<int>.Shared.Rent(rows.Count + 1);
        Array.Clear(_ends);
        for (int column = 0; column < group.ColumnCount; column++)
        {
            ColumnEntries entries = group.Column(column, rows);
            for (int entry = 0; entry < entries.Count; entry++)
            {
                _ends[entries.RowOf(entry) + 1]++;
            }
        }

        for (int row = 0; row < rows.Count; row++)
        {
            _ends[row + 1] += _ends[row];
        }

        _columns = ArrayPool<int>.Shared.Rent(_ends[rows.Count]);
        _values = ArrayPool<double>.Shared.Rent(_ends[rows.Count]);
        for (int column = 0; column < group.ColumnCount; column++)
        {
            ColumnEntries entries = group.Column(column, rows);
            for (int entry = 0; entry < entries.Count; entry++)
            {
                // So far this is where the row's entries begin; when all have come, where they end.
                int place = _ends[entries.RowOf(entry)]++;
                _columns[place] = column;
                _values[place] = entries.ValueOf(entry);
            }
        }
    }

    /// <summary>The positions in the group of a row's columns, ascending.</summary>
    /// <param name="row">The row, counted from the start of the range.</param>
    public ReadOnlySpan<int> Columns(int row) => _columns.AsSpan(Start(row).._ends[row]);

    /// <summary>The numbers of a row's columns.</summary>
    /// <param name="row">The row, counted from the start of the range.</param>
    public ReadOnlySpan<double> Values(int row) => _values.AsSpan(Start(row).._ends[row]);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_ends);
        ArrayPool<int>.Shared.Return(_columns);
        ArrayPool<double>.Shared.Return(_values);
    }

    private int Start(int row) => row == 0 ? 0 : _ends[row - 1];
}
