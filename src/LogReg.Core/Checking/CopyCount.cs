using System.Runtime.InteropServices;
using LogReg.Collectives;
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
        var sent = new List<ulong>();
        int[] counts = new int[collective.Size];
        for (int start = 0; start < sorted.Length;)
        {
            int end = EndOfRun(sorted, start);
            sent.Add(sorted[start]);
            sent.Add((ulong)(end - start));
            counts[(int)(((UInt128)sorted[start] * (UInt128)collective.Size) >> 64)] += 2;
            start = end;
        }

        ulong[] received = collective.ExchangeValues<ulong>(CollectionsMarshal.AsSpan(sent), counts);
        ulong[] keys = new ulong[received.Length / 2];
        long[] rows = new long[keys.Length];
        for (int place = 0; place < keys.Length; place++)
        {
            keys[place] = received[2 * place];
            rows[place] = (long)received[(2 * place) + 1];
        }

        Array.Sort(keys, rows);
        CopyCount count = default;
        for (int start = 0; start < keys.Length;)
        {
            int end = EndOfRun(keys, start);
            count = count.With(rows.AsSpan()[start..end]);
            start = end;
        }

        return count;
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

    private CopyCount With(ReadOnlySpan<long> parts)
    {
        long rows = 0;
        foreach (long part in parts)
        {
            rows += part;
        }

        return With(rows);
    }

    private CopyCount With(long rows) => new(Copies + rows - 1, Pairs + ((Int128)rows * (rows - 1) / 2));
}
