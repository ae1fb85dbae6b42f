using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Columns whose rows several processes share, dealt to them one after the other: each gets all rows of its columns.</summary>
internal static class ColumnDeal
{
    /// <summary>Whether a process gets a column.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="place">The place of the column among all.</param>
    public static bool IsHere(ICollective collective, int place) => place % collective.Size == collective.Rank;

    /// <summary>Deals columns, and does something with each of those that this process gets.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="own">For each column a value for each row that is here; <see langword="null"/> for a column that has none, on every
    /// process.</param>
    /// <param name="rowsByRank">How many rows each process has.</param>
    /// <param name="threads">How many columns may be looked at side by side.</param>
    /// <param name="use">Is given the place of a column that <see cref="IsHere"/> and the values of all rows, in their order: none where
    /// the column has none. The array is reused for other columns.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static void ForEach(
        ICollective collective, double[]?[] own, IReadOnlyList<int> rowsByRank, int threads, Action<int, double[]> use)
    {
        double[] exchanged = Exchange(collective, own);

        // From each process, which has the rows after those of the one before, a part of every column, one column after the other.
        int[] places = [.. Enumerable.Range(0, own.Length).Where(place => own[place] is not null && IsHere(collective, place))];
        int rows = rowsByRank.Sum();
        Parallel.For(
            0,
            places.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => GC.AllocateUninitializedArray<double>(rows),
            (column, _, values) =>
            {
                int firstRow = 0;
                foreach (int count in rowsByRank)
                {
                    exchanged.AsSpan((firstRow * places.Length) + (column * count), count).CopyTo(values.AsSpan(firstRow));
                    firstRow += count;
                }

                use(places[column], values);
                return values;
            },
            _ => { });
        RowArray.Return(exchanged);
        for (int place = collective.Rank; place < own.Length; place += collective.Size)
        {
            if (own[place] is null)
            {
                use(place, []);
            }
        }
    }

    private static double[] Exchange(ICollective collective, double[]?[] own)
    {
        int[] counts = new int[collective.Size];
        double[] sent = RowArray.Rent<double>(own.Sum(column => column?.Length ?? 0));
        int next = 0;
        for (int rank = 0; rank < collective.Size; rank++)
        {
            int first = next;
            for (int place = rank; place < own.Length; place += collective.Size)
            {
                own[place]?.CopyTo(sent, next);
                next += own[place]?.Length ?? 0;
            }

            counts[rank] = next - first;
        }

        double[] exchanged = collective.ExchangeValues(sent.AsSpan(0, next), counts, out _, RowArray.Rent<double>);
        RowArray.Return(sent);
        return exchanged;
    }
}
