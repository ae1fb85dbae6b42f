using System.IO.Compression;
using System.Text;
using LogReg.Data;

namespace LogReg.Sources.Tests;

/// <summary>Documents and archives that cannot be read are named by their content, with what to do.</summary>
public sealed class OtherDocumentsTests : IDisposable
{
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("an OpenDocument spreadsheet (.ods)", "save it as .xlsx or CSV", OpenDocument + "spreadsheet", "content.xml", "META-INF/manifest.xml")]
    [InlineData("an OpenDocument file, but no spreadsheet", "copy its table", OpenDocument + "text", "content.xml", "META-INF/manifest.xml")]
    [InlineData("a Word document (.docx)", "copy its table", null, "[Content_Types].xml", "word/document.xml")]
    [InlineData("a PowerPoint presentation (.pptx)", "copy its table", null, "[Content_Types].xml", "ppt/presentation.xml")]
    [InlineData("an Office file, but no workbook", "copy its table", null, "[Content_Types].xml", "visio/document.xml")]
    [InlineData("a document of Apple Numbers, Pages or Keynote", "export it from Numbers", null, "Index/Document.iwa", "preview.jpg")]
    [InlineData("a file of NumPy arrays (.npz)", "numpy.savetxt", null, "x.npy", "y.npy")]
    public void Open_ADocumentThatIsAnArchive_IsNamed(string kind, string hint, string? type, params string[] parts)
    {
        using (ZipArchive archive = ZipFile.Open(_folder["data.xlsx"], ZipArchiveMode.Create))
        {
            string[] names = type is null ? parts : ["mimetype", .. parts];
            foreach (string name in names)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
                writer.Write(name == "mimetype" ? type : "text");
            }
        }

        AssertError(_folder["data.xlsx"], $"this is {kind}, not a data file", hint);
    }

    // The method stands in the header of the file and in the directory; what would have to be unpacked does not matter.
    [Theory]
    [InlineData(12, "bzip2")]
    [InlineData(14, "LZMA")]
    [InlineData(93, "Zstandard")]
    [InlineData(77, "method 77")]
    public void Open_AnArchiveOfAnotherMethod_NamesIt(byte method, string name)
    {
        byte[] archive = Archive("part.csv", "x,y\n1,0\n");
        archive[8] = method;
        archive[archive.AsSpan().IndexOf("PK\u0001\u0002"u8) + 10] = method;

        AssertError(
            _folder.Write("data.zip", archive), $"the file in the zip archive is compressed with {name}, which cannot be read", "Deflate");
    }

    [Fact]
    public void Open_AnArchiveEncryptedWithAes_SaysSo()
    {
        byte[] archive = Archive("part.csv", "x,y\n1,0\n");
        int directory = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        archive[6] = archive[directory + 8] = 1;
        archive[8] = archive[directory + 10] = 99;

        AssertError(_folder.Write("data.zip", archive), "the zip archive is protected by a password", "unpack it");
    }

    [Fact]
    public void Open_AnEmptyArchive_SaysSo() =>
        AssertError(_folder.Write("data.zip", [.. "PK\u0005\u0006"u8, .. new byte[18]]), "the zip archive holds no file", "unpack it");

    [Theory]
    [InlineData("EncryptedPackage", "the workbook is protected by a password", "save it without a password")]
    [InlineData("WordDocument", "this is a Word document (.doc), not a workbook", "copy its table")]
    [InlineData("PowerPoint Document", "this is a PowerPoint presentation (.ppt), not a workbook", "copy its table")]
    [InlineData("__properties_version1.0", "this is a message of Outlook (.msg), not a workbook", "save its attachment")]
    [InlineData("Other", "the workbook cannot be read: it is damaged, cut short, or no workbook", "save it again as .xlsx")]
    public void Open_AnOldOfficeFile_IsNamedByItsDirectory(string entry, string message, string hint) =>
        AssertError(_folder.Write("data.xls", Compound("Root Entry", entry)), message, hint);

    // A header and, in the first sector after it, a directory.
    private static byte[] Compound(params string[] entries)
    {
        byte[] file = new byte[1024];
        Convert.FromHexString("D0CF11E0A1B11AE1").CopyTo(file, 0);
        file[24] = 0x3E;
        file[26] = 3;
        file[28] = 0xFE;
        file[29] = 0xFF;
        file[30] = 9;
        file[32] = 6;
        foreach ((int place, string entry) in entries.Index())
        {
            Encoding.Unicode.GetBytes(entry).CopyTo(file, 512 + (128 * place));
            file[512 + (128 * place) + 64] = (byte)(2 * (entry.Length + 1));
        }

        return file;
    }

    private static byte[] Archive(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open()))
        {
            writer.Write(text);
        }

        return stream.ToArray();
    }

    private static void AssertError(string path, string message, string hint)
    {
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(path).ReadColumnNames());
        Assert.StartsWith($"{path}: {message}", error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Hint!.ToString(), StringComparison.Ordinal);
    }
}
