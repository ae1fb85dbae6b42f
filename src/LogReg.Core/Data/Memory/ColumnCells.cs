using System.Buffers;

namespace LogReg.Data;

/// <summary>The cells of a column in a batch of a <see cref="ColumnarSource"/>: numbers, or codes into a list of values.</summary>
public sealed class ColumnCells : IDisposable
{
    private readonly IDisposable? _owner;
    private readonly INumberReader? _reader;
    private readonly int _count;
    private double[] _window = [];
    private int _first;

    private ColumnCells(
        ReadOnlyMemory<double> numbers, ReadOnlyMemory<int> codes, IReadOnlyList<DataCell>? values, IDisposable? owner = null)
    {
        _owner = owner;
        Numbers = numbers;
        Codes = codes;
        Values = values;
        _count = values is null ? numbers.Length : codes.Length;
    }

    private ColumnCells(INumberReader reader, int count)
    {
        _owner = _reader = reader;
        _count = count;
    }

    /// <summary>Whether the numbers come as their rows do, by <see cref="Load"/>.</summary>
    internal bool AreRead => _reader is not null;

    /// <summary>The numbers, if <see cref="Values"/> is <see langword="null"/>: of all rows, or of those that were loaded last.</summary>
    internal ReadOnlyMemory<double> Numbers { get; private set; }

    /// <summary>The codes, if there are <see cref="Values"/>.</summary>
    internal ReadOnlyMemory<int> Codes { get; }

    /// <summary>What the codes mean.</summary>
    internal IReadOnlyList<DataCell>? Values { get; }

    /// <summary>The number of rows.</summary>
    internal int Count => _count;

    /// <summary>Numbers.</summary>
    /// <param name="numbers">One for each row; NaN for a missing cell. An infinite number is an error in a numeric column.</param>
    /// <returns>The cells.</returns>
    public static ColumnCells OfNumbers(ReadOnlyMemory<double> numbers) => new(numbers, default, null);

    /// <summary>Numbers in memory that is used again, such as that of a pool.</summary>
    /// <param name="numbers">Begins with one number for each row; NaN for a missing cell. Disposed of when the rows have been read.</param>
    /// <param name="count">The number of rows.</param>
    /// <returns>The cells.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="numbers"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no memory for that many rows.</exception>
    public static ColumnCells OfNumbers(IMemoryOwner<double> numbers, int count)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return new(numbers.Memory[..count], default, null, numbers);
    }

    /// <summary>Numbers of a batch that is too large to be in memory: they are read when their rows are needed.</summary>
    /// <param name="reader">Reads them; disposed of when the rows have been read.</param>
    /// <param name="count">The number of rows.</param>
    /// <returns>The cells.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static ColumnCells OfNumbers(INumberReader reader, int count)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(reader, count);
    }

    /// <summary>Values that are given once and repeated by their codes.</summary>
    /// <param name="codes">One for each row: an index into <paramref name="values"/>, or −1 for a missing cell.</param>
    /// <param name="values">The values. Several may be the same.</param>
    /// <returns>The cells.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">A code is not an index of <paramref name="values"/>.</exception>
    public static ColumnCells OfCodes(ReadOnlyMemory<int> codes, IReadOnlyList<DataCell> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0 ? codes.Span.ContainsAnyExcept(-1) : codes.Span.ContainsAnyExceptInRange(-1, values.Count - 1))
        {
            throw new ArgumentException($"a code is not between -1 and {values.Count - 1}", nameof(codes));
        }

        return new ColumnCells(default, codes, values);
    }

    /// <summary>A cell by itself.</summary>
    internal DataCell this[int row]
    {
        get
        {
            if (Values is null)
            {
                return DataCell.Of(Numbers.Span[row - _first]);
            }

            int code = Codes.Span[row];
            return code < 0 ? DataCell.Missing : Values[code];
        }
    }

    /// <summary>Reads the next numbers, in place of those before, unless all are in memory.</summary>
    /// <param name="count">How many rows follow.</param>
    internal void Load(int count)
    {
        if (_reader is null)
        {
            return;
        }

        _first += Numbers.Length;
        if (_window.Length < count)
        {
            ReturnWindow();
            _window = ArrayPool<double>.Shared.Rent(count);
        }

        _reader.Read(_window.AsSpan(0, count));
        Numbers = _window.AsMemory(0, count);
    }

    /// <summary>The numbers of rows, which are in memory.</summary>
    /// <param name="from">The first row in the batch.</param>
    /// <param name="count">The number of rows.</param>
    internal ReadOnlySpan<double> NumbersOf(int from, int count) => Numbers.Span.Slice(from - _first, count);

    /// <summary>Gives memory back. Whoever reads a batch does so, and a source for columns that it has read of a batch whose other columns
    /// cannot be read; the cells must not be used any more.</summary>
    public void Dispose()
    {
        _owner?.Dispose();
        ReturnWindow();
    }

    private void ReturnWindow()
    {
        if (_window.Length > 0)
        {
            ArrayPool<double>.Shared.Return(_window);
            _window = [];
        }
    }
}
