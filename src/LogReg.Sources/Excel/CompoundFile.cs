using System.Buffers.Binary;
using System.Text;
using LogReg.Data;

namespace LogReg.Sources.Excel;

/// <summary>Files of old Office programs, and of new ones with a password, which look alike from outside: their directory has the names of
/// what they hold.</summary>
internal static class CompoundFile
{
    private const int Header = 512;
    private const int Entry = 128;
    private const int LengthOfName = 64;
    private const int MostEntries = 64;
    private const string CopyTable = "copy its table into a spreadsheet program, and save that as .xlsx or CSV";

    /// <summary>Says what a file is that is no workbook, or none that can be read.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cause">Why it could not be read.</param>
    /// <returns>The error; <see langword="null"/> where the directory says nothing of that.</returns>
    public static DataException? Explain(string path, Exception cause)
    {
        HashSet<string> names = NamesIn(path);
        return names.Contains("EncryptedPackage") ? Protected(path, cause)
            : names.Contains("WordDocument") ? NoWorkbook("a Word document (.doc)", CopyTable)
            : names.Contains("PowerPoint Document") ? NoWorkbook("a PowerPoint presentation (.ppt)", CopyTable)
            : names.Contains("__properties_version1.0") ? NoWorkbook("a message of Outlook (.msg)", "save its attachment, and give that")
            : null;

        DataException NoWorkbook(string kind, string hint) =>
            new($"this is {kind}, not a workbook", path, hint: hint, innerException: cause);
    }

    /// <summary>The error for a workbook with a password.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cause">Why it could not be read.</param>
    public static DataException Protected(string path, Exception cause) => new(
        "the workbook is protected by a password",
        path,
        hint: "save it without a password: in Excel by File, Info, Protect Workbook, Encrypt with Password, with an empty field",
        innerException: cause);

    // Its directory is short, and most programs write it in one piece.
    private static HashSet<string> NamesIn(string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] header = new byte[Header];
            file.ReadExactly(header);
            int shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
            int sector = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(48));
            if (shift is not (9 or 12) || sector < 0)
            {
                return names;
            }

            file.Position = (sector + 1L) << shift;
            byte[] directory = new byte[Entry * MostEntries];
            int length = file.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false);
            for (int at = 0; at + Entry <= length; at += Entry)
            {
                // In UTF-16 with a zero at the end.
                int size = BinaryPrimitives.ReadUInt16LittleEndian(directory.AsSpan(at + LengthOfName));
                if (size is > 2 and <= LengthOfName)
                {
                    names.Add(Encoding.Unicode.GetString(directory, at, size - 2));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error at hand says it.
        }

        return names;
    }
}
