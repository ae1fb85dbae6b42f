using System.Runtime.InteropServices;
using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>Values at given ranks of the numbers of all rows, which need not be sorted for that: one pass counts by leading bits, and only
/// the buckets that a rank falls into are sorted.</summary>
internal static class OrderStatistics
{
    private const int BucketBits = 16;

    /// <summary>The values at some ranks.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="values">A number for each row that is here, none NaN.</param>
    /// <param name="ranks">Positions in the sorted order of all rows, from 0, rising.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static double[] Of(RowParts rows, ReadOnlySpan<double> values, ReadOnlySpan<long> ranks)
    {
        long[] own = new long[1 << BucketBits];
        foreach (double value in values)
        {
            own[BucketOf(value)]++;
        }

        long[] counts = rows.Shares is null ? own : [.. own];
        rows.Sum(counts);

        // The buckets that are asked for, and the ranks within them.
        var wanted = new Dictionary<int, List<double>>();
        int[] buckets = new int[ranks.Length];
        long[] places = new long[ranks.Length];
        int bucket = 0;
        long first = 0;
        for (int rank = 0; rank < ranks.Length; rank++)
        {
            while (first + counts[bucket] <= ranks[rank])
            {
                first += counts[bucket++];
            }

            (buckets[rank], places[rank]) = (bucket, ranks[rank] - first);
            wanted.TryAdd(bucket, new List<double>((int)own[bucket]));
        }

        Fill(wanted, values);
        if (rows.Shares is null)
        {
            return [.. buckets.Zip(places, (of, place) => wanted[of][(int)place])];
        }

        ulong[] keys = KeySearch.Largest(
            rows.Shares.Collective,
            [.. buckets.Zip(places, (of, place) => counts[of] - place)],
            (rank, key) => CountFrom(wanted[buckets[rank]], key),
            Array.ConvertAll(buckets, of => (ulong)of << (64 - BucketBits)),
            BucketBits);
        return Array.ConvertAll(keys, SortKey.ToNumber);
    }

    private static void Fill(Dictionary<int, List<double>> wanted, ReadOnlySpan<double> values)
    {
        var buckets = new List<double>?[1 << BucketBits];
        foreach ((int bucket, List<double> members) in wanted)
        {
            buckets[bucket] = members;
        }

        foreach (double value in values)
        {
            buckets[BucketOf(value)]?.Add(value + 0.0);
        }

        foreach (List<double> members in wanted.Values)
        {
            RadixSort.Sort(CollectionsMarshal.AsSpan(members));
        }
    }

    private static long CountFrom(List<double> sorted, ulong key) =>
        sorted.Count - SortKey.FirstFrom(CollectionsMarshal.AsSpan(sorted), key);

    // Minus zero is zero.
    private static int BucketOf(double value) => (int)(SortKey.Of(value + 0.0) >> (64 - BucketBits));
}
