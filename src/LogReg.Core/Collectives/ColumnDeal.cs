using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Columns whose rows several processes share, dealt to them one after the other: each gets all rows of its columns.</summary>
internal static class ColumnDeal
{
    /// <summary>Whether a process gets a column.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="place">The place of the column among all.</param>
    public static bool IsHere(ICollective collective, int place) => place % collective.Size == collective.Rank;

    /// <summary>Deals columns.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="own">For each column a value for each row that is here; <see langword="null"/> for a column that is to be left out, on
    /// every process.</param>
    /// <param name="rowsByRank">How many rows each process has.</param>
    /// <returns>For each column that <see cref="IsHere"/> the values of all rows, in their order; <see langword="null"/> for others, and
    /// for those that are left out.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static double[]?[] Deal(ICollective collective, double[]?[] own, IReadOnlyList<int> rowsByRank)
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
        ReadOnlySpan<double> received = exchanged;
        RowArray.Return(sent);
        double[]?[] dealt = new double[own.Length][];
        for (int place = collective.Rank; place < own.Length; place += collective.Size)
        {
            dealt[place] = own[place] is null ? null : GC.AllocateUninitializedArray<double>(rowsByRank.Sum());
        }

        // From each process, which has the rows after those of the one before, a part of every column.
        int firstRow = 0;
        foreach (int rows in rowsByRank)
        {
            foreach (double[] column in dealt.OfType<double[]>())
            {
                received[..rows].CopyTo(column.AsSpan(firstRow));
                received = received[rows..];
            }

            firstRow += rows;
        }

        RowArray.Return(exchanged);
        return dealt;
    }
}
