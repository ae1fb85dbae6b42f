using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using LogReg.Data;
using DataSource = LogReg.Data.DataSource;
using Table = LogReg.Data.Table;

namespace LogReg.Sources.Tests;

/// <summary>An Arrow file gives what a CSV file with the same cells gives.</summary>
public sealed class ArrowSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("titanic.feather", 1000, null, 1)]
    [InlineData("titanic.feather", 7, CompressionCodecType.Lz4Frame, 3)]
    [InlineData("titanic.feather", 2000, CompressionCodecType.Zstd, 2)]
    [InlineData("titanic.arrows", 100, null, 2)]
    [InlineData("titanic.arrows", 1, CompressionCodecType.Lz4Frame, 2)]
    public void Fit_SameDataAsCsvAndParquet_GivesTheSameModel(string name, int rowsOfBatch, CompressionCodecType? codec, int threads)
    {
        (string csv, string parquet, string arrow) = WriteTitanic(name, rowsOfBatch, codec);
        var options = new SourceFileOptions { Csv = new CsvOptions { Threads = threads } };
        string expected = ModelOf(SourceFile.Open(csv, options));
        Assert.Equal(expected, ModelOf(SourceFile.Open(parquet, options)));
        Assert.Equal(expected, ModelOf(SourceFile.Open(arrow, options)));
    }

    [Fact]
    public void Score_SameDataAsCsv_GivesTheSameProbabilities()
    {
        (string csv, _, string arrow) = WriteTitanic("titanic.feather", 100, CompressionCodecType.Lz4Frame);
        LogisticModel model = new LogisticRegression { Target = "survived" }.Fit(CsvSource.FromFile(csv)).Model;
        Assert.Equal(Probabilities(model, csv), Probabilities(model, arrow));
    }

    [Theory]
    [InlineData("x.feather", SourceFileKind.Arrow)]
    [InlineData("x.arrows", SourceFileKind.Arrow)]
    public void KindOf_FileAndStream_IsArrow(string name, SourceFileKind kind)
    {
        string path = FeatherFile.Write(_folder[name], 10, ("x", FeatherFile.Of(1, 2)));
        Assert.Equal(kind, SourceFile.KindOf(path));
        using DataSource source = SourceFile.Open(path);
        Assert.Equal(kind, SourceFile.KindOf(source));
        Assert.Equal(2, source.EstimateRowCount());
    }

    [Fact]
    public void KindOf_ColumnWithTheNameOfTheSignature_IsCsv() =>
        Assert.Equal(SourceFileKind.Csv, SourceFile.KindOf(_folder.Write("a.csv", "ARROW1,y\n1,0\n")));

    [Fact]
    public void Open_FeatherOfVersionOne_SaysHowToSaveItAgain()
    {
        string path = _folder.Write("old.feather", [.. "FEA1"u8, 0, 0, 0, 0, 1, 2, 3, 4, .. "FEA1"u8]);
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(source.ReadColumnNames);
        Assert.Equal($"{path}: this is a Feather file of version 1, not a CSV file", exception.Message);
        Assert.Contains("pandas.read_feather(file)", exception.Hint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_MessagesAsOldProgramsWriteThem_AreRead()
    {
        string path = FeatherFile.Write(
            _folder["old.arrow"], 2, new IpcOptions { WriteLegacyIpcFormat = true }, ("x", FeatherFile.Of(1, null, 3)));
        Assert.Equal([1, double.NaN, 3], NumbersOf(TableOf(path, new ColumnRequest("x", ColumnKind.Inferred))));
    }

    [Fact]
    public void Open_InGzip_SaysToUnpackIt()
    {
        string arrow = FeatherFile.Write(_folder["x.arrow"], 10, ("x", FeatherFile.Of(1, 2)));
        using (var packed = new System.IO.Compression.GZipStream(
            File.Create(_folder["x.arrow.gz"]), System.IO.Compression.CompressionLevel.Fastest))
        {
            packed.Write(File.ReadAllBytes(arrow));
        }

        DataException exception = Assert.Throws<DataException>(() => SourceFile.Open(_folder["x.arrow.gz"]));
        Assert.Contains("inside this file, a gzip file, there is an Arrow file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_InfiniteNumber_NamesRecordBatchAndRow()
    {
        string path = FeatherFile.Write(_folder["infinite.arrow"], 2, ("x", FeatherFile.Of(1, 2, 3, double.PositiveInfinity)));
        DataException exception = Assert.Throws<DataException>(() => TableOf(path, new ColumnRequest("x", ColumnKind.Inferred)));
        Assert.StartsWith(
            $"{path}, row 4 (record batch 2), column 'x': the value 'Infinity' is not a finite number",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.feather", 1)]
    [InlineData("none.arrows", 1)]
    public void ReadTable_NoBatches_SaysThatThereAreNoRows(string name, int rowsOfBatch)
    {
        string path = FeatherFile.Write(_folder[name], rowsOfBatch, ("x", FeatherFile.Of(System.Array.Empty<double?>())));
        DataException exception = Assert.Throws<DataException>(() => TableOf(path, new ColumnRequest("x", ColumnKind.Numeric)));
        Assert.Contains("there are no rows", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_BatchesWithoutRows_AreSkipped()
    {
        string path = _folder["empty.arrow"];
        var schema = new Schema([new Field("x", DoubleType.Default, true), new Field("t", StringType.Default, true)], null);
        using (FileStream file = File.Create(path))
        {
            using var writer = new ArrowFileWriter(file, schema);
            foreach (double?[] values in (double?[][])[[], [1, null], [], [3], []])
            {
                string?[] texts = [.. values.Select(value => value?.ToString(CultureInfo.InvariantCulture))];
                writer.WriteRecordBatch(new RecordBatch(schema, [FeatherFile.Of(values), FeatherFile.Of(texts)], values.Length));
            }

            writer.WriteEnd();
        }

        Assert.Equal([1, double.NaN, 3], NumbersOf(TableOf(path, new ColumnRequest("x", ColumnKind.Inferred))));
        Assert.Equal(["1", "", "3"], TextsOf(TableOf(path, new ColumnRequest("t", ColumnKind.Categorical))));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 4)]
    [InlineData(CompressionCodecType.Lz4Frame, 2)]
    public void ReadTable_LargeBatches_KeepTheOrderOfTheRows(CompressionCodecType? codec, int threads)
    {
        // More cells than are read at once.
        const int Rows = 1_100_003;
        double?[] numbers = [.. Enumerable.Range(0, Rows).Select(row => row % 7 == 3 ? null : (double?)Math.Sqrt(row))];
        var singles = new FloatArray.Builder();
        var whole = new Int64Array.Builder();
        var coded = new sbyte?[Rows];
        for (int row = 0; row < Rows; row++)
        {
            singles.Append(row % 11 == 5 ? null : row % 4096 / 8f);
            whole.Append(row);
            coded[row] = row % 5 == 4 ? null : (sbyte)(row % 5);
        }

        string path = FeatherFile.Write(
            _folder["large.feather"],
            Rows,
            codec,
            ("x", FeatherFile.Of(numbers)),
            ("s", singles.Build()),
            ("w", whole.Build()),
            ("c", FeatherFile.Coded(["a", "b", null, "d"], coded)));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { Threads = threads } });
        Table table = source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Inferred))]);
        Assert.Equal(numbers.Select(number => number ?? double.NaN), NumbersOf(table));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => row % 11 == 5 ? double.NaN : row % 4096 / 8.0), NumbersOf(table, 1));
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => (double)row), NumbersOf(table, 2));
        string[] texts = ["a", "b", "", "d", ""];
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => texts[row % 5]), TextsOf(table, 3));
    }

    internal static double[] NumbersOf(Table table, int column = 0) =>
        [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[column]).Values.ToArray())];

    internal static string[] TextsOf(Table table, int column = 0) =>
    [
        .. table.Chunks.SelectMany(chunk => ((CategoricalColumn)chunk.Columns[column]).Codes.ToArray()).Select(
            code => code < 0 ? "" : table.Columns[column].Levels![code]),
    ];

    internal static Table TableOf(string path, params ColumnRequest[] columns)
    {
        using DataSource source = SourceFile.Open(path);
        return source.ReadTable(columns);
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

    // The file of the data folder as typed columns: numbers where all cells are, else texts, half of them in a dictionary.
    private (string Csv, string Parquet, string Arrow) WriteTitanic(string name, int rowsOfBatch, CompressionCodecType? codec)
    {
        string csv = Path.Combine(AppContext.BaseDirectory, "data", "titanic.csv");
        string[][] rows = [.. File.ReadAllLines(csv).Select(line => line.Split(','))];
        var parquet = new List<(global::Parquet.Schema.Field Field, System.Array Values)>();
        var arrow = new List<(string Name, IArrowArray Values)>();
        for (int place = 0; place < rows[0].Length; place++)
        {
            string?[] cells = [.. rows.Skip(1).Select(row => row[place].Length == 0 ? null : row[place])];
            double?[] numbers =
            [
                .. cells.Select(cell =>
                    double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? (double?)number : null),
            ];
            if (cells.Index().All(cell => cell.Item is null || numbers[cell.Index] is not null))
            {
                parquet.Add((new global::Parquet.Schema.DataField<double>(rows[0][place], true), numbers));
                arrow.Add((rows[0][place], FeatherFile.Of(numbers)));
                continue;
            }

            parquet.Add((new global::Parquet.Schema.DataField<string>(rows[0][place], true), cells));
            string[] levels = [.. cells.OfType<string>().Distinct().Reverse()];
            arrow.Add((rows[0][place], place % 2 == 0
                ? FeatherFile.Of(cells)
                : FeatherFile.Coded(levels, [.. cells.Select(cell => cell is null ? null : (sbyte?)System.Array.IndexOf(levels, cell))])));
        }

        return (
            csv,
            ParquetFile.Write(_folder["titanic.parquet"], 1000, [.. parquet]),
            FeatherFile.Write(_folder[name], rowsOfBatch, codec, [.. arrow]));
    }
}
