using System.Numerics.Tensors;
using LogReg.Data;
using LogReg.Design;

namespace LogReg.Terms;

/// <summary>A block of rows in memory of its own, with the standardised columns of every term as in training: for one thread at a
/// time.</summary>
internal sealed class TermBlock
{
    private readonly TermLayout _layout;
    private readonly int _capacity;
    private readonly double[][] _dense;
    private readonly double[][] _sizes;
    private readonly TermBlockColumns[] _columns;
    private readonly DenseGroup _denseGroup;
    private readonly DenseGroup _sizeGroup;

    /// <param name="layout">The layout of the terms.</param>
    /// <param name="capacity">The largest number of rows.</param>
    public TermBlock(TermLayout layout, int capacity = RowBlock.Capacity)
    {
        _layout = layout;
        _capacity = capacity;
        _dense = NewDense();
        _sizes = NewDense();
        Array.Fill(_dense[0], 1);
        _columns = [.. layout.Terms.Select(NewColumns)];
        _denseGroup = new DenseGroup(0, [.. _dense]);
        _sizeGroup = new DenseGroup(0, [.. _sizes]);
    }

    /// <summary>Puts rows of a chunk into the block.</summary>
    /// <param name="chunk">The columns of the features first, in their order.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">The number of rows, at most as many as the block has room for.</param>
    public RowBlock Fill(TableChunk chunk, int start, int count)
    {
        for (int term = 0; term < _columns.Length; term++)
        {
            _layout.Terms[term].Fill(chunk.Columns, start, count, _columns[term]);
        }

        return BlockOf(count, _denseGroup, isAbsolute: false);
    }

    /// <summary>Puts a single row into the block.</summary>
    /// <param name="row">The cells as a model takes them.</param>
    public RowBlock Fill(ReadOnlySpan<double> row)
    {
        for (int term = 0; term < _columns.Length; term++)
        {
            _layout.Terms[term].Fill(row, _columns[term]);
        }

        return BlockOf(1, _denseGroup, isAbsolute: false);
    }

    /// <summary>The absolute values of the block that was filled last.</summary>
    /// <param name="count">Its number of rows.</param>
    public RowBlock Sizes(int count)
    {
        for (int column = 0; column < _dense.Length; column++)
        {
            TensorPrimitives.Abs(_dense[column].AsSpan(0, count), _sizes[column]);
        }

        return BlockOf(count, _sizeGroup, isAbsolute: true);
    }

    private RowBlock BlockOf(int count, DenseGroup dense, bool isAbsolute)
    {
        var groups = new List<ColumnGroup> { dense };
        for (int term = 0; term < _columns.Length; term++)
        {
            if (!_layout.Terms[term].IsDense)
            {
                groups.Add(_layout.Terms[term].GroupOf(_columns[term], _layout.FirstColumn(term), count, isAbsolute));
            }
        }

        return new RowBlock([.. groups], new RowRange(0, count), 0);
    }

    private double[][] NewDense() => [.. Enumerable.Range(0, _layout.DenseColumnCount + 1).Select(_ => new double[_capacity])];

    private TermBlockColumns NewColumns(Term term, int index)
    {
        int first = _layout.FirstColumn(index);
        return term.IsDense
            ? new TermBlockColumns(_dense[first..(first + term.ColumnCount)], [])
            : new TermBlockColumns(
                [.. Enumerable.Range(0, term.NumberCount).Select(_ => new double[_capacity])], new int[_capacity]);
    }
}
