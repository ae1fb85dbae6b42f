using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The rows of a table that take part, chunk by chunk.</summary>
internal sealed class RowSelection
{
    private readonly int[]?[] _rows;
    private readonly int[] _starts;

    /// <param name="rows">For each chunk the rows that take part, ascending; <see langword="null"/> for all of them.</param>
    /// <param name="chunkRowCounts">For each chunk how many rows it has.</param>
    public RowSelection(int[]?[] rows, int[] chunkRowCounts)
    {
        _rows = rows;
        Counts = [.. rows.Select((chosen, chunk) => chosen?.Length ?? chunkRowCounts[chunk])];
        Count = Counts.Sum();
        _starts = new int[rows.Length];
        for (int chunk = 1; chunk < _starts.Length; chunk++)
        {
            _starts[chunk] = _starts[chunk - 1] + Counts[chunk - 1];
        }
    }

    /// <summary>The number of participating rows.</summary>
    public int Count { get; }

    /// <summary>How many rows of each chunk take part.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Whether all rows of a chunk take part.</summary>
    public bool TakesAll(int chunk) => _rows[chunk] is null;

    /// <summary>The rows of a chunk that take part; only where <see cref="TakesAll"/> is false.</summary>
    public ReadOnlySpan<int> Rows(int chunk) => _rows[chunk]!;

    /// <summary>How many rows of the chunks before a chunk take part: where its own begin among all.</summary>
    /// <param name="chunk">The chunk.</param>
    public int Start(int chunk) => _starts[chunk];

    /// <summary>The weights of a chunk's rows that take part.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="weights">A weight for each row that takes part, or <see langword="null"/> where all are 1.</param>
    /// <returns>Empty where all are 1.</returns>
    public ReadOnlySpan<double> WeightsOf(int chunk, double[]? weights) =>
        weights is null ? [] : weights.AsSpan(_starts[chunk], Counts[chunk]);

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
        var rows = new int[]?[Counts.Count];
        int first = 0;
        for (int chunk = 0; chunk < rows.Length; chunk++)
        {
            ReadOnlySpan<bool> own = isTaken.Slice(first, Counts[chunk]);
            int[] taken = new int[own.Count(true)];
            int next = 0;
            for (int index = 0; index < own.Length; index++)
            {
                if (own[index])
                {
                    taken[next++] = TakesAll(chunk) ? index : Rows(chunk)[index];
                }
            }

            rows[chunk] = taken.Length == own.Length ? _rows[chunk] : taken;
            first += own.Length;
        }

        return new RowSelection(rows, [.. Counts]);
    }

    /// <summary>The values of a chunk's rows that take part, in an array of their own.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="chunk">The chunk.</param>
    /// <param name="values">A value for each of its rows.</param>
    public T[] Take<T>(int chunk, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        T[] taken = GC.AllocateUninitializedArray<T>(Counts[chunk]);
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
