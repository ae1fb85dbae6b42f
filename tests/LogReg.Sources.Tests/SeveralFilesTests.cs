using System.IO.Compression;
using LogReg.Data;
using Parquet.Schema;

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
    public void Open_APartThatCannotBeOpened_ClosesThoseBeforeIt()
    {
        Directory.CreateDirectory(_folder["parts"]);
        string first = ParquetFile.Write(_folder["parts/1.parquet"], 10, (new DataField<int?>("x"), new int?[] { 1, 2 }));
        string second = _folder.Write("parts/2.parquet", [.. "PAR1"u8, .. new byte[64]]);

        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["parts"]));

        Assert.Equal(second, error.File);

        AssertClosed(first);
        AssertClosed(second);
    }

    [Fact]
    public void Open_ADamagedArchive_ClosesIt()
    {
        string path = _folder.Write("cut.zip", [.. "PK\u0003\u0004"u8, .. new byte[40]]);

        Assert.Throws<DataException>(() => SourceFile.Open(path));

        AssertClosed(path);
    }

    // Nobody else may have it open.
    private static void AssertClosed(string path) => File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

    [Fact]
    public void Open_AZipArchiveOfOneFile_IsThatFile()
    {
        Zip("one.zip", "part-1.csv");
        Assert.Equal(SourceFileKind.Zip, SourceFile.KindOf(_folder["one.zip"]));
        using DataSource source = SourceFile.Open(_folder["one.zip"]);
        Assert.Equal(2, source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]).RowCount);
    }

    [Theory]
    [InlineData("data.zip")]
    [InlineData("data.zst")]
    [InlineData("data.gz")]
    public void Open_ALibsvmFileInAnArchive_IsRead(string name)
    {
        byte[] text = "1 1:0.5 3:2\n-1 2:0.25\n"u8.ToArray();
        using (FileStream file = File.Create(_folder[name]))
        {
            switch (Path.GetExtension(name))
            {
                case ".zip":
                    using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
                    using (Stream entry = archive.CreateEntry("data.svm").Open())
                    {
                        entry.Write(text);
                    }

                    break;
                case ".zst":
                    using (var packed = new ZstdSharp.CompressionStream(file))
                    {
                        packed.Write(text);
                    }

                    break;
                default:
                    using (var packed = new GZipStream(file, CompressionLevel.Optimal))
                    {
                        packed.Write(text);
                    }

                    break;
            }
        }

        using DataSource source = SourceFile.Open(_folder[name]);
        Assert.Equal(SourceFileKind.Libsvm, SourceFile.KindOf(source));
        Table table = source.ReadTable([new ColumnRequest(LibsvmSource.LabelName, ColumnKind.Numeric)]);
        Assert.Equal([1, -1], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
    }

    [Fact]
    public void Open_AZipArchiveOfSeveralFiles_NamesThem()
    {
        Zip("two.zip", "part-1.csv", "part-2.csv");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["two.zip"]));
        Assert.Contains("the zip archive holds 2 files: part-1.csv, part-2.csv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AZipArchiveWithAnotherDigit_IsRefused()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["stored.zip"], ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(_folder["a/part-1.csv"], "part-1.csv", CompressionLevel.NoCompression);
        }

        byte[] content = File.ReadAllBytes(_folder["stored.zip"]);
        content[content.AsSpan().IndexOf("2,1"u8)] = (byte)'7';
        File.WriteAllBytes(_folder["stored.zip"], content);
        using DataSource source = SourceFile.Open(_folder["stored.zip"]);
        DataException error = Assert.Throws<DataException>(() => source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]));
        Assert.Contains("the zip data are damaged or cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesOf_AFolderAPatternAndAFile_AreThoseThatAreRead()
    {
        string[] parts = [_folder["a/part-1.csv"], _folder["a/part-2.csv"]];
        Assert.Equal(parts, SourceFile.FilesOf(_folder["a"]));
        Assert.Equal(parts, SourceFile.FilesOf(_folder["a/part-*.csv"]));
        Assert.Equal([parts[0]], SourceFile.FilesOf(parts[0]));
    }

    [Fact]
    public void KindOf_AColumnOfSeveralParquetFiles_IsThatOfAllOfThem()
    {
        Directory.CreateDirectory(_folder["parquet"]);
        Write("1.parquet", (new DataField<double>("x"), new double[] { 1, 2 }));
        Write("2.parquet", (new DataField<int?>("x"), new int?[] { 1, 2 }));
        void Write(string name, (Field Field, Array Values) other) =>
            ParquetFile.Write(_folder["parquet/" + name], 10, (new DataField<int?>("n"), new int?[] { 1, 2 }), other);
        using DataSource source = SourceFile.Open(_folder["parquet"]);
        Assert.Equal(ParquetColumnKind.WholeNumber, ParquetRowWriter.KindOf(source, "n"));
        Assert.Null(ParquetRowWriter.KindOf(source, "x"));
    }

    [Fact]
    public void Open_ADamagedZipArchive_SaysSo()
    {
        Zip("one.zip", "part-1.csv");
        byte[] content = File.ReadAllBytes(_folder["one.zip"]);
        File.WriteAllBytes(_folder["cut.zip"], content[..(content.Length / 2)]);
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["cut.zip"]));
        Assert.Contains("it is damaged or cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AZipArchiveWithAPassword_SaysSo()
    {
        Zip("one.zip", "part-1.csv");
        byte[] content = File.ReadAllBytes(_folder["one.zip"]);
        int directory = content.AsSpan().IndexOf("PK\u0001\u0002"u8);
        content[6] |= 1;
        content[directory + 8] |= 1;
        File.WriteAllBytes(_folder["secret.zip"], content);
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["secret.zip"]));
        Assert.Contains("protected by a password", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_APackedFileThatIsNoText_SaysToUnpackIt()
    {
        byte[] parquet = [.. "PAR1"u8, 0, 1, 2, 3];
        File.WriteAllBytes(_folder["a/data.parquet"], parquet);
        Zip("pq.zip", "data.parquet");
        using (var packed = new GZipStream(File.Create(_folder["data.parquet.gz"]), CompressionLevel.Optimal))
        {
            packed.Write(parquet);
        }

        foreach (string name in (string[])["pq.zip", "data.parquet.gz"])
        {
            DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder[name]));
            Assert.Contains("there is a Parquet file, which is read only as a file of its own", error.Message, StringComparison.Ordinal);
            Assert.Equal("unpack it, and give the file inside it", error.Hint?.ToString());
        }
    }

    [Fact]
    public void Open_AFolderWithAModelAndACache_LeavesThemOutWithANote()
    {
        File.WriteAllText(_folder["a/model.json"], "{\n  \"formatVersion\": 1\n}\n");
        CacheSource.Write(CsvSource.FromFile(_folder["a/part-1.csv"]), _folder["a/data.cache"]);
        File.WriteAllText(_folder["a/Thumbs.db"], "?");
        using DataSource source = SourceFile.Open(_folder["a"]);
        DataWarning note = Assert.Single(Assert.IsType<PartsSource>(source).Notes);
        Assert.Equal($"data.cache, model.json in {_folder["a"]} are models or caches of logreg, and left out", note.Message);
        Assert.Contains("*.csv'", note.Hint.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, source.ReadTable([new ColumnRequest("x", ColumnKind.Numeric)]).RowCount);
    }

    [Fact]
    public void Open_AFolderOfSeveralKinds_ListsThemAndProposesAPattern()
    {
        File.WriteAllText(_folder["a/README.md"], "Data.");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["a"]));
        Assert.Equal($"{_folder["a"]}: the folder holds files of several kinds: part-1.csv, part-2.csv; README.md", error.Message);
        Assert.Equal($"say which ones to read with a pattern, such as '{_folder["a"]}/*.csv'", error.Hint?.ToString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/part*")]
    public void Open_AFileBesideItsCompressedCopy_IsRefused(string path)
    {
        File.WriteAllText(_folder["a/part-1.csv.gz"], "x,y\n1,0\n2,1\n");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder[path]));
        Assert.Contains(
            "part-1.csv, part-1.csv.gz have the same name but for the compression", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/part*")]
    public void Open_AFileBesideALinkToIt_IsRefused(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(_folder["a/part-3.csv"], "part-1.csv");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder[path]));
        Assert.Equal(
            $"{_folder[path]}: {_folder["a/part-1.csv"]} and {_folder["a/part-3.csv"]} are the same file, because of a symbolic link: as "
                + "parts, its rows would count twice",
            error.Message);
        Assert.StartsWith("delete the link", error.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AFolderBesideALinkToIt_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateSymbolicLink(_folder["a-latest"], _folder["a"]);
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["a*/part-1.csv"]));
        Assert.Contains("are the same file, because of a symbolic link", error.Message, StringComparison.Ordinal);

        // Links alone lead to different files.
        SourceFile.Open(_folder["a-l*/part-*.csv"]).Dispose();
    }

    [Fact]
    public void Open_AnEmptyPart_IsNamed()
    {
        File.WriteAllText(_folder["a/part-3.csv"], "");
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["a"]));
        Assert.Equal($"{_folder["a/part-3.csv"]}: the file is empty (0 bytes), and one of the parts", error.Message);
    }

    [Fact]
    public void Open_APatternOfAShell_SaysWhatPatternsThereAre()
    {
        DataException error = Assert.Throws<DataException>(() => SourceFile.Open(_folder["a/part-[12].csv"]));
        Assert.Equal("in a pattern, only * and ? stand for other characters", error.Hint?.ToString());
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
