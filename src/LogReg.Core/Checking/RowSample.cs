using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Data;

namespace LogReg.Checking;

/// <summary>
/// Some of the training rows, at most <see cref="CheckInput.SampleSize"/>, in order, spread evenly over the rows of each class, and of each
/// class alike: what a check sees here it confirms on all rows, so that it costs next to nothing where there is nothing to find.
/// </summary>
internal sealed class RowSample
{
    private readonly Table _table;
    private readonly int[] _chunks;
    private readonly int[] _rows;
    private readonly int[] _rowsByRank;

    private RowSample(Table table, int[] chunks, int[] rows, int[] rowsByRank, int[]? ownClasses, bool isWhole)
    {
        _table = table;
        _chunks = chunks;
        _rows = rows;
        _rowsByRank = rowsByRank;
        Count = rowsByRank.Sum();
        IsWhole = isWhole;
        Classes = ownClasses is null ? [] : Complete(ownClasses);
    }

    /// <summary>How many rows are in the sample.</summary>
    public int Count { get; }

    /// <summary>Of how many columns the sample may be in memory at once, at least 1.</summary>
    public required int ColumnsAtOnce { get; init; }

    /// <summary>Whether the sample is all rows.</summary>
    public bool IsWhole { get; }

    /// <summary>The class of each row of the sample; empty if there are no classes.</summary>
    public int[] Classes { get; }

    /// <summary>How many of all rows, in the sample or not, each class has; of one class if there are no classes.</summary>
    public required IReadOnlyList<long> RowsByClass { get; init; }

    /// <summary>Draws the sample.</summary>
    /// <param name="input">What to check.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public static RowSample Draw(CheckInput input)
    {
        RowParts parts = input.Selection.Parts;
        bool hasClasses = input.ClassCount > 0;
        long[] total = new long[Math.Max(1, input.ClassCount)];
        for (int row = 0; row < parts.Count; row++)
        {
            total[hasClasses ? input.Classes[row] : 0]++;
        }

        long[] before = parts.SumWithBefore(total);
        bool isWhole = input.Selection.TotalCount <= input.SampleSize;
        long[] quota = [.. total.Select(count => isWhole ? count : Math.Min(count, input.SampleSize / total.Length))];

        // What the rows before have left over.
        long[] due = [.. quota.Select((own, code) => total[code] == 0 ? 0 : (long)((Int128)own * before[code] % total[code]))];
        var chunks = new List<int>();
        var rows = new List<int>();
        var classes = new List<int>();
        foreach (RowPart part in parts.Own)
        {
            for (int index = 0; index < part.Count; index++)
            {
                int own = hasClasses ? input.Classes[part.First + index] : 0;
                due[own] += quota[own];
                if (due[own] < total[own])
                {
                    continue;
                }

                due[own] -= total[own];
                chunks.Add(part.Chunk);
                rows.Add(input.Selection.TakesAll(part.Chunk) ? index : input.Selection.Rows(part.Chunk)[index]);
                if (hasClasses)
                {
                    classes.Add(own);
                }
            }
        }

        int[] rowsByRank = parts.Shares is null
            ? [rows.Count]
            : Array.ConvertAll(parts.Shares.Collective.ByRank(rows.Count), count => (int)count);
        return new RowSample(input.Table, [.. chunks], [.. rows], rowsByRank, hasClasses ? [.. classes] : null, isWhole)
        {
            RowsByClass = total,
            ColumnsAtOnce = Math.Max(1, input.CellsAtOnce / Math.Max(1, rowsByRank.Sum())),
        };
    }

    /// <summary>The sample's values of a numeric column, of its rows that are here; NaN where a cell is missing.</summary>
    public double[] Numbers(int column)
    {
        double[] values = GC.AllocateUninitializedArray<double>(_rows.Length);
        for (int index = 0; index < values.Length;)
        {
            int chunk = _chunks[index];
            ReadOnlySpan<double> cells = ((NumericColumn)_table.Chunks[chunk].Columns[column]).Values;
            for (; index < values.Length && _chunks[index] == chunk; index++)
            {
                values[index] = cells[_rows[index]];
            }
        }

        return values;
    }

    /// <summary>The sample's codes of a categorical column, of its rows that are here.</summary>
    public int[] Codes(int column)
    {
        int[] codes = GC.AllocateUninitializedArray<int>(_rows.Length);
        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = ((CategoricalColumn)_table.Chunks[_chunks[index]].Columns[column]).Codes[_rows[index]];
        }

        return codes;
    }

    /// <summary>Gives every process that has some of the rows the values of the whole sample.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">A value for each row of the sample that is here.</param>
    /// <returns>The values of the whole sample; the same array where all rows are here.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public unsafe T[] Complete<T>(T[] own)
        where T : unmanaged
    {
        if (_table.Shares is not { } shares)
        {
            return own;
        }

        T[] all = GC.AllocateUninitializedArray<T>(Count);
        shares.Collective.AllGather(
            MemoryMarshal.AsBytes(own.AsSpan()),
            Array.ConvertAll(_rowsByRank, rows => rows * sizeof(T)),
            MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }

    /// <summary>Deals columns to the processes that share the rows, one after the other: each looks at the whole sample of its
    /// columns.</summary>
    /// <typeparam name="T">The type of what is found in a column.</typeparam>
    /// <param name="own">For each column a value for each row of the sample that is here; <see langword="null"/> for a column that has
    /// none, on every process.</param>
    /// <param name="threads">How many columns may be looked at side by side.</param>
    /// <param name="find">Finds something from the place of a column and the values of the whole sample, in the order of the rows, which it
    /// must not keep; none where the column has none.</param>
    /// <returns>What was found in each column, on every process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public T[] Deal<T>(double[]?[] own, int threads, Func<int, double[], T> find)
        where T : unmanaged
    {
        ICollective collective = _table.Shares?.Collective ?? LocalCollective.Instance;
        var found = new T[own.Length];
        ColumnDeal.ForEach(collective, own, _rowsByRank, threads, (place, values) => found[place] = find(place, values));
        return OfAll(collective, found);
    }

    /// <summary>What the processes have found in the columns that were dealt to them.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="collective">The processes.</param>
    /// <param name="own">A value for each column; of columns that are elsewhere it does not matter.</param>
    /// <returns>For each column the value of its process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    private static T[] OfAll<T>(ICollective collective, T[] own)
        where T : unmanaged
    {
        // Those of a process one after the other.
        T[] found = collective.AllGatherValues<T>([.. own.Where((_, place) => ColumnDeal.IsHere(collective, place))]);
        T[] all = new T[own.Length];
        int next = 0;
        for (int rank = 0; rank < collective.Size; rank++)
        {
            for (int place = rank; place < all.Length; place += collective.Size)
            {
                all[place] = found[next++];
            }
        }

        return all;
    }
}
