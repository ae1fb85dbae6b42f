using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>How often the rows agree in a hash.</summary>
/// <param name="Copies">How many rows have the hash of an earlier one.</param>
/// <param name="Pairs">How many pairs of rows have the same hash.</param>
internal readonly record struct CopyCount(long Copies, Int128 Pairs)
{
    /// <summary>Compares all rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="hashes">A hash of each row that is here; sorted afterwards.</param>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    /// <exception cref="OverflowException">One process would get more hashes than an array has room for; every process throws
    /// this.</exception>
    public static CopyCount Of(RowParts rows, ulong[] hashes)
    {
        RadixSort.Sort(hashes);
        if (rows.Shares?.Collective is not ICollective collective)
        {
            CopyCount count = default;
            for (int start = 0; start < hashes.Length;)
            {
                int end = EndOfRun(hashes, start);
                count = count.With(end - start);
                start = end;
            }

            return count;
        }

        return OfMembers(collective, OfShare(collective, hashes));
    }

    // Each process compares the hashes of a range, which it gets from all, each once with the number of rows that have it.
    private static CopyCount OfShare(ICollective collective, ulong[] sorted)
    {
        int[] counts = new int[collective.Size];
        HashRows[] sent = collective.Together(() => RunsOf(sorted, counts));
        HashRows[] received = collective.ExchangeValues<HashRows>(sent, counts);
        Array.Sort(received);
        CopyCount count = default;
        for (int place = 0; place < received.Length;)
        {
            ulong hash = received[place].Hash;
            long rows = 0;
            for (; place < received.Length && received[place].Hash == hash; place++)
            {
                rows += received[place].Rows;
            }

            count = count.With(rows);
        }

        return count;
    }

    // Each hash once, and how many of them go to each process. There are no more than hashes, which fit in an array.
    private static HashRows[] RunsOf(ulong[] sorted, int[] counts)
    {
        int runs = 0;
        for (int start = 0; start < sorted.Length; start = EndOfRun(sorted, start))
        {
            runs++;
        }

        var sent = new HashRows[runs];
        int next = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = EndOfRun(sorted, start);
            sent[next++] = new HashRows(sorted[start], end - start);
            counts[(int)(((UInt128)sorted[start] * (UInt128)counts.Length) >> 64)]++;
            start = end;
        }

        return sent;
    }

    private static CopyCount OfMembers(ICollective collective, CopyCount own)
    {
        Int128[] all = collective.AllGatherAsMany<Int128>([own.Copies, own.Pairs]);
        CopyCount count = default;
        for (int place = 0; place < all.Length; place += 2)
        {
            count = new CopyCount(count.Copies + (long)all[place], count.Pairs + all[place + 1]);
        }

        return count;
    }

    private static int EndOfRun(ReadOnlySpan<ulong> sorted, int start)
    {
        int end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            end++;
        }

        return end;
    }

    private CopyCount With(long rows) => new(Copies + rows - 1, Pairs + ((Int128)rows * (rows - 1) / 2));

    // How many rows of one process have a hash.
    private readonly record struct HashRows(ulong Hash, long Rows) : IComparable<HashRows>
    {
        public int CompareTo(HashRows other) => Hash.CompareTo(other.Hash);
    }
}
