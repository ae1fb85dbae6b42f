using System.Runtime.InteropServices;

namespace LogReg.Storage;

/// <summary>Tells the operating system how memory is going to be used.</summary>
internal static partial class MemoryAdvice
{
    private const int DoNotNeed = 4;
    private const int HugePages = 14;
    private const int PopulateToWrite = 23;

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

    /// <summary>Asks for huge pages, which need a fault and an entry of the table of pages for 2 MiB instead of 4 KiB. Systems other than
    /// Linux decide by themselves.</summary>
    /// <param name="address">The first byte, at the start of a huge page.</param>
    /// <param name="length">The number of bytes.</param>
    public static void PreferHugePages(nint address, long length)
    {
        if (OperatingSystem.IsLinux() && length > 0)
        {
            _ = Advise(address, (nuint)length, HugePages);
        }
    }

    /// <summary>Makes pages present that are all going to be written, in one call instead of a fault for each. Systems other than Linux,
    /// and Linux before 5.14, make them present as they are written.</summary>
    /// <param name="address">The first byte, at the start of a page.</param>
    /// <param name="length">The number of bytes.</param>
    public static void Populate(nint address, long length)
    {
        if (OperatingSystem.IsLinux() && length > 0)
        {
            _ = Advise(address, (nuint)length, PopulateToWrite);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);
}
