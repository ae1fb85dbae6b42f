using System.IO.Compression;
using LogReg.Data;

namespace LogReg.Sources;

/// <summary>Documents that are zip archives of their parts, and what to do with them.</summary>
internal static class ZipKind
{
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const string CopyTable = "copy its table into a spreadsheet program, and save that as .xlsx or CSV";
    private const int LongestType = 100;

    /// <summary>Refuses a document that is no data file.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="DataException">It is a document.</exception>
    public static void ThrowIfDocument(ZipArchive archive, string path)
    {
        string[] names = [.. archive.Entries.Select(entry => entry.FullName)];
        bool Has(string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
        string type = TypeOf(archive);
        (string Kind, string Hint)? found =
            type == OpenDocument + "spreadsheet"
                ? ("an OpenDocument spreadsheet (.ods)", "open it in LibreOffice or Excel, and save it as .xlsx or CSV")
            : type.StartsWith(OpenDocument, StringComparison.Ordinal) ? ("an OpenDocument file, but no spreadsheet", CopyTable)
            : Has("word/document.xml") ? ("a Word document (.docx)", CopyTable)
            : Has("ppt/presentation.xml") ? ("a PowerPoint presentation (.pptx)", CopyTable)
            : Has("Index/Document.iwa") || Has("Index.zip")
                ? ("a document of Apple Numbers, Pages or Keynote", "export it from Numbers as .xlsx or CSV")
            : Has("[Content_Types].xml") ? ("an Office file, but no workbook", CopyTable)
            : names.Length > 0 && names.All(name => name.EndsWith(".npy", StringComparison.Ordinal))
                ? (
                    "a file of NumPy arrays (.npz)",
                    "write an array as CSV: numpy.savetxt(\"data.csv\", numpy.load(file)[name], delimiter=\",\")")
            : null;
        if (found is (string kind, string hint))
        {
            throw new DataException($"this is {kind}, not a data file", path, hint: hint);
        }
    }

    /// <summary>The name of a method of compression by its number in the archive.</summary>
    /// <param name="method">The number.</param>
    public static string NameOfMethod(int method) => method switch
    {
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        93 => "Zstandard",
        95 => "xz",
        98 => "PPMd",
        _ => FormattableString.Invariant($"method {method}"),
    };

    // By the rules of OpenDocument the first part, which is not compressed, is its type.
    private static string TypeOf(ZipArchive archive)
    {
        if (archive.GetEntry("mimetype") is not { Length: > 0 and <= LongestType, IsEncrypted: false } entry)
        {
            return "";
        }

        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().Trim();
    }
}
