using LogReg.Storage;

namespace LogReg.Numerics;

/// <summary>Arrays with a value for each row.</summary>
internal static class RowArray
{
    private const int HugePageBytes = 2 << 20;

    /// <summary>Allocates an array, a large one from huge pages where the system has them: a fault for each base page takes longer than
    /// what is written there.</summary>
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
}
