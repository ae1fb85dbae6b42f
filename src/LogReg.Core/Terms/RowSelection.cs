using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The rows of a table that take part, chunk by chunk.</summary>
internal sealed class RowSelection
{
    private readonly int[]?[] _rows;

    /// <param name="rows">For each chunk the rows that take part, ascending; <see langword="null"/> for all of them. Of chunks that are not
    /// here it does not matter.</param>
    /// <param name="among">The rows among which they are.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public RowSelection(int[]?[] rows, RowParts among)
    {
        _rows = rows;
        Parts = among.Some(part => rows[part.Chunk]?.Length ?? part.Count);
    }

    /// <summary>The rows that take part: how many of each chunk, and which are here.</summary>
    public RowParts Parts { get; }

    /// <summary>How many rows take part in all, those of other processes, too.</summary>
    public long TotalCount => Parts.TotalCount;

    /// <summary>Whether all rows of a chunk take part.</summary>
    public bool TakesAll(int chunk) => _rows[chunk] is null;

    /// <summary>The rows of a chunk that take part; only where <see cref="TakesAll"/> is false.</summary>
    public ReadOnlySpan<int> Rows(int chunk) => _rows[chunk]!;

    /// <summary>The weights of a chunk's rows that take part.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="weights">A weight for each row that takes part, or <see langword="null"/> where all are 1.</param>
    /// <returns>Empty where all are 1.</returns>
    public ReadOnlySpan<double> WeightsOf(int chunk, double[]? weights) =>
        weights is null ? [] : weights.AsSpan(Parts[chunk].First, Parts[chunk].Count);

    /// <summary>The cells of a chunk's rows that take part.</summary>
    /// <param name="cells">The chunk.</param>
    /// <param name="column">The position of a numeric column.</param>
    /// <param name="chunk">The number of the chunk.</param>
    public ReadOnlySpan<double> Numbers(TableChunk cells, int column, int chunk)
    {
        ReadOnlySpan<double> values = ((NumericColumn)cells.Columns[column]).Values;
        return TakesAll(chunk) ? values : Take(chunk, values);
    }

    /// <summary>Some of the rows that take part.</summary>
    /// <param name="isTaken">For each row that takes part, in order, whether it still does.</param>
    public RowSelection Where(ReadOnlySpan<bool> isTaken)
    {
        var rows = new int[]?[_rows.Length];
        foreach (RowPart part in Parts.Own)
        {
            ReadOnlySpan<bool> own = isTaken.Slice(part.First, part.Count);
            int[] taken = new int[own.Count(true)];
            int next = 0;
            for (int index = 0; index < own.Length; index++)
            {
                if (own[index])
                {
                    taken[next++] = TakesAll(part.Chunk) ? index : Rows(part.Chunk)[index];
                }
            }

            rows[part.Chunk] = taken.Length == own.Length ? _rows[part.Chunk] : taken;
        }

        return new RowSelection(rows, Parts);
    }

    /// <summary>The values of a chunk's rows that take part, in an array of their own.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="chunk">The chunk.</param>
    /// <param name="values">A value for each of its rows.</param>
    public T[] Take<T>(int chunk, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T[] taken = GC.AllocateUninitializedArray<T>(Parts[chunk].Count);
        Take(chunk, values, taken);
        return taken;
    }

    /// <summary>Copies the values of a chunk's rows that take part.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="chunk">The chunk.</param>
    /// <param name="values">A value for each of its rows.</param>
    /// <param name="taken">Room for as many values as rows take part; may be the start of the values themselves.</param>
    public void Take<T>(int chunk, ReadOnlySpan<T> values, Span<T> taken)
        where T : unmanaged
    {
        if (TakesAll(chunk))
        {
            values[..taken.Length].CopyTo(taken);
            return;
        }

        ReadOnlySpan<int> rows = Rows(chunk);
        for (int index = 0; index < rows.Length; index++)
        {
            taken[index] = values[rows[index]];
        }
    }
}
