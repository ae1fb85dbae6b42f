using System.Buffers;
using System.IO.Compression;
using LogReg.Data;
using LogReg.Sources.Archives;

namespace LogReg.Sources.Excel;

/// <summary>The parts of a workbook, a zip archive. Neither the library that reads workbooks nor that of archives compares checksums, and
/// one wrong bit may make another number of a cell.</summary>
internal static class WorkbookParts
{
    private const int BufferBytes = 1 << 16;

    // Pictures, settings of printers, programs and the like are never read.
    private static readonly string[] ReadTypes = [".xml", ".rels"];
    private static readonly string[] ReadBinary = ["xl/workbook", "xl/worksheets/", "xl/sharedStrings", "xl/styles"];

    /// <summary>Unpacks all parts with cells, texts, formats and names, and compares them with their checksums.</summary>
    /// <param name="path">The path of the workbook; of another kind of file there is nothing to compare.</param>
    /// <exception cref="DataException">A part is damaged.</exception>
    public static void ThrowIfDamaged(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> signature = stackalloc byte[2];
        if (file.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false) < signature.Length || !signature.SequenceEqual("PK"u8))
        {
            return;
        }

        file.Position = 0;
        using var archive = new ZipArchive(file);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            foreach (ZipArchiveEntry part in archive.Entries.Where(IsRead))
            {
                ReadToEnd(part, path, buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsRead(ZipArchiveEntry part) =>
        ReadTypes.Any(type => part.Name.EndsWith(type, StringComparison.OrdinalIgnoreCase))
        || (part.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)
            && ReadBinary.Any(start => part.FullName.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    private static void ReadToEnd(ZipArchiveEntry part, string path, byte[] buffer)
    {
        try
        {
            using var content = new CheckedEntryStream(part);
            while (content.Read(buffer) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new DataException(
                $"the workbook is damaged: its part '{part.FullName}' does not have the length and the checksum that the file says",
                path,
                hint: "copy or download it again, or open it in a spreadsheet program, which may repair it, and save it as .xlsx",
                innerException: exception);
        }
    }
}
