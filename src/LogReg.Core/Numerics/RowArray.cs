using System.Buffers;
using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>Arrays with a value for each row. New memory costs a fault of the processor for each of its pages, which takes longer than what
/// is written there.</summary>
internal static class RowArray
{
    private const int HugePageBytes = 2 << 20;

    // A power of two, as the lengths of rented arrays are.
    private const int LongestRented = 1 << 19;

    /// <summary>Allocates an array, a large one from huge pages where the system has them, and what is left of it at once.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="length">How many values; they are not set to anything.</param>
    public static unsafe T[] Allocate<T>(int length)
        where T : unmanaged
    {
        T[] values = GC.AllocateUninitializedArray<T>(length);
        long bytes = (long)length * sizeof(T);
        if (bytes >= HugePageBytes)
        {
            fixed (T* first = values)
            {
                nint start = ((nint)first + HugePageBytes - 1) / HugePageBytes * HugePageBytes;
                nint end = (nint)((nint)first + bytes) / HugePageBytes * HugePageBytes;
                if (end > start)
                {
                    MemoryAdvice.PreferHugePages(start, end - start);
                }
            }
        }

        return values;
    }

    /// <summary>Takes an array that has served before, if there is one and it is not large.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="length">How many values it must have at least; they are not set to anything.</param>
    public static T[] Rent<T>(int length)
        where T : unmanaged => length <= LongestRented ? ArrayPool<T>.Shared.Rent(length) : Allocate<T>(length);

    /// <summary>Gives an array from <see cref="Rent"/> back.</summary>
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
}
