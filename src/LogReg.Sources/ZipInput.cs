using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using LogReg.Data;
using LogReg.Sources.Archives;

namespace LogReg.Sources;

/// <summary>The only file in a zip archive.</summary>
internal static class ZipInput
{
    private const int MostNames = 5;

    // Methods of compression that are read, by their numbers.
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Deflated64 = 9;

    /// <summary>From an archive to what opens its file.</summary>
    /// <param name="path">The path of the archive.</param>
    /// <exception cref="DataException">The archive is damaged, or holds no file or several.</exception>
    public static Func<Stream> Of(string path)
    {
        try
        {
            using ZipArchive archive = Open(path);
            ZipKind.ThrowIfDocument(archive, path);
            ZipArchiveEntry[] files = [.. Files(archive)];
            if (files.Length != 1)
            {
                string names = string.Join(", ", files.Take(MostNames).Select(file => file.FullName)) + (files.Length > MostNames ? ", …" : "");
                throw new DataException(
                    files.Length == 0 ? "the zip archive holds no file" : $"the zip archive holds {files.Length} files: {names}",
                    path,
                    hint: "unpack it; of a folder or a pattern with *, all files are read as one table");
            }

            if (files[0].IsEncrypted)
            {
                throw new DataException("the zip archive is protected by a password", path, hint: "unpack it, and give the file inside it");
            }

            if (MethodOf(path, files[0]) is int method and not (Stored or Deflated or Deflated64))
            {
                throw new DataException(
                    $"the file in the zip archive is compressed with {ZipKind.NameOfMethod(method)}, which cannot be read",
                    path,
                    hint: "unpack it and give the file inside it, or pack that again with the usual method, Deflate");
            }

            using Stream content = files[0].Open();
            PackedFile.ThrowIfNotText(content, path, "a zip archive");
            return () => OpenOnly(path);
        }
        catch (InvalidDataException exception)
        {
            throw new DataException(
                "it begins as a zip archive or an .xlsx workbook, but it is damaged or cut off",
                path,
                hint: "copy, download or save it again",
                innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"the zip archive cannot be read: {exception.Message}", path, hint: "check the file", innerException: exception);
        }
    }

    private static ZipArchive Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new ZipArchive(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // The library does not tell it. Before each file of an archive stands a header, which for the first one is that of the archive.
    private static int? MethodOf(string path, ZipArchiveEntry entry)
    {
        const int FixedHeader = 30;
        ReadOnlySpan<byte> start = SourceFile.StartOf(path);
        byte[] name = Encoding.UTF8.GetBytes(entry.FullName);
        return start.Length > FixedHeader + name.Length && start.Slice(FixedHeader, name.Length).SequenceEqual(name)
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : null;
    }

    // macOS adds files of its own.
    private static IEnumerable<ZipArchiveEntry> Files(ZipArchive archive) => archive.Entries.Where(
        entry => entry.Name.Length > 0 && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal));

    private static CheckedEntryStream OpenOnly(string path)
    {
        ZipArchive archive = Open(path);
        try
        {
            ZipArchiveEntry entry = Files(archive).Single();
            return new CheckedEntryStream(entry, archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }
}
