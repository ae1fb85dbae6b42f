using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>Rows that several processes copy together from the rows that they share, so that each of them has all of the copies.</summary>
internal sealed class GatheredRows
{
    private readonly RowShares _shares;

    // How many of the rows come from each chunk, and the positions of the rows among all, chunk after chunk.
    private readonly int[] _rowCounts;
    private readonly int[] _positions;

    /// <param name="shares">Who has which rows.</param>
    /// <param name="chunkCount">How many chunks there are.</param>
    /// <param name="rows">The rows, in any order; the same on every process.</param>
    public GatheredRows(RowShares shares, int chunkCount, ChunkRow[] rows)
    {
        _shares = shares;
        _rowCounts = new int[chunkCount];
        foreach (ChunkRow row in rows)
        {
            _rowCounts[row.Chunk]++;
        }

        _positions = [.. Enumerable.Range(0, rows.Length).OrderBy(position => rows[position].Chunk)];
        Own = [.. _positions.Select(position => rows[position]).Where(row => shares.Holds(row.Chunk))];
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _positions.Length;

    /// <summary>The rows that are here, chunk after chunk.</summary>
    public ChunkRow[] Own { get; }

    /// <summary>The values of all rows, in their order.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">A value for each of <see cref="Own"/>.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <param name="valuesPerRow">How many values there are for a row.</param>
    public T[] Complete<T>(ReadOnlySpan<T> own, int valuesPerRow = 1)
        where T : unmanaged
    {
        T[] byChunk = CompleteByChunk(own, Array.ConvertAll(_rowCounts, count => count * valuesPerRow));
        T[] values = GC.AllocateUninitializedArray<T>(byChunk.Length);
        for (int place = 0; place < _positions.Length; place++)
        {
            byChunk.AsSpan(place * valuesPerRow, valuesPerRow).CopyTo(values.AsSpan(_positions[place] * valuesPerRow));
        }

        return values;
    }

    /// <summary>The entries of all rows, row after row in their order.</summary>
    /// <param name="counts">How many entries each of <see cref="Own"/> has.</param>
    /// <param name="columns">The columns of these entries, row after row.</param>
    /// <param name="values">Their numbers.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public SparseEntries CompleteEntries(ReadOnlySpan<int> counts, ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
    {
        int[] countsByChunk = CompleteByChunk(counts, _rowCounts);
        int[] entryCounts = new int[_rowCounts.Length];
        int place = 0;
        for (int chunk = 0; chunk < entryCounts.Length; chunk++)
        {
            entryCounts[chunk] = countsByChunk.AsSpan(place, _rowCounts[chunk]).ToArray().Sum();
            place += _rowCounts[chunk];
        }

        int[] columnsByChunk = CompleteByChunk(columns, entryCounts);
        double[] valuesByChunk = CompleteByChunk(values, entryCounts);
        int[] starts = new int[Count + 1];
        for (place = 0; place < Count; place++)
        {
            starts[_positions[place] + 1] = countsByChunk[place];
        }

        for (int row = 0; row < Count; row++)
        {
            starts[row + 1] += starts[row];
        }

        int[] allColumns = new int[columnsByChunk.Length];
        double[] allValues = new double[columnsByChunk.Length];
        int first = 0;
        for (place = 0; place < Count; place++)
        {
            int target = starts[_positions[place]];
            int count = countsByChunk[place];
            columnsByChunk.AsSpan(first, count).CopyTo(allColumns.AsSpan(target));
            valuesByChunk.AsSpan(first, count).CopyTo(allValues.AsSpan(target));
            first += count;
        }

        return new SparseEntries(starts, allColumns, allValues);
    }

    /// <summary>The values of all rows in several columns, each in the order of the rows.</summary>
    /// <param name="own">For each column a value for each of <see cref="Own"/>.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[][] CompleteColumns(ReadOnlySpan<ColumnValues<double>> own)
    {
        double[] sent = GC.AllocateUninitializedArray<double>(Own.Length * own.Length);
        var columns = new double[own.Length][];
        for (int column = 0; column < columns.Length; column++)
        {
            own[column].AsSpan().CopyTo(sent.AsSpan(column * Own.Length));
            columns[column] = GC.AllocateUninitializedArray<double>(Count);
        }

        // Those of a process column by column.
        ReadOnlySpan<double> left = _shares.Collective.AllGatherValues<double>(sent, out int[] counts);
        int first = 0;
        foreach (int count in counts)
        {
            ReadOnlySpan<int> positions = _positions.AsSpan(first, count / columns.Length);
            foreach (double[] column in columns)
            {
                for (int place = 0; place < positions.Length; place++)
                {
                    column[positions[place]] = left[place];
                }

                left = left[positions.Length..];
            }

            first += positions.Length;
        }

        return columns;
    }

    private T[] CompleteByChunk<T>(ReadOnlySpan<T> own, int[] countOfChunk)
        where T : unmanaged
    {
        var all = new T[countOfChunk.Sum()];
        own.CopyTo(all.AsSpan(countOfChunk.AsSpan(0, _shares.FirstChunk).ToArray().Sum()));
        _shares.Complete(all.AsSpan(), countOfChunk);
        return all;
    }
}
