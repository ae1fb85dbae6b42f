namespace LogReg.Data;

/// <summary>A column of vectors: of each row the numbers that are not 0, with their indices (compressed sparse rows).</summary>
public sealed class VectorColumn : Column
{
    private readonly int[] _ends;
    private readonly int[] _indices;
    private readonly double[] _values;

    internal VectorColumn(string name, int[] ends, int[] indices, double[] values, int count)
        : base(name, count)
    {
        _ends = ends;
        _indices = indices;
        _values = values;
    }

    /// <summary>The words and sequences of words that the indices are codes of, shared by all chunks of a table; <see langword="null"/> if
    /// the indices are those of a file.</summary>
    internal LevelTable? Words { get; init; }

    /// <summary>The indices of a row, ascending.</summary>
    /// <param name="row">The row in this chunk, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row of this chunk.</exception>
    public ReadOnlySpan<int> Indices(int row) => _indices.AsSpan(Start(row), _ends[row] - Start(row));

    /// <summary>The numbers of a row, one for each of its <see cref="Indices"/>, finite.</summary>
    /// <param name="row">The row in this chunk, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row of this chunk.</exception>
    public ReadOnlySpan<double> Values(int row) => _values.AsSpan(Start(row), _ends[row] - Start(row));

    private int Start(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return row == 0 ? 0 : _ends[row - 1];
    }
}
