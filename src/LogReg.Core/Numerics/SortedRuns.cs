using System.Runtime.CompilerServices;

namespace LogReg.Numerics;

/// <summary>Merges sorted numbers, two runs of them at a time.</summary>
internal static class SortedRuns
{
    /// <summary>Puts runs of numbers in one order.</summary>
    /// <param name="values">The runs one after the other, each ascending, without NaN; may be overwritten.</param>
    /// <param name="lengths">How many numbers each run has.</param>
    /// <returns>The numbers in ascending order, in the same array or in another.</returns>
    public static double[] Merge(double[] values, IReadOnlyList<int> lengths)
    {
        int[] runs = [.. lengths.Where(length => length > 0)];
        double[] from = values;
        double[]? other = null;
        while (runs.Length > 1)
        {
            other ??= RowArray.Allocate<double>(values.Length);
            int[] merged = new int[(runs.Length + 1) / 2];
            int start = 0;
            for (int run = 0; run < merged.Length; run++)
            {
                int first = runs[2 * run];
                int second = (2 * run) + 1 < runs.Length ? runs[(2 * run) + 1] : 0;
                merged[run] = first + second;
                Merge(from.AsSpan(start, first), from.AsSpan(start + first, second), other.AsSpan(start, merged[run]));
                start += merged[run];
            }

            (from, other) = (other, from);
            runs = merged;
        }

        return from;
    }

    // Which of two random numbers is smaller cannot be foreseen: no branch depends on it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> merged)
    {
        int one = 0;
        int two = 0;
        while (one < first.Length && two < second.Length)
        {
            double earlier = first[one];
            double later = second[two];
            bool isLater = later < earlier;
            merged[one + two] = isLater ? later : earlier;
            int step = Unsafe.BitCast<bool, byte>(isLater);
            two += step;
            one += 1 - step;
        }

        first[one..].CopyTo(merged[(one + two)..]);
        second[two..].CopyTo(merged[(first.Length + two)..]);
    }
}
