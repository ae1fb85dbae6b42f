using System.Runtime.InteropServices;

namespace LogReg.Numerics;

/// <summary>Values at given ranks of many numbers, which need not be sorted for that: one pass counts by leading bits, and only the buckets
/// that a rank falls into are sorted.</summary>
internal static class OrderStatistics
{
    private const int KeyBits = 16;

    /// <summary>The values at some ranks.</summary>
    /// <param name="values">The numbers, none NaN.</param>
    /// <param name="ranks">Positions in the sorted order, from 0, rising.</param>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<int> ranks)
    {
        int[] counts = new int[1 << KeyBits];
        foreach (double value in values)
        {
            counts[KeyOf(value)]++;
        }

        // The buckets that are asked for, with their first ranks.
        var wanted = new Dictionary<int, List<double>>();
        int[] keys = new int[ranks.Length];
        int[] firstRanks = new int[ranks.Length];
        int key = 0;
        int first = 0;
        for (int place = 0; place < ranks.Length; place++)
        {
            while (first + counts[key] <= ranks[place])
            {
                first += counts[key++];
            }

            (keys[place], firstRanks[place]) = (key, first);
            wanted.TryAdd(key, new List<double>(counts[key]));
        }

        List<double>?[] buckets = new List<double>?[1 << KeyBits];
        foreach ((int bucket, List<double> members) in wanted)
        {
            buckets[bucket] = members;
        }

        foreach (double value in values)
        {
            buckets[KeyOf(value)]?.Add(value);
        }

        foreach (List<double> members in wanted.Values)
        {
            RadixSort.Sort(CollectionsMarshal.AsSpan(members));
        }

        double[] found = new double[ranks.Length];
        for (int place = 0; place < found.Length; place++)
        {
            found[place] = wanted[keys[place]][ranks[place] - firstRanks[place]];
        }

        return found;
    }

    // The leading bits of a double as a whole number that rises with it.
    private static int KeyOf(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return (int)((ulong)(bits ^ ((bits >> 63) | long.MinValue)) >> (64 - KeyBits));
    }
}
