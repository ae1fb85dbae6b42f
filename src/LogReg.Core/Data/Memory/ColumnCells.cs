using System.Buffers;

namespace LogReg.Data;

/// <summary>The cells of a column in a batch of a <see cref="ColumnarSource"/>: numbers, or codes into a list of values.</summary>
public sealed class ColumnCells
{
    private readonly IDisposable? _owner;

    private ColumnCells(
        ReadOnlyMemory<double> numbers, ReadOnlyMemory<int> codes, IReadOnlyList<DataCell>? values, IDisposable? owner = null)
    {
        _owner = owner;
        Numbers = numbers;
        Codes = codes;
        Values = values;
    }

    /// <summary>The numbers, if <see cref="Values"/> is <see langword="null"/>.</summary>
    internal ReadOnlyMemory<double> Numbers { get; }

    /// <summary>The codes, if there are <see cref="Values"/>.</summary>
    internal ReadOnlyMemory<int> Codes { get; }

    /// <summary>What the codes mean.</summary>
    internal IReadOnlyList<DataCell>? Values { get; }

    /// <summary>The number of rows.</summary>
    internal int Count => Values is null ? Numbers.Length : Codes.Length;

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
                return DataCell.Of(Numbers.Span[row]);
            }

            int code = Codes.Span[row];
            return code < 0 ? DataCell.Missing : Values[code];
        }
    }

    /// <summary>Gives memory back; the cells must not be used any more.</summary>
    internal void Release() => _owner?.Dispose();
}
