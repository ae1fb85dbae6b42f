namespace LogReg.Data;

/// <summary>Vectors of a batch or of a chunk, one row after another.</summary>
internal sealed class VectorBuffer(PlannedColumn column) : ColumnBuffer(column)
{
    private const int Smallest = 64;

    private int[] _ends = [];
    private int[] _indices = [];
    private double[] _values = [];
    private int _length;

    /// <summary>Adds a number to the row that is not ended yet.</summary>
    /// <param name="index">Its index, larger than those before it in the row.</param>
    /// <param name="value">The number.</param>
    public void Add(int index, double value)
    {
        if (_length == _indices.Length)
        {
            Reserve(_length + 1);
        }

        _indices[_length] = index;
        _values[_length++] = value;
    }

    /// <summary>Ends a row.</summary>
    /// <param name="row">The row; the one after the row that was ended before.</param>
    public void End(int row) => _ends[row] = _length;

    /// <summary>Copies rows of a batch to the end of a chunk.</summary>
    /// <param name="other">The batch.</param>
    /// <param name="from">The first of the rows.</param>
    /// <param name="at">The row here that it becomes.</param>
    /// <param name="count">The number of rows.</param>
    public void Append(VectorBuffer other, int from, int at, int count)
    {
        int start = from == 0 ? 0 : other._ends[from - 1];
        int length = other._ends[from + count - 1] - start;
        Reserve(checked(_length + length));
        other._indices.AsSpan(start, length).CopyTo(_indices.AsSpan(_length));
        other._values.AsSpan(start, length).CopyTo(_values.AsSpan(_length));
        for (int row = 0; row < count; row++)
        {
            _ends[at + row] = _length + other._ends[from + row] - start;
        }

        _length += length;
    }

    /// <summary>The rows as a column, which owns them only if the buffer is not used again.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="count">The number of rows.</param>
    public VectorColumn ToColumn(string name, int count) => new(name, _ends, _indices, _values, count);

    /// <summary>The rows as a column that takes no more memory than it needs; the buffer must not be used again.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="count">The number of rows.</param>
    public VectorColumn ToFinalColumn(string name, int count)
    {
        Array.Resize(ref _indices, _length);
        Array.Resize(ref _values, _length);
        return ToColumn(name, count);
    }

    public override void Reset() => _length = 0;

    public override void Grow(int rows) => Array.Resize(ref _ends, rows);

    private void Reserve(int length)
    {
        if (length > _indices.Length)
        {
            int capacity = (int)Math.Min(Array.MaxLength, Math.Max(Smallest, Math.Max(length, 2L * _length)));
            Array.Resize(ref _indices, capacity);
            Array.Resize(ref _values, capacity);
        }
    }
}
