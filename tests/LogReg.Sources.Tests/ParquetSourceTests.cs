using System.Globalization;
using System.Text;
using LogReg.Data;
using Parquet.Schema;

namespace LogReg.Sources.Tests;

/// <summary>A Parquet file gives what a CSV file with the same cells gives.</summary>
public sealed class ParquetSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(7, 3)]
    [InlineData(1, 2)]
    public void Fit_SameDataAsCsvAndCache_GivesTheSameModel(int rowsOfGroup, int threads)
    {
        string csv = WriteTitanic(rowsOfGroup, out string parquet);
        string cache = _folder["titanic.logreg"];
        CacheSource.Write(CsvSource.FromFile(csv), cache);
        var options = new SourceFileOptions { Csv = new CsvOptions { Threads = threads } };
        string expected = ModelOf(SourceFile.Open(csv, options));
        Assert.Equal(expected, ModelOf(SourceFile.Open(parquet, options)));
        Assert.Equal(expected, ModelOf(SourceFile.Open(cache, options)));
    }

    [Fact]
    public void Score_SameDataAsCsv_GivesTheSameProbabilities()
    {
        string csv = WriteTitanic(100, out string parquet);
        LogisticModel model = new LogisticRegression { Target = "survived" }.Fit(CsvSource.FromFile(csv)).Model;
        Assert.Equal(Probabilities(model, csv), Probabilities(model, parquet));
    }

    [Fact]
    public void ReadTable_EveryType_HasTheTextsOfACsvFile()
    {
        string path = ParquetFile.Write(
            _folder["types.parquet"],
            2,
            (new DataField<double>("double", true), new double?[] { 1.5, null, -3 }),
            (new DataField<float>("single", true), new float?[] { 0.1f, 123456.7f, null }),
            (new DataField<int>("int", true), new int?[] { 7, null, -7 }),
            (new DecimalDataField("decimal", 20, 4, isNullable: true), new decimal?[] { 0.1m, null, 12345678901234.5678m }),
            (new DataField<bool>("truth", true), new bool?[] { true, null, false }),
            (new DateTimeDataField("day", DateTimeFormat.Date, isNullable: true),
                new DateTime?[] { new(2026, 1, 31), null, new(2026, 2, 1) }),
            (new DateTimeDataField("time", DateTimeFormat.DateAndTimeMicros, isNullable: true),
                new DateTime?[] { new(2026, 1, 31, 13, 45, 0), new(2026, 1, 31), null }),
            (new DataField<string>("text", true), new string?[] { " a ", "NA", "b" }),
            (new DataField<string>("digits", true), new string?[] { "1", null, "2.5" }));
        Assert.Equal([1.5, double.NaN, -3], Numbers(path, "double"));
        Assert.Equal([0.1, 123456.7, double.NaN], Numbers(path, "single"));
        Assert.Equal([7, double.NaN, -7], Numbers(path, "int"));
        Assert.Equal([0.1, double.NaN, 12345678901234.5678], Numbers(path, "decimal"));
        Assert.Equal(["true", "", "false"], Texts(path, "truth"));
        Assert.Equal(["2026-01-31", "", "2026-02-01"], Texts(path, "day"));
        Assert.Equal(["2026-01-31T13:45:00", "2026-01-31", ""], Texts(path, "time"));
        Assert.Equal(["a", "", "b"], Texts(path, "text"));
        Assert.Equal([1, double.NaN, 2.5], Numbers(path, "digits"));
        Assert.Equal(["7", "", "-7"], Texts(path, "int", ColumnKind.Categorical));
    }

    [Fact]
    public void SingleText_RandomSingles_AreTheDoublesOfTheirTexts()
    {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++)
        {
            float value = i % 2 == 0
                ? BitConverter.Int32BitsToSingle(random.Next())
                : (float)Math.Round(random.NextDouble() * 100, random.Next(8));
            if (float.IsFinite(value))
            {
                Assert.Equal(
                    double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
                    Columns.SingleText.ToDouble(value));
            }
        }
    }

    [Fact]
    public void ReadTable_WholeNumbersBeyondADouble_AreRoundedWithAWarning()
    {
        string path = ParquetFile.Write(
            _folder["long.parquet"],
            10,
            (new DataField<long>("id", true), new long?[] { 9007199254740993, 1, 2 }),
            (new DataField<double>("y"), new double[] { 0, 1, 0 }));
        Assert.Equal([9007199254740992, 1, 2], Numbers(path, "id"));
        Assert.Equal(["9007199254740993", "1", "2"], Texts(path, "id", ColumnKind.Categorical));
    }

    [Fact]
    public void ReadTable_InfiniteNumber_NamesRowGroupAndRow()
    {
        string path = ParquetFile.Write(
            _folder["infinite.parquet"], 2, (new DataField<double>("x"), new double[] { 1, 2, 3, double.PositiveInfinity, double.NaN }));
        DataException exception = Assert.Throws<DataException>(() => Numbers(path, "x"));
        Assert.StartsWith(
            $"{path}, row 4 (row group 2), column 'x': the value 'Infinity' is not a finite number",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_AskedForAsNumeric_NamesTheFirstTextOfAnyColumn()
    {
        string path = ParquetFile.Write(
            _folder["first.parquet"],
            2,
            (new DataField<string>("a"), new string[] { "1", "2", "3", "x" }),
            (new DataField<string>("b"), new string[] { "1", "2", "y", "4" }));
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(
            () => source.ReadTable([new ColumnRequest("a", ColumnKind.Numeric), new ColumnRequest("b", ColumnKind.Numeric)]));
        Assert.Contains("row 3 (row group 2), column 'b'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadColumnNames_NestedColumns_AreLeftOut()
    {
        var list = new ListField("list", new DataField<int>("element"));
        using FileStream file = File.Create(_folder["nested.parquet"]);
        var schema = new ParquetSchema(new DataField<double>("x"), list, new StructField("s", new DataField<int>("i")));
        global::Parquet.ParquetWriter writer = await global::Parquet.ParquetWriter.CreateAsync(schema, file);
        await writer.DisposeAsync();
        await file.DisposeAsync();
        using DataSource source = SourceFile.Open(_folder["nested.parquet"]);
        Assert.Equal(["x"], source.ReadColumnNames());
        Assert.Equal(["list", "s"], SourceFile.LeftOutColumns(source));
        DataException exception = Assert.Throws<DataException>(() => source.ReadTable([new("x", ColumnKind.Inferred)]));
        Assert.Contains("there are no rows", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(-1)]
    [InlineData(-4)]
    [InlineData(-9)]
    [InlineData(-60)]
    public void Open_CutShort_SaysSo(int length)
    {
        WriteTitanic(1000, out string parquet);
        byte[] bytes = File.ReadAllBytes(parquet);
        string path = _folder.Write("cut.parquet", [.. bytes[..(length < 0 ? bytes.Length + length : length)], 0]);
        DataException exception = Assert.Throws<DataException>(() => ModelOf(SourceFile.Open(path)));
        Assert.Contains("damaged or cut short", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MutatedBytes_FailsWithADataExceptionOrReads()
    {
        WriteTitanic(1000, out string parquet);
        byte[] bytes = File.ReadAllBytes(parquet);
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            byte[] mutated = [.. bytes];
            for (int change = 0; change < 1 + (i % 4); change++)
            {
                mutated[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            }

            string path = _folder.Write("mutated.parquet", mutated);
            try
            {
                using DataSource source = SourceFile.Open(path);
                source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Categorical))]);
            }
            catch (DataException)
            {
            }
        }
    }

    [Fact]
    public void RowWriter_EveryKind_ReadsBack()
    {
        using (FileStream file = File.Create(_folder["written.parquet"]))
        {
            var writer = new ParquetRowWriter(
                file,
                [
                    new("text", ParquetColumnKind.Text),
                    new("number", ParquetColumnKind.Number),
                    new("whole", ParquetColumnKind.WholeNumber),
                ]);
            for (int row = 0; row < 200_000; row++)
            {
                writer.WriteText(Encoding.UTF8.GetBytes(row % 3 == 0 ? "ä" : "b"));
                writer.WriteNumber(row % 5 == 0 ? double.NaN : row / 7.0);
                writer.WriteWhole(row);
                writer.EndRow();
            }

            writer.Complete();
        }

        double[] numbers = Numbers(_folder["written.parquet"], "number");
        Assert.Equal(200_000, numbers.Length);
        Assert.Equal(199_999 / 7.0, numbers[^1]);
        Assert.True(double.IsNaN(numbers[5]));
        Assert.Equal("ä", Texts(_folder["written.parquet"], "text")[3]);
        Assert.Equal(199_999, Numbers(_folder["written.parquet"], "whole")[^1]);
    }

    private static string ModelOf(DataSource source)
    {
        using (source)
        {
            using var stream = new MemoryStream();
            LogisticModel model = new LogisticRegression { Target = "survived" }.Fit(source).Model;
            model.Save(stream);
            return Encoding.UTF8.GetString(stream.ToArray()).Replace(Path.GetFileName(source.Name), "data", StringComparison.Ordinal);
        }
    }

    private static double[] Probabilities(LogisticModel model, string path)
    {
        using DataSource source = SourceFile.Open(path);
        return [.. model.Score(source).SelectMany(chunk => chunk.Probabilities.ToArray())];
    }

    private static double[] Numbers(string path, string column)
    {
        using DataSource source = SourceFile.Open(path);
        Table table = source.ReadTable([new ColumnRequest(column, ColumnKind.Inferred)]);
        return [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray())];
    }

    private static string[] Texts(string path, string column, ColumnKind kind = ColumnKind.Inferred)
    {
        using DataSource source = SourceFile.Open(path);
        Table table = source.ReadTable([new ColumnRequest(column, kind)]);
        return
        [
            .. table.Chunks.SelectMany(chunk => ((CategoricalColumn)chunk.Columns[0]).Codes.ToArray()).Select(
                code => code < 0 ? "" : table.Columns[0].Levels![code]),
        ];
    }

    // The file of the data folder as typed columns: numbers where all cells are, else texts.
    private string WriteTitanic(int rowsOfGroup, out string parquet)
    {
        string csv = Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv");
        string[][] rows = [.. File.ReadAllLines(csv).Select(line => line.Split(','))];
        var columns = rows[0].Select((name, place) =>
        {
            string[] cells = [.. rows.Skip(1).Select(row => row[place])];
            double?[] numbers =
            [
                .. cells.Select(cell =>
                    double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? (double?)number : null),
            ];
            return cells.Index().All(cell => cell.Item.Length == 0 || numbers[cell.Index] is not null)
                ? (new DataField<double>(name, true), numbers)
                : ((Field, Array))(new DataField<string>(name, true), cells.Select(cell => cell.Length == 0 ? null : cell).ToArray());
        });
        parquet = ParquetFile.Write(_folder["titanic.parquet"], rowsOfGroup, [.. columns]);
        return csv;
    }
}
