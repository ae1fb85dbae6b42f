using System.Globalization;
using System.IO.Compression;
using System.Text;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Solvers;
using LogReg.Tests.Collectives;
using Parquet.Schema;

namespace LogReg.Sources.Tests;

/// <summary>Files of every kind that several processes read, each a part, give the model of one process.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int RowCount = (3 * Table.ChunkRows) + 500;

    private readonly TemporaryFolder _folder = new();

    private static readonly LogisticRegression Options = new() { Target = "y", Solver = SolverKind.Newton, Threads = 1 };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(10_000)]
    [InlineData(777)]
    public void Fit_Parquet_IsThatOfOneProcess(int rowsOfGroup) =>
        AssertSame(WriteParquet("data.parquet", rowsOfGroup, RowCount));

    [Fact]
    public void Fit_FolderOfParquetFiles_IsThatOfOneProcess()
    {
        Directory.CreateDirectory(_folder["parts"]);
        WriteParquet("parts/1.parquet", 5000, 20_000);
        WriteParquet("parts/2.parquet", 5000, 300);
        WriteParquet("parts/3.parquet", 50_000, 30_000);

        AssertSame(_folder["parts"]);
    }

    [Fact]
    public void Fit_TextOfEveryPacking_IsThatOfOneProcess()
    {
        byte[] csv = Csv(RowCount);
        File.WriteAllBytes(_folder["data.csv"], csv);
        using (FileStream file = File.Create(_folder["data.csv.gz"]))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(csv);
        }

        using (ZipArchive zip = ZipFile.Open(_folder["data.zip"], ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("data.csv").Open())
        {
            entry.Write(csv);
        }

        AssertSame(_folder["data.csv"]);
        AssertSame(_folder["data.csv.gz"]);
        AssertSame(_folder["data.zip"]);
    }

    /// <summary>Of a small workbook most processes have no rows.</summary>
    [Fact]
    public void Fit_Workbook_IsThatOfOneProcess()
    {
        object?[][] rows =
        [
            .. Encoding.UTF8.GetString(Csv(300)).TrimEnd('\n').Split('\n').Select(line => line.Split(',').Select(
                cell => double.TryParse(cell, CultureInfo.InvariantCulture, out double number) ? number : (object?)cell).ToArray()),
        ];
        string path = Workbook.Write(_folder["data.xlsx"], ("Sheet1", rows));

        AssertSame(path);
    }

    [Fact]
    public void Open_OfOneProcessMissing_NamesRankAndFile()
    {
        File.WriteAllBytes(_folder["1.csv"], Csv(30));
        string[] errors = new string[2];

        ThreadCollective.Run(2, collective =>
        {
            // As if the folder of rank 1 were another one.
            string path = collective.Rank == 0 ? _folder["*.csv"] : _folder["none*.csv"];
            errors[collective.Rank] = Assert.ThrowsAny<LogRegException>(() => SourceFile.Open(path, null, collective)).Message;
        });

        Assert.All(errors, error => Assert.StartsWith(
            "rank 1 does not see the data that other processes see: ", error, StringComparison.Ordinal));
    }

    private static byte[] Csv(int rows) => Encoding.UTF8.GetBytes(
        "x,g,y\n" + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"{XOf(row)},{GroupOf(row)},{ClassOf(row)}\n"))));

    private static double XOf(int row) => row * 7919 % 1009 / 64.0;

    private static string GroupOf(int row) => "abc"[row * 31 % 3] + (row > 40_000 ? "late" : "");

    private static int ClassOf(int row) => (row * 104_729 % 997) + (XOf(row) * 20) > 700 ? 1 : 0;

    private string WriteParquet(string name, int rowsOfGroup, int rows) => ParquetFile.Write(
        _folder[name],
        rowsOfGroup,
        (new DataField<double>("x", true), Enumerable.Range(0, rows).Select(row => (double?)XOf(row)).ToArray()),
        (new DataField<string>("g", true), Enumerable.Range(0, rows).Select(GroupOf).ToArray()),
        (new DataField<int>("y", true), Enumerable.Range(0, rows).Select(row => (int?)ClassOf(row)).ToArray()));

    private static void AssertSame(string path)
    {
        SharedReading.AssertSame(() => SourceFile.Open(path), null, 2, 5);
        string expected = ModelOf(path, LocalCollective.Instance);
        foreach (int size in new[] { 2, 3, 5 })
        {
            string[] models = new string[size];
            ThreadCollective.Run(size, collective => models[collective.Rank] = ModelOf(path, collective));

            Assert.All(models, model => Assert.Equal(expected, model));
        }
    }

    private static string ModelOf(string path, ICollective collective)
    {
        using DataSource source = SourceFile.Open(path, null, collective);
        LogisticFit fit = Options.Fit(source, collective);
        return string.Join(" ", fit.Model.Coefficients.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")))
            + string.Join("; ", fit.Warnings.Select(warning => warning.Message));
    }
}
