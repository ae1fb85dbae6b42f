using System.Runtime.InteropServices;

namespace LogReg.Storage;

/// <summary>Tells the operating system which mapped memory is not needed at the moment.</summary>
internal static partial class MemoryAdvice
{
    private const int DoNotNeed = 4;

    /// <summary>Takes the pages of a mapped file out of the process; what was written stays in the file. Where the system has no such call,
    /// it decides by itself.</summary>
    /// <param name="address">The first page.</param>
    /// <param name="length">The number of bytes.</param>
    public static void Release(nint address, long length)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            // Advice that is not taken does no harm.
            _ = Advise(address, (nuint)length, DoNotNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
