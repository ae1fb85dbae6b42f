using System.Text;
using LogReg.Data;
using Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Tests;

/// <summary>Row groups of more cells than are read at once, and files of every compression, give what small ones give.</summary>
public sealed class ParquetLargeGroupsTests : IDisposable
{
    private const int WideColumns = 2000;
    private const int WideRows = 2200;
    private const int LongRows = 700_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ReadTable_WideLargeGroup_HasEveryCell(int threads)
    {
        string path = WriteWide(row: -1, 0);
        using DataSource source = Open(path, threads);
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        for (int column = 0; column < WideColumns; column++)
        {
            Assert.Equal(WideCells(column).Select(cell => cell ?? double.NaN), NumbersOf(table, column));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ReadTable_InfiniteNumberInALargeGroup_NamesRowGroupAndRow(int threads)
    {
        string path = WriteWide(row: 2100, double.PositiveInfinity);
        using DataSource source = Open(path, threads);
        DataException exception = Assert.Throws<DataException>(
            () => source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]));
        Assert.StartsWith($"{path}, row 2101 (row group 1), column 'x7'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ReadTable_DamagedPageInALargeGroup_NamesTheFirstColumn(int threads)
    {
        string path = WriteWide(row: -1, 0);
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 4, bytes.Length / 4).Fill(0xFF);
        using DataSource source = Open(_folder.Write("damaged.parquet", bytes), threads);
        DataException exception = Assert.Throws<DataException>(
            () => source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]));
        Assert.Contains("damaged or cut short: row group 1 cannot be read", exception.Message, StringComparison.Ordinal);
        Assert.Equal(DamagedColumn(path, bytes), exception.Column);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Fit_LargeGroup_GivesTheModelOfSmallOnes(int threads)
    {
        string large = WriteLong("large.parquet", LongRows);
        string small = WriteLong("small.parquet", 50_000);
        Assert.Equal(ModelOf(small, 1), ModelOf(large, threads));
        LogisticModel model;
        using (DataSource source = Open(small, threads))
        {
            model = new LogisticRegression { Target = "y" }.Fit(source).Model;
        }

        Assert.Equal(Probabilities(model, small, threads), Probabilities(model, large, threads));
    }

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    public void ReadTable_EveryCompression_HasEveryCell(CompressionMethod method)
    {
        double?[] numbers = [.. Enumerable.Range(0, 5000).Select(row => row % 3 == 0 ? null : (double?)(row / 3.0))];
        float?[] singles = [.. numbers.Select(number => (float?)number)];
        double?[] none = new double?[5000];
        string?[] texts = [.. Enumerable.Range(0, 5000).Select(row => row % 5 == 0 ? null : $"t{row % 11}")];
        string path = ParquetFile.Write(
            _folder["compressed.parquet"],
            1999,
            new ParquetOptions { CompressionMethod = method },
            (new DataField<double>("number", true), numbers),
            (new DataField<float>("single", true), singles),
            (new DataField<double>("none", true), none),
            (new DataField<string>("text", true), texts));
        using DataSource source = Open(path, 2);
        Table table = source.ReadTable(
        [
            new("number", ColumnKind.Inferred),
            new("single", ColumnKind.Inferred),
            new("none", ColumnKind.Numeric),
            new("text", ColumnKind.Inferred),
        ]);
        Assert.Equal(numbers.Select(number => number ?? double.NaN), NumbersOf(table, 0));
        Assert.Equal(
            singles.Select(single => single is float value ? Columns.SingleText.ToDouble(value) : double.NaN), NumbersOf(table, 1));
        Assert.All(NumbersOf(table, 2), number => Assert.True(double.IsNaN(number)));
        Assert.Equal(
            texts,
            table.Chunks.SelectMany(chunk => ((CategoricalColumn)chunk.Columns[3]).Codes.ToArray())
                .Select(code => code < 0 ? null : table.Columns[3].Levels![code]));
    }

    [Fact]
    public void DirectCells_UsualColumns_AreReadWithoutTheLibrary()
    {
        string path = ParquetFile.Write(
            _folder["direct.parquet"],
            100,
            (new DataField<double>("number", true), new double?[] { 1, null }),
            (new DataField<string>("text", true), new string?[] { "a", null }),
            (new DateTimeDataField("day", DateTimeFormat.Date, isNullable: true), new DateTime?[] { new(2026, 1, 31), null }));
        using var handle = File.OpenHandle(path);
        using var file = Parquet.OpenParquetFile.Open(handle);
        using var codec = new Parquet.PageCodec();
        ColumnCells? Read(int column, bool isLarge) => new Parquet.DirectCells(
            handle,
            file.Reader.OpenRowGroupReader(0),
            (DataField)file.Reader.Schema.Fields[column],
            codec,
            exception => throw exception).Read(isLarge);
        Assert.NotNull(Read(0, isLarge: false));
        Assert.NotNull(Read(0, isLarge: true));
        Assert.NotNull(Read(1, isLarge: false));
        Assert.Null(Read(2, isLarge: false));
    }

    private static DataSource Open(string path, int threads) =>
        SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { Threads = threads } });

    private static double[] NumbersOf(Table table, int column) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];

    private static string ModelOf(string path, int threads)
    {
        using DataSource source = Open(path, threads);
        using var stream = new MemoryStream();
        new LogisticRegression { Target = "y" }.Fit(source).Model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Replace(Path.GetFileName(path), "data", StringComparison.Ordinal);
    }

    private static double[] Probabilities(LogisticModel model, string path, int threads)
    {
        using DataSource source = Open(path, threads);
        return [.. model.Score(source).SelectMany(chunk => chunk.Probabilities.ToArray())];
    }

    // The first column whose pages begin in the second quarter of the file: of the one before, only numbers are others.
    private static string DamagedColumn(string path, byte[] bytes)
    {
        using FileStream stream = File.OpenRead(path);
        ParquetReader reader = ParquetReader.CreateAsync(stream).GetAwaiter().GetResult();
        ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        return reader.Schema.DataFields.First(field =>
            group.GetMetadata(field)!.MetaData!.DataPageOffset >= bytes.Length / 4).Name;
    }

    private static double?[] WideCells(int column) =>
        [.. Enumerable.Range(0, WideRows).Select(row => (row + column) % 10 == 0 ? null : (double?)Math.Sqrt((row * 7) + column))];

    private string WriteWide(int row, double number)
    {
        (Field, Array)[] columns = [.. Enumerable.Range(0, WideColumns).Select(column =>
        {
            double?[] cells = WideCells(column);
            if (column == 7 && row >= 0)
            {
                cells[row] = number;
            }

            return ((Field)new DataField<double>($"x{column}", true), (Array)cells);
        })];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.None };
        return ParquetFile.Write(_folder["wide.parquet"], WideRows, options, columns);
    }

    private string WriteLong(string name, int rowsOfGroup)
    {
        var random = new Random(5);
        double?[] first = new double?[LongRows];
        float?[] second = new float?[LongRows];
        int?[] third = new int?[LongRows];
        string?[] texts = new string?[LongRows];
        double?[] more = new double?[LongRows];
        long?[] whole = new long?[LongRows];
        int?[] target = new int?[LongRows];
        for (int row = 0; row < LongRows; row++)
        {
            first[row] = random.Next(10) == 0 ? null : random.NextDouble();
            second[row] = random.NextSingle();
            third[row] = random.Next(100);
            texts[row] = row % 1000 == 999 ? null : $"t{random.Next(5)}";
            more[row] = random.NextDouble();
            whole[row] = random.Next(1000);
            target[row] = random.NextDouble() < 1 / (1 + Math.Exp((first[row] ?? 0) - (third[row] / 100.0)!.Value)) ? 1 : 0;
        }

        return ParquetFile.Write(
            _folder[name],
            rowsOfGroup,
            (new DataField<double>("first", true), first),
            (new DataField<float>("second", true), second),
            (new DataField<int>("third", true), third),
            (new DataField<string>("text", true), texts),
            (new DataField<double>("more", true), more),
            (new DataField<long>("whole", true), whole),
            (new DataField<int>("y", true), target));
    }
}
