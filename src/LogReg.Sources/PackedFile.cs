using LogReg.Data;

namespace LogReg.Sources;

/// <summary>What stands inside a compressed file: text is read as it flows, and other kinds of files would have to be unpacked.</summary>
internal static class PackedFile
{
    private const int Looked = 1 << 12;

    /// <summary>Refuses a file that is read by its path alone, with what helps.</summary>
    /// <param name="content">The beginning of what stands inside, unpacked.</param>
    /// <param name="path">The path of the compressed file.</param>
    /// <param name="outer">What the file is, with its article.</param>
    /// <exception cref="DataException">There is a Parquet file, a workbook, a cache or another archive inside.</exception>
    public static void ThrowIfNotText(Stream content, string path, string outer)
    {
        byte[] start = new byte[Looked];
        string? inner = SourceFile.NameOfKind(start.AsSpan(0, content.ReadAtLeast(start, Looked, throwOnEndOfStream: false)));
        if (inner is not null)
        {
            throw new DataException(
                $"inside this file, {outer}, there is {inner}, which is read only as a file of its own",
                path,
                hint: "unpack it, and give the file inside it");
        }
    }
}
