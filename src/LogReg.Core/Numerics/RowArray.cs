using System.Buffers;
using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>Arrays with a value for each row. New memory costs a page fault for each of its pages, which takes longer than writing to
/// it.</summary>
internal static class RowArray
{
    private const int HugePageBytes = 2 << 20;

    // Asking takes as long as a few faults.
    private const int LeastBytes = 1 << 20;

    // A power of two, as the lengths of rented arrays are.
    private const int LongestRented = 1 << 19;

    /// <summary>Allocates an array, a large one from huge pages where the system has them, and the rest of its pages at once.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="length">How many values; they are not set to anything.</param>
    public static T[] Allocate<T>(int length)
        where T : unmanaged => Prepare(GC.AllocateUninitializedArray<T>(length), length);

    /// <summary>Rents an array from the pool; a large one is allocated.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="length">How many values it must have at least; they are not set to anything.</param>
    public static T[] Rent<T>(int length)
        where T : unmanaged => length <= LongestRented ? Prepare(ArrayPool<T>.Shared.Rent(length), length) : Allocate<T>(length);

    /// <summary>Returns an array from <see cref="Rent"/> to the pool.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="rented">The array, which is not used any more.</param>
    public static void Return<T>(T[] rented)
        where T : unmanaged
    {
        if (rented.Length <= LongestRented)
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private static unsafe T[] Prepare<T>(T[] values, int length)
        where T : unmanaged
    {
        long bytes = (long)length * sizeof(T);
        if (bytes >= LeastBytes)
        {
            fixed (T* first = values)
            {
                (nint start, long inner) = Inner((nint)first, bytes, HugePageBytes);
                MemoryAdvice.PreferHugePages(start, inner);
                (start, inner) = Inner((nint)first, bytes, Environment.SystemPageSize);
                MemoryAdvice.Populate(start, inner);
            }
        }

        return values;
    }

    // The whole pages within some bytes.
    private static (nint Start, long Bytes) Inner(nint first, long bytes, int pageBytes)
    {
        long start = (first + pageBytes - 1) / pageBytes * pageBytes;
        return ((nint)start, Math.Max(0, ((first + bytes) / pageBytes * pageBytes) - start));
    }
}
