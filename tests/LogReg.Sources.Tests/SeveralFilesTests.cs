using System.IO.Compression;
using LogReg.Data;

namespace LogReg.Sources.Tests;

/// <summary>Folders, patterns and archives.</summary>
public sealed class SeveralFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SeveralFilesTests()
    {
        Directory.CreateDirectory(_folder["a"]);
        File.WriteAllText(_folder["a/part-1.csv"], "x,y\n1,0\n2,1\n");
        File.WriteAllText(_folder["a/part-2.csv"], "y,x\n0,3\n");
        File.WriteAllText(_folder["a/_SUCCESS"], "");
        File.WriteAllText(_folder["a/.hidden.csv"], "z\n1\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a")]
    [InlineData("a/part-*.csv")]
    [InlineData("a/part-?.csv")]
    [InlineData("*/part-*.csv")]
    public void Open_AFolderOrAPattern_IsOneTable(string path)
    {
        using DataSource source = SourceFile.Open(_folder[path], new SourceFileOptions { FileColumn = "file" });
        Assert.Equal(["file", "x", "y"], source.ReadColumnNames());
        Table table = source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric), new ColumnRequest("file", ColumnKind.Inferred)]);
        Assert.Equal([1, 2, 3], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Equal(["part-1.csv", "part-2.csv"], ((CategoricalColumn)table.Chunks[0].Columns[1]).Levels);
    }

    [Theory]
    [InlineData("b/*.csv", "no file matches the pattern")]
    [InlineData("a/q*", "no file matches the pattern")]
    public void Open_APatternWithoutFiles_SaysSo(string path, string message) => Assert.Contains(
        message, Assert.Throws<DataException>(() => SourceFile.Open(_folder[path])).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_AnEmptyFolder_SaysSo()
    {
        Directory.CreateDirectory(_folder["empty"]);
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["empty"]));
        Assert.Contains("the folder holds no file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AZipArchiveOfOneFile_IsThatFile()
    {
        Zip("one.zip", "part-1.csv");
        Assert.Equal(SourceFileKind.Zip, SourceFile.KindOf(_folder["one.zip"]));
        using DataSource source = SourceFile.Open(_folder["one.zip"]);
        Assert.Equal(2, source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]).RowCount);
    }

    [Fact]
    public void Open_AZipArchiveOfSeveralFiles_NamesThem()
    {
        Zip("two.zip", "part-1.csv", "part-2.csv");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["two.zip"]));
        Assert.Contains("the zip archive holds 2 files: part-1.csv, part-2.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ADamagedZipArchive_SaysSo()
    {
        Zip("one.zip", "part-1.csv");
        byte[] content = File.ReadAllBytes(_folder["one.zip"]);
        File.WriteAllBytes(_folder["cut.zip"], content[..(content.Length / 2)]);
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["cut.zip"]));
        Assert.Contains("the zip archive cannot be read", error.Message, StringComparison.Ordinal);
    }

    private void Zip(string name, params string[] files)
    {
        using ZipArchive archive = ZipFile.Open(_folder[name], ZipArchiveMode.Create);
        foreach (string file in files)
        {
            archive.CreateEntryFromFile(_folder["a/" + file], file);
        }
    }
}
