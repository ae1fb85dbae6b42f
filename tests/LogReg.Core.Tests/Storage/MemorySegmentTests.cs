using System.Globalization;
using LogReg.Storage;

namespace LogReg.Tests.Storage;

public sealed class MemorySegmentTests
{
    private const string Mappings = "/proc/self/smaps";

    [Fact]
    public void Memory_OnLinux_AsksForHugePages()
    {
        Assert.SkipUnless(
            File.Exists(Mappings) && File.Exists("/sys/kernel/mm/transparent_hugepage/enabled"), "there is nothing that tells of huge pages");
        using var segment = new MemorySegment(8 << 20);
        Assert.Equal(0, segment.Address % (2 << 20));
        string[] flags = FlagsOf(segment.Address);
        Assert.Contains("hg", flags);
    }

    // A mapping begins with a line of its addresses, and ends with one of its flags.
    private static string[] FlagsOf(nint address)
    {
        const string Flags = "VmFlags:";
        bool isFound = false;
        foreach (string line in File.ReadLines(Mappings))
        {
            string[] parts = line.Split(' ', '-');
            if (parts.Length > 2 && long.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long first)
                && long.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long end))
            {
                isFound = first <= address && address < end;
            }
            else if (isFound && line.StartsWith(Flags, StringComparison.Ordinal))
            {
                return line[Flags.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return [];
    }
}
