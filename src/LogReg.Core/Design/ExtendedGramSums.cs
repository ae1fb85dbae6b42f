using LogReg.Numerics;

namespace LogReg.Design;

/// <summary>XᵀWX of the rows of one chunk in <see cref="DoubleDouble"/> arithmetic, in shares that write to different elements.</summary>
internal sealed class ExtendedGramSums
{
    private readonly ExtendedGramBlock _block;
    private readonly ColumnGroup[] _groups;
    private readonly ReadOnlyMemory<double> _weights;
    private readonly RowRange _rows;

    /// <param name="block">The matrix to add to.</param>
    /// <param name="chunk">X.</param>
    /// <param name="weights">w.</param>
    public ExtendedGramSums(ExtendedGramBlock block, DesignChunk chunk, ReadOnlyMemory<double> weights)
    {
        _block = block;
        _groups = chunk.Groups;
        _weights = weights;
        _rows = new RowRange(0, chunk.RowCount);
    }

    /// <summary>Does a share of the work.</summary>
    /// <param name="share">The share; see <see cref="ExtendedGramBlock"/>.</param>
    public void AddShare(int share)
    {
        if (share < _block.FullColumns.Length)
        {
            AddFullColumn(share);
        }
        else
        {
            AddPartGroup(share - _block.FullColumns.Length);
        }
    }

    private void AddFullColumn(int position)
    {
        double[] high = new double[_rows.Count];
        double[] low = new double[_rows.Count];
        Weigh(EntriesOf(position).Values, high, low);
        for (int earlier = 0; earlier <= position; earlier++)
        {
            _block.Add(ColumnOf(position), ColumnOf(earlier), ExtendedKernels.Dot(high, low, EntriesOf(earlier).Values));
        }
    }

    private void AddPartGroup(int position)
    {
        ColumnGroup group = _groups[_block.PartGroups[position]];
        double[] high = new double[_rows.Count];
        double[] low = new double[_rows.Count];
        for (int full = 0; full < _block.FullColumns.Length; full++)
        {
            Weigh(EntriesOf(full).Values, high, low);
            for (int column = 0; column < group.ColumnCount; column++)
            {
                ColumnEntries entries = group.Column(column, _rows);
                for (int entry = 0; entry < entries.Count; entry++)
                {
                    int row = entries.RowOf(entry);
                    _block.Add(group.FirstColumn + column, ColumnOf(full), new DoubleDouble(high[row], low[row]) * entries.ValueOf(entry));
                }
            }
        }

        using var own = new RowEntries(group, _rows);
        for (int earlier = 0; earlier < position; earlier++)
        {
            ColumnGroup otherGroup = _groups[_block.PartGroups[earlier]];
            using var other = new RowEntries(otherGroup, _rows);
            AddPairs(group, own, otherGroup, other);
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
                    _block.Add(
                        group.FirstColumn + columns[entry],
                        otherGroup.FirstColumn + otherColumns[pair],
                        weighted * other.Values(row)[pair]);
                }
            }
        }
    }

    private ColumnEntries EntriesOf(int fullColumn)
    {
        (int group, int column) = _block.FullColumns[fullColumn];
        return _groups[group].Column(column, _rows);
    }

    private int ColumnOf(int fullColumn) => _block.ColumnOf(_block.FullColumns[fullColumn]);

    private void Weigh(ReadOnlySpan<double> values, double[] high, double[] low)
    {
        ReadOnlySpan<double> weights = _weights.Span;
        for (int row = 0; row < values.Length; row++)
        {
            (high[row], low[row]) = DoubleDouble.Product(weights[row], values[row]);
        }
    }
}
