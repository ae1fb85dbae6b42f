using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogReg.Numerics;

/// <summary>Merges sorted numbers, two runs of them at a time.</summary>
internal static class SortedRuns
{
    /// <summary>Puts runs of numbers in one order.</summary>
    /// <param name="values">The runs one after the other, each ascending, without NaN; may be overwritten.</param>
    /// <param name="lengths">How many numbers each run has.</param>
    /// <param name="other">Room for as many numbers.</param>
    /// <returns>Whether the numbers in ascending order are in the other memory, not in that of the runs.</returns>
    public static bool Merge(Span<double> values, IReadOnlyList<int> lengths, Span<double> other)
    {
        int[] runs = [.. lengths.Where(length => length > 0)];
        Span<double> from = values;
        Span<double> to = other[..values.Length];
        bool isInOther = false;
        while (runs.Length > 1)
        {
            int[] merged = new int[(runs.Length + 1) / 2];
            int start = 0;
            for (int run = 0; run < merged.Length; run++)
            {
                int first = runs[2 * run];
                int second = (2 * run) + 1 < runs.Length ? runs[(2 * run) + 1] : 0;
                merged[run] = first + second;
                Merge(from.Slice(start, merged[run]), first, to.Slice(start, merged[run]));
                start += merged[run];
            }

            Span<double> next = from;
            from = to;
            to = next;
            isInOther = !isInOther;
            runs = merged;
        }

        return isInOther;
    }

    // Which of two random numbers is smaller cannot be foreseen: no branch depends on it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge(ReadOnlySpan<double> runs, int length, Span<double> merged)
    {
        ref double values = ref MemoryMarshal.GetReference(runs);
        ref double target = ref MemoryMarshal.GetReference(merged);
        nint first = 0;
        nint second = length;
        nint place = 0;
        while (first < length && second < runs.Length)
        {
            // Of equal ones the first.
            nint isSecond = Unsafe.Add(ref values, second) < Unsafe.Add(ref values, first) ? 1 : 0;
            Unsafe.Add(ref target, place++) = Unsafe.Add(ref values, first + ((second - first) & -isSecond));
            second += isSecond;
            first += 1 - isSecond;
        }

        runs[(int)first..length].CopyTo(merged[(int)place..]);
        runs[(int)second..].CopyTo(merged[(int)(place + length - first)..]);
    }
}
