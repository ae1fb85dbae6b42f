using System.IO.Compression;
using System.Text;
using LogReg.Data;
using ZstdSharp;

namespace LogReg.Sources.Tests;

/// <summary>What a file is, its content tells.</summary>
public sealed class SourceFileTests : IDisposable
{
    private const string Text = "x,y\n1,0\n2,1\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PAR1,y\n1,0\n")]
    [InlineData("PK,y\n1,0\n")]
    [InlineData("")]
    public void KindOf_TextWithTheSignatureOfAnotherKind_IsCsv(string text) =>
        Assert.Equal(SourceFileKind.Csv, SourceFile.KindOf(_folder.Write("data.parquet", text)));

    [Fact]
    public void Open_NoSuchFile_SaysSo()
    {
        Assert.Equal(SourceFileKind.Csv, SourceFile.KindOf(_folder["none.parquet"]));
        DataException exception = Assert.Throws<DataException>(() => SourceFile.Open(_folder["none.parquet"]));
        Assert.Contains("there is no such file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Zstandard_ReadsTheCsvFileInside()
    {
        using var compressor = new Compressor();
        string path = _folder.Write("data.csv", compressor.Wrap(Encoding.UTF8.GetBytes(Text)).ToArray());
        Assert.Equal(SourceFileKind.Zstandard, SourceFile.KindOf(path));
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(["x", "y"], source.ReadColumnNames());
        Assert.Equal(2, source.ReadTable([new ColumnRequest("x", ColumnKind.Inferred)]).RowCount);
    }

    [Fact]
    public void Open_ZstandardCutShort_SaysSo()
    {
        using var compressor = new Compressor();
        string rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10007},{i % 2}\n"));
        byte[] text = Encoding.UTF8.GetBytes("x,y\n" + rows);
        byte[] bytes = compressor.Wrap(text).ToArray();
        using DataSource source = SourceFile.Open(_folder.Write("cut.zst", bytes[..(bytes.Length / 2)]));
        DataException exception = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("x", ColumnKind.Inferred)]));
        Assert.Contains("the Zstandard data are damaged or cut off", exception.Message, StringComparison.Ordinal);
        Assert.Equal("copy or download the file again, or compress it again", exception.Hint?.ToString());
    }

    // A faulty line of a damaged archive is none of the file.
    [Fact]
    public void Open_AZipArchiveThatIsDamagedBehindAFaultyLine_IsDamaged()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["data.zip"], ZipArchiveMode.Create))
        using (var writer = new StreamWriter(archive.CreateEntry("data.csv", CompressionLevel.NoCompression).Open()))
        {
            writer.Write("x,y\n1,0\n2,1\n" + string.Concat(Enumerable.Repeat("3,0\n", 50_000)));
        }

        byte[] content = File.ReadAllBytes(_folder["data.zip"]);
        content[content.AsSpan().IndexOf("2,1\n"u8) + 3] = (byte)',';
        File.WriteAllBytes(_folder["data.zip"], content);
        using DataSource source = SourceFile.Open(_folder["data.zip"]);
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]));
        Assert.Equal($"{_folder["data.zip"]}: the file cannot be read: the zip data are damaged or cut off", error.Message);
        Assert.Equal("copy or download the file again, or compress it again", error.Hint?.ToString());
    }

    [Fact]
    public void Open_Cache_IsOne()
    {
        string csv = _folder.Write("data.csv", Text);
        CacheSource.Write(CsvSource.FromFile(csv), _folder["data.cache"]);
        Assert.Equal(SourceFileKind.Cache, SourceFile.KindOf(_folder["data.cache"]));
        using DataSource source = SourceFile.Open(_folder["data.cache"]);
        Assert.IsType<CacheSource>(source);
    }
}
