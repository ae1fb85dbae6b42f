using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogReg.Numerics;

/// <summary>
/// Sorts many doubles in time linear in their number: least significant digit first, eleven bits at a time, on the bits of the numbers
/// mapped so that their unsigned order is the numbers' (Herf 2001, Radix tricks).
/// </summary>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int DigitCount = 6;
    private const int Buckets = 1 << DigitBits;

    // Below this the six passes cost more than the library's sort.
    private const int SmallestLength = 512;

    /// <summary>Sorts numbers in ascending order; −0 stands before +0, and <see cref="double.NaN"/> before all numbers.</summary>
    /// <param name="values">The numbers; none is a NaN of other bits, whose place depends on how many numbers there are.</param>
    public static void Sort(Span<double> values)
    {
        if (values.Length < SmallestLength)
        {
            values.Sort();
            return;
        }

        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        int[] counts = RentCounts();
        MapAndCount(keys, counts);
        ulong[] other = RowArray.Rent<ulong>(keys.Length);
        MapBack(Distribute(keys, other, counts), keys);
        RowArray.Return(other);
        RowArray.Return(counts);
    }

    /// <summary>Sorts whole numbers in ascending order.</summary>
    /// <param name="values">The numbers.</param>
    public static void Sort(Span<ulong> values)
    {
        if (values.Length < SmallestLength)
        {
            values.Sort();
            return;
        }

        int[] counts = RentCounts();
        Count(values, counts);
        ulong[] other = RowArray.Rent<ulong>(values.Length);
        ReadOnlySpan<ulong> sorted = Distribute(values, other, counts);
        if (sorted != values)
        {
            sorted.CopyTo(values);
        }

        RowArray.Return(other);
        RowArray.Return(counts);
    }

    /// <summary>Sorts numbers in ascending order, and what belongs to each with it.</summary>
    /// <typeparam name="T">The type of what belongs to a number.</typeparam>
    /// <param name="values">The numbers; none is NaN.</param>
    /// <param name="items">As many items, which are put in the order of their numbers; those of equal numbers in any order.</param>
    public static void Sort<T>(Span<double> values, Span<T> items)
        where T : unmanaged
    {
        if (values.Length < SmallestLength)
        {
            values.Sort(items);
            return;
        }

        Span<ulong> keys = MemoryMarshal.Cast<double, ulong>(values);
        int[] counts = RentCounts();
        MapAndCount(keys, counts);
        ulong[] otherKeys = RowArray.Rent<ulong>(keys.Length);
        T[] otherItems = RowArray.Rent<T>(keys.Length);
        Span<ulong> from = keys;
        Span<ulong> to = otherKeys.AsSpan(0, keys.Length);
        Span<T> itemsFrom = items;
        Span<T> itemsTo = otherItems.AsSpan(0, keys.Length);
        for (int digit = 0; digit < DigitCount; digit++)
        {
            Span<int> positions = counts.AsSpan(digit * Buckets, Buckets);
            if (positions.Contains(keys.Length))
            {
                continue; // All numbers have the same digit.
            }

            ToPositions(positions);
            Distribute(from, to, itemsFrom, itemsTo, positions, digit * DigitBits);
            Span<ulong> swap = from;
            from = to;
            to = swap;
            Span<T> swapped = itemsFrom;
            itemsFrom = itemsTo;
            itemsTo = swapped;
        }

        MapBack(from, keys);
        if (itemsFrom != items)
        {
            itemsFrom.CopyTo(items);
        }

        RowArray.Return(otherKeys);
        RowArray.Return(otherItems);
        RowArray.Return(counts);
    }

    private static int[] RentCounts()
    {
        int[] counts = RowArray.Rent<int>(DigitCount * Buckets);
        Array.Clear(counts);
        return counts;
    }

    // Where the keys are sorted: in place, or in the other memory.
    private static Span<ulong> Distribute(Span<ulong> keys, ulong[] other, int[] counts)
    {
        Span<ulong> from = keys;
        Span<ulong> to = other.AsSpan(0, keys.Length);
        for (int digit = 0; digit < DigitCount; digit++)
        {
            Span<int> positions = counts.AsSpan(digit * Buckets, Buckets);
            if (positions.Contains(keys.Length))
            {
                continue; // All numbers have the same digit.
            }

            ToPositions(positions);
            Distribute(from, to, positions, digit * DigitBits);
            Span<ulong> swap = from;
            from = to;
            to = swap;
        }

        return from;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<ulong> keys, int[] counts)
    {
        foreach (ulong key in keys)
        {
            for (int digit = 0; digit < DigitCount; digit++)
            {
                counts[(digit * Buckets) + (int)((key >> (digit * DigitBits)) & (Buckets - 1))]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapAndCount(Span<ulong> keys, int[] counts)
    {
        foreach (ref ulong key in keys)
        {
            key = SortKey.OfBits(key);
            for (int digit = 0; digit < DigitCount; digit++)
            {
                counts[(digit * Buckets) + (int)((key >> (digit * DigitBits)) & (Buckets - 1))]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToPositions(Span<int> counts)
    {
        int next = 0;
        foreach (ref int count in counts)
        {
            (count, next) = (next, next + count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute(ReadOnlySpan<ulong> from, Span<ulong> to, Span<int> positions, int shift)
    {
        foreach (ulong key in from)
        {
            to[positions[(int)((key >> shift) & (Buckets - 1))]++] = key;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distribute<T>(
        ReadOnlySpan<ulong> from, Span<ulong> to, ReadOnlySpan<T> itemsFrom, Span<T> itemsTo, Span<int> positions, int shift)
        where T : unmanaged
    {
        for (int index = 0; index < from.Length; index++)
        {
            ulong key = from[index];
            int position = positions[(int)((key >> shift) & (Buckets - 1))]++;
            to[position] = key;
            itemsTo[position] = itemsFrom[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapBack(ReadOnlySpan<ulong> from, Span<ulong> to)
    {
        for (int index = 0; index < to.Length; index++)
        {
            to[index] = SortKey.ToBits(from[index]);
        }
    }
}
