using System.Runtime.InteropServices;
using LogReg.Collectives;

namespace LogReg.Checking;

/// <summary>How often the rows agree in a hash.</summary>
/// <param name="Copies">How many rows have the hash of an earlier one.</param>
/// <param name="Pairs">How many pairs of rows have the same hash.</param>
internal readonly record struct CopyCount(long Copies, Int128 Pairs)
{
    // What a process sends at once, so that it need not have all rows a second and a third time.
    private const int MostRowsAtOnce = 1 << 22;

    /// <summary>Compares all rows. Where several processes share them, each hash is counted by the process that owns its range of hashes,
    /// part after part of the range.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="hashes">A hash of each row that is here, evenly spread over the numbers of 64 bits; sorted afterwards.</param>
    /// <param name="rowsAtOnce">About how many rows a process sends at once.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static CopyCount Of(RowParts rows, ulong[] hashes, int rowsAtOnce = MostRowsAtOnce)
    {
        Array.Sort(hashes);
        if (rows.Shares is null)
        {
            return OfSorted(hashes, []);
        }

        ICollective collective = rows.Shares.Collective;
        int rounds = (int)collective.MaxOf((hashes.Length + rowsAtOnce - 1L) / rowsAtOnce);
        int[] starts = StartsOfRanges(hashes, collective.Size * rounds);
        var own = default(CopyCount);
        for (int round = 0; round < rounds; round++)
        {
            var different = new List<ulong>();
            var multiples = new List<int>();
            int[] sent = new int[collective.Size];
            for (int rank = 0; rank < sent.Length; rank++)
            {
                int range = (rank * rounds) + round;
                sent[rank] = AddDifferent(hashes.AsSpan(starts[range]..starts[range + 1]), different, multiples);
            }

            ulong[] received = collective.ExchangeValues<ulong>(CollectionsMarshal.AsSpan(different), sent);
            int[] counts = collective.ExchangeValues<int>(CollectionsMarshal.AsSpan(multiples), sent);
            Array.Sort(received, counts);
            CopyCount ofRound = OfSorted(received, counts);
            own = new CopyCount(own.Copies + ofRound.Copies, own.Pairs + ofRound.Pairs);
        }

        Int128 pairs = 0;
        foreach (Int128 other in rows.Gather([own.Pairs]))
        {
            pairs += other;
        }

        return new CopyCount(rows.Sum(own.Copies), pairs);
    }

    // Where each of some ranges of equal width begins among sorted hashes, and the end of the last.
    private static int[] StartsOfRanges(ulong[] hashes, int ranges)
    {
        int[] starts = new int[ranges + 1];
        int range = 0;
        for (int index = 0; index < hashes.Length; index++)
        {
            for (ulong own = Math.BigMul(hashes[index], (ulong)ranges, out _); (ulong)range < own;)
            {
                starts[++range] = index;
            }
        }

        starts.AsSpan(range + 1).Fill(hashes.Length);
        return starts;
    }

    // Each hash once, with the number of its rows: a hash of many rows is not sent many times.
    private static int AddDifferent(ReadOnlySpan<ulong> sorted, List<ulong> different, List<int> multiples)
    {
        int before = different.Count;
        foreach (ulong hash in sorted)
        {
            if (different.Count > before && different[^1] == hash)
            {
                multiples[^1]++;
            }
            else
            {
                different.Add(hash);
                multiples.Add(1);
            }
        }

        return different.Count - before;
    }

    /// <param name="hashes">Sorted hashes.</param>
    /// <param name="counts">How many rows each stands for; empty for one row each.</param>
    private static CopyCount OfSorted(ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> counts)
    {
        long copies = 0;
        Int128 pairs = 0;
        for (int start = 0; start < hashes.Length;)
        {
            long rows = 0;
            int end = start;
            for (; end < hashes.Length && hashes[end] == hashes[start]; end++)
            {
                rows += counts.IsEmpty ? 1 : counts[end];
            }

            if (rows > 1)
            {
                copies += rows - 1;
                pairs += (Int128)rows * (rows - 1) / 2;
            }

            start = end;
        }

        return new CopyCount(copies, pairs);
    }
}
