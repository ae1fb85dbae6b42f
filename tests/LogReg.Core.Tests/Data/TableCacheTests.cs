using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

public sealed class TableCacheTests : IDisposable
{
    private const string Csv = "n,c,t\n1.5,7,x y\n,3,ä\n-2,7,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("logreg-cache-").FullName;
    private readonly string _path;

    public TableCacheTests()
    {
        _path = Path.Combine(_folder, "table.logreg");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void FromFile_ACache_HasTheColumnsOfTheCsvFile()
    {
        Write(Csv);
        var source = CsvSource.FromFile(_path);
        Assert.IsType<CacheSource>(source);
        Assert.Equal(["n", "c", "t"], source.ReadColumnNames());
        Table table =
            source.ReadTable(
                [new("t", ColumnKind.Inferred), new("n", ColumnKind.Numeric)], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, table.RowCount);
        Assert.Equal(["x y", "ä"], table.Columns[0].Levels!);
        Assert.Equal([0, 1, CategoricalColumn.Missing], ((CategoricalColumn)table.Chunks[0].Columns[0]).Codes.ToArray());
        Assert.Equal([1.5, double.NaN, -2], ((NumericColumn)table.Chunks[0].Columns[1]).Values.ToArray());
    }

    [Fact]
    public void ReadTable_NumbersAsCategories_HaveTheLevelsOfTheCsvFile()
    {
        Write(Csv);
        Table table = Read(new("c", ColumnKind.Categorical), new("n", ColumnKind.Categorical));
        Assert.Equal(["3", "7"], table.Columns[0].Levels!);
        Assert.Equal([1, 0, 1], ((CategoricalColumn)table.Chunks[0].Columns[0]).Codes.ToArray());
        Assert.Equal(["-2", "1.5"], table.Columns[1].Levels!);
        Assert.Equal([1, CategoricalColumn.Missing, 0], ((CategoricalColumn)table.Chunks[0].Columns[1]).Codes.ToArray());
    }

    [Fact]
    public void ReadTable_CategoriesAsNumbers_AreParsed()
    {
        Write(Csv, new CacheOptions { CategoricalColumns = ["n", "c"] });
        Table table = Read(new("n", ColumnKind.Numeric), new("c", ColumnKind.Numeric));
        Assert.Equal([1.5, double.NaN, -2], ((NumericColumn)table.Chunks[0].Columns[0]).Values.ToArray());
        Assert.Equal([7.0, 3, 7], ((NumericColumn)table.Chunks[0].Columns[1]).Values.ToArray());
    }

    [Fact]
    public void Fit_ATargetInANotation_IsThatOfTheCsvFile()
    {
        string csv = "paid,rate,y\n" + string.Concat(
            Enumerable.Range(0, 60).Select(
                row => $"\"$1,{row * 7919 % 1000:D3}\",{row % 5}%,{(row * 31 % 7 < 3 + (row % 2) ? "1%" : "0%")}\n"));
        Write(csv);
        string file = Path.Combine(_folder, "data.csv");
        File.WriteAllText(file, csv);
        foreach (string[] categorical in new string[][] { [], ["rate"] })
        {
            var options = new LogisticRegression { Target = "y", CategoricalColumns = categorical };
            LogisticModel own = options.Fit(CsvSource.FromFile(_path)).Model;
            Assert.Equal(["0%", "1%"], own.Target.Classes);
            Assert.Equal(Json(options.Fit(CsvSource.FromFile(file)).Model), Json(own));
        }

        string Json(LogisticModel model)
        {
            using var stream = new MemoryStream();
            model.Save(stream);
            return Encoding.UTF8.GetString(stream.ToArray()).Replace(Path.GetFileName(_path), "data.csv", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadTable_TextAsNumbers_NamesColumnAndValue()
    {
        Write(Csv);
        DataException exception = Assert.Throws<DataException>(() => Read(new ColumnRequest("t", ColumnKind.Numeric)));
        Assert.Equal((_path, "t", "x y"), (exception.File, exception.Column, exception.Value));
        Assert.Contains("the value 'x y' is not a number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_NoSuchColumn_NamesTheNearest()
    {
        Write("age,y\n1,2\n");
        DataException exception = Assert.Throws<DataException>(() => Read(new ColumnRequest("aeg", ColumnKind.Inferred)));
        Assert.Contains("there is no column 'aeg'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("age", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_ManyChunks_KeepsEveryRow()
    {
        var text = new StringBuilder("i,c\n");
        for (int row = 0; row < (2 * Table.ChunkRows) + 5; row++)
        {
            text.Append(row).Append(',').Append((char)('a' + (row % 3))).Append('\n');
        }

        Write(text.ToString());
        Table table = Read(new("c", ColumnKind.Inferred), new("i", ColumnKind.Inferred));
        Assert.Equal(3, table.Chunks.Count);
        Assert.Equal(
            Enumerable.Range(0, (2 * Table.ChunkRows) + 5).Select(row => (double)row),
            table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[1]).Values.ToArray()));
        Assert.Equal(
            Enumerable.Range(0, (2 * Table.ChunkRows) + 5).Select(row => row % 3),
            table.Chunks.SelectMany(chunk => ((CategoricalColumn)chunk.Columns[0]).Codes.ToArray()));
    }

    [Fact]
    public void FromFile_MissingValues_AreThoseOfTheCache()
    {
        Write("n,y\n-9,1\n2,0\n", csv: new CsvOptions { MissingValues = ["-9"] });
        var source = CsvSource.FromFile(_path);
        Assert.Equal(["-9"], source.MissingValues);
        Assert.True(double.IsNaN(((NumericColumn)Read(new ColumnRequest("n", ColumnKind.Inferred)).Chunks[0].Columns[0]).Values[0]));
    }

    [Theory]
    [InlineData("2020-01-01", "2020-01-02")]
    [InlineData("01.03.2020", "02.03.2020")]
    [InlineData("1 Jan 2020", "2 Jan 2020")]
    [InlineData("007", "011")]
    [InlineData("1E5", "2E5")]
    [InlineData("None", "a")]
    [InlineData("5", "#N/A")]
    [InlineData("12345678901234567890", "12345678901234567891")]
    [InlineData("$1,000", "$2,000")]
    [InlineData("10:30", "11:45")]
    public void FromFile_WithNotesOfReading_HasThoseOfTheCsvFile(string one, string other)
    {
        string csv = "c,x,y\n" + string.Concat(
            Enumerable.Range(0, 40).Select(row => $"\"{(row % 3 == 0 ? one : other)}\",{row},{row % 2}\n"));
        Write(csv);
        ColumnRequest[] all = [new("c", ColumnKind.Inferred), new("x", ColumnKind.Numeric)];
        using var source = CsvSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(csv)), "data");
        Table expected = source.ReadTable(all, cancellationToken: TestContext.Current.CancellationToken);

        Table actual = Read(all);
        Assert.Equal(expected.Columns[0].Kind, actual.Columns[0].Kind);
        Assert.Equal(NotesOf(expected), NotesOf(actual));

        static IEnumerable<string> NotesOf(Table table) =>
            table.Origin!.Notes.Select(note => $"{note.Kind} {note.Column} {note.Count} {note.Texts.Count}");
    }

    [Fact]
    public void FromFile_EveryTruncation_IsSaidToBeDamaged()
    {
        Write(Csv);
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 8; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            DataException exception = Assert.Throws<DataException>(() => CsvSource.FromFile(_path));
            Assert.Contains("damaged or was cut short", exception.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(_path, [.. whole, 0]);
        Assert.Contains("damaged", Assert.Throws<DataException>(() => CsvSource.FromFile(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_AnyBitChanged_IsRefused()
    {
        Write(Csv);
        byte[] whole = File.ReadAllBytes(_path);
        for (int bit = 0; bit < 8 * whole.Length; bit++)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_path, changed);
            Assert.Throws<DataException>(ReadAll);
        }
    }

    [Fact]
    public void ReadTable_BlocksThatChangedPlaces_AreRefused()
    {
        Write("a,b,c\n1,2,3\n4,5,6\n");
        byte[] whole = File.ReadAllBytes(_path);
        int block = (2 * sizeof(double)) + Checksum.Bytes;
        File.WriteAllBytes(_path, [.. whole[..^(2 * block)], .. whole[^block..], .. whole[^(2 * block)..^block]]);
        Assert.Contains("damaged", Assert.Throws<DataException>(ReadAll).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_AColumnBesideADamagedOne_IsRead()
    {
        Write(Csv);
        byte[] whole = File.ReadAllBytes(_path);
        whole[^9] ^= 1;
        File.WriteAllBytes(_path, whole);
        Assert.Equal(3, Read(new ColumnRequest("n", ColumnKind.Inferred)).RowCount);
        DataException exception = Assert.Throws<DataException>(() => Read(new ColumnRequest("t", ColumnKind.Inferred)));
        Assert.Contains("this cache is damaged", exception.Message, StringComparison.Ordinal);
        Assert.Contains("recreate the cache", exception.Hint?.ToString(), StringComparison.Ordinal);
        Assert.Contains("CacheSource.Write", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "format 1, which has no checksums")]
    [InlineData(3, "damaged, or was written in format 3 by a newer logreg")]
    public void FromFile_AnotherVersion_SaysToMakeItAgain(byte version, string expected)
    {
        Write(Csv);
        byte[] whole = File.ReadAllBytes(_path);
        whole[7] = version;
        File.WriteAllBytes(_path, whole);
        DataException exception = Assert.Throws<DataException>(() => CsvSource.FromFile(_path));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains("recreate the cache", exception.Hint?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadChunks_OfACache_IsRefused()
    {
        Write(Csv);
        DataException exception =
            Assert.Throws<DataException>(() => CsvSource.FromFile(_path).ReadChunks([new("n", ColumnKind.Numeric)]).Count());
        Assert.Contains("a cache, which is for training only", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Columns_AreThoseOfTheOptions()
    {
        CacheSummary summary = Write(Csv, new CacheOptions { ExcludedColumns = ["t"], NumericColumns = ["n"] });
        Assert.Equal((3, 2), (summary.RowCount, summary.Columns.Count));
        Assert.Throws<DataException>(() => Write(Csv, new CacheOptions { ExcludedColumns = ["z"] }));
        Assert.Throws<DataException>(() => Write(Csv, new CacheOptions { ExcludedColumns = ["n", "c", "t"] }));
        Assert.Throws<ArgumentException>(() => Write(Csv, new CacheOptions { NumericColumns = ["n"], CategoricalColumns = ["n"] }));
    }

    private CacheSummary Write(string text, CacheOptions? options = null, CsvOptions? csv = null)
    {
        using FileStream stream = File.Create(_path);
        using var source = CsvSource.FromStream(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), "data", csv);
        return CacheSource.Write(source, stream, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    private void ReadAll()
    {
        var source = CsvSource.FromFile(_path);
        _ =
            source.ReadTable(
                [.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))],
                cancellationToken: TestContext.Current.CancellationToken);
    }

    private Table Read(params ColumnRequest[] requests) =>
        CsvSource.FromFile(_path).ReadTable(requests, cancellationToken: TestContext.Current.CancellationToken);
}
