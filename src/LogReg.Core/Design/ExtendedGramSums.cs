using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>
/// XᵀWX of the rows of one chunk in <see cref="DoubleDouble"/> arithmetic, in shares that write to different elements: a column that stores
/// every row is one with the columns before it; a group that does not is one, with all columns that do and with the groups before it.
/// </summary>
internal sealed class ExtendedGramSums
{
    private readonly ReadOnlyMemory<double> _weights;
    private readonly int[] _parameterOf;
    private readonly ExtendedMatrix _target;
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly RowRange _rows;
    private readonly (ColumnGroup Group, int Column)[] _fullColumns;
    private readonly ColumnGroup[] _partGroups;

    /// <param name="chunk">X.</param>
    /// <param name="weights">w.</param>
    /// <param name="parameterOf">The parameter of each column; −1 for none.</param>
    /// <param name="target">The matrix to add to.</param>
    /// <param name="firstRow">The first row of the block in it.</param>
    /// <param name="firstColumn">The block's first column.</param>
    public ExtendedGramSums(
        DesignChunk chunk, ReadOnlyMemory<double> weights, int[] parameterOf, ExtendedMatrix target, int firstRow, int firstColumn)
    {
        _weights = weights;
        _parameterOf = parameterOf;
        _target = target;
        _firstRow = firstRow;
        _firstColumn = firstColumn;
        _rows = new RowRange(0, chunk.RowCount);
        ILookup<bool, ColumnGroup> groups = chunk.Groups
            .Where(group => group.ColumnCount > 0)
            .ToLookup(group => group.Column(0, _rows).HasEveryRow);
        _fullColumns = [.. groups[true].SelectMany(group => Enumerable.Range(0, group.ColumnCount).Select(column => (group, column)))];
        _partGroups = [.. groups[false]];
    }

    /// <summary>The number of shares of the work.</summary>
    public int ShareCount => _fullColumns.Length + _partGroups.Length;

    /// <summary>Does a share of the work.</summary>
    public void AddShare(int share)
    {
        if (share < _fullColumns.Length)
        {
            AddFullColumn(share);
        }
        else
        {
            AddPartGroup(share - _fullColumns.Length);
        }
    }

    private void AddFullColumn(int position)
    {
        double[] high = new double[_rows.Count];
        double[] low = new double[_rows.Count];
        Weigh(EntriesOf(position).Values, high, low);
        for (int earlier = 0; earlier <= position; earlier++)
        {
            Add(ColumnOf(position), ColumnOf(earlier), ExtendedKernels.Dot(high, low, EntriesOf(earlier).Values));
        }
    }

    private void AddPartGroup(int position)
    {
        ColumnGroup group = _partGroups[position];
        double[] high = new double[_rows.Count];
        double[] low = new double[_rows.Count];
        for (int full = 0; full < _fullColumns.Length; full++)
        {
            Weigh(EntriesOf(full).Values, high, low);
            for (int column = 0; column < group.ColumnCount; column++)
            {
                ColumnEntries entries = group.Column(column, _rows);
                for (int entry = 0; entry < entries.Count; entry++)
                {
                    int row = entries.RowOf(entry);
                    Add(group.FirstColumn + column, ColumnOf(full), new DoubleDouble(high[row], low[row]) * entries.ValueOf(entry));
                }
            }
        }

        using var own = new RowEntries(group, _rows);
        for (int earlier = 0; earlier < position; earlier++)
        {
            using var other = new RowEntries(_partGroups[earlier], _rows);
            AddPairs(group, own, _partGroups[earlier], other);
        }

        AddPairs(group, own, group, own);
    }

    // Row by row only those pairs of columns that meet.
    private void AddPairs(ColumnGroup group, RowEntries own, ColumnGroup otherGroup, RowEntries other)
    {
        ReadOnlySpan<double> weights = _weights.Span;
        for (int row = 0; row < _rows.Count; row++)
        {
            ReadOnlySpan<int> columns = own.Columns(row);
            ReadOnlySpan<int> otherColumns = other.Columns(row);
            for (int entry = 0; entry < columns.Length; entry++)
            {
                DoubleDouble weighted = DoubleDouble.Product(weights[row], own.Values(row)[entry]);
                int count = group == otherGroup ? entry + 1 : otherColumns.Length;
                for (int pair = 0; pair < count; pair++)
                {
                    Add(
                        group.FirstColumn + columns[entry],
                        otherGroup.FirstColumn + otherColumns[pair],
                        weighted * other.Values(row)[pair]);
                }
            }
        }
    }

    private ColumnEntries EntriesOf(int fullColumn) => _fullColumns[fullColumn].Group.Column(_fullColumns[fullColumn].Column, _rows);

    private int ColumnOf(int fullColumn) => _fullColumns[fullColumn].Group.FirstColumn + _fullColumns[fullColumn].Column;

    private void Weigh(ReadOnlySpan<double> values, double[] high, double[] low)
    {
        ReadOnlySpan<double> weights = _weights.Span;
        for (int row = 0; row < values.Length; row++)
        {
            (high[row], low[row]) = DoubleDouble.Product(weights[row], values[row]);
        }
    }

    // Parameters need not be in the order of the columns; a block of two equations is symmetric, and both its triangles are set.
    private void Add(int column, int other, DoubleDouble value)
    {
        int row = _parameterOf[column];
        int otherRow = _parameterOf[other];
        if (row < 0 || otherRow < 0)
        {
            return;
        }

        _target[_firstRow + row, _firstColumn + otherRow] += value;
        if (row != otherRow)
        {
            _target[_firstRow + otherRow, _firstColumn + row] += value;
        }
    }
}
