using System.Buffers.Text;

namespace LogReg.Storage;

/// <summary>The memory that the process uses.</summary>
/// <param name="Total">Bytes in all.</param>
/// <param name="Mapped">Bytes of mapped files, programs included; all of them where the system does not tell them apart.</param>
internal readonly record struct ResidentMemory(long Total, long Mapped)
{
    private const string LinuxFile = "/proc/self/statm";

    /// <summary>Asks the operating system.</summary>
    public static ResidentMemory Measure()
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return OfLinux();
            }
            catch (IOException)
            {
                // Not every container shows it.
            }
        }

        long total = Environment.WorkingSet;
        return new ResidentMemory(total, total);
    }

    // Sizes in pages, separated by blanks: all of the address space, what is in memory, what of that are files.
    private static ResidentMemory OfLinux()
    {
        Span<byte> text = stackalloc byte[128];
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(LinuxFile);
        ReadOnlySpan<byte> rest = text[..RandomAccess.Read(file, text, 0)];
        rest = rest[(rest.IndexOf((byte)' ') + 1)..];
        _ = Utf8Parser.TryParse(rest, out long resident, out int length);
        _ = Utf8Parser.TryParse(rest[(length + 1)..], out long shared, out _);
        return new ResidentMemory(resident * Environment.SystemPageSize, shared * Environment.SystemPageSize);
    }
}
