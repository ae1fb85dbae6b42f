using System.Runtime.InteropServices;
using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>Whether all rows have different hashes, those of all processes that share the rows.</summary>
internal static class DistinctHashes
{
    // What a process sends at once, so that it need not have all rows a second and a third time.
    private const int MostRowsAtOnce = 1 << 22;

    /// <summary>Compares all rows. Where several processes share them, each hash is looked for by the process that owns its range of
    /// hashes, part after part of the range.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="hashes">A hash of each row that is here, evenly spread over the numbers of 64 bits; sorted afterwards.</param>
    /// <param name="rowsAtOnce">About how many rows a process sends at once.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static bool Are(RowParts rows, ulong[] hashes, int rowsAtOnce = MostRowsAtOnce)
    {
        RadixSort.Sort(hashes);
        bool areDistinct = AreDifferent(hashes);
        if (rows.Shares is null)
        {
            return areDistinct;
        }

        ICollective collective = rows.Shares.Collective;
        long[] most = [areDistinct ? 0 : 1, (hashes.Length + rowsAtOnce - 1L) / rowsAtOnce];
        collective.Max(most);
        if (most[0] > 0)
        {
            return false;
        }

        int rounds = (int)most[1];
        int[] starts = StartsOfRanges(hashes, collective.Size * rounds);
        for (int round = 0; round < rounds; round++)
        {
            var sent = new List<ulong>();
            int[] counts = new int[collective.Size];
            for (int rank = 0; rank < counts.Length; rank++)
            {
                int range = (rank * rounds) + round;
                sent.AddRange(hashes.AsSpan(starts[range]..starts[range + 1]));
                counts[rank] = starts[range + 1] - starts[range];
            }

            ulong[] received = collective.ExchangeValues<ulong>(CollectionsMarshal.AsSpan(sent), counts);
            RadixSort.Sort(received);
            areDistinct &= AreDifferent(received);
        }

        return !collective.Any(!areDistinct);
    }

    private static bool AreDifferent(ReadOnlySpan<ulong> sorted)
    {
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index] == sorted[index - 1])
            {
                return false;
            }
        }

        return true;
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
}
