using System.IO.Compression;
using System.Text;
using LogReg.Data;

namespace LogReg.Tests.Data;

/// <summary>CSV in memory, and what reading it gives, in forms that are easy to compare.</summary>
internal static class CsvText
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static CsvSource Source(string text, CsvOptions? options = null, int blockBytes = 1 << 20, int sampleBytes = 1 << 16) =>
        Source(Encoding.UTF8.GetBytes(text), options, blockBytes, sampleBytes);

    public static CsvSource Source(byte[] bytes, CsvOptions? options = null, int blockBytes = 1 << 20, int sampleBytes = 1 << 16) =>
        CsvSource.FromStream(
            () => new MemoryStream(bytes, writable: false),
            "data.csv",
            options,
            new CsvTuning { BlockBytes = blockBytes, SampleBytes = sampleBytes });

    public static byte[] Gzip(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    public static Table ReadAll(DataSource source, ColumnKind kind = ColumnKind.Inferred) =>
        source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, kind))], cancellationToken: Token);

    /// <summary>The cells of all columns as texts, row by row.</summary>
    public static string[][] Cells(DataSource source) => Cells(ReadAll(source, ColumnKind.Text).Chunks);

    public static string[][] Cells(IEnumerable<TableChunk> chunks) => chunks
        .SelectMany(chunk => Enumerable.Range(0, chunk.RowCount).Select(row => chunk.Columns
            .Select(column => Encoding.UTF8.GetString(((TextColumn)column)[row])).ToArray()).ToArray())
        .ToArray();

    public static double[] Numbers(Table table, string name) =>
        Parts<NumericColumn>(table, name).SelectMany(part => part.Values.ToArray()).ToArray();

    public static int[] Codes(Table table, string name) =>
        Parts<CategoricalColumn>(table, name).SelectMany(part => part.Codes.ToArray()).ToArray();

    /// <summary>The levels of a categorical column, row by row; null where missing.</summary>
    public static string?[] Levels(Table table, string name) => Parts<CategoricalColumn>(table, name)
        .SelectMany(part => part.Codes.ToArray().Select(code => code < 0 ? null : part.Levels[code]).ToArray())
        .ToArray();

    public static DataException Error(string text, CsvOptions? options = null, ColumnKind kind = ColumnKind.Inferred) =>
        Assert.Throws<DataException>(() => ReadAll(Source(text, options), kind));

    private static IEnumerable<T> Parts<T>(Table table, string name)
        where T : Column => table.Chunks.Select(chunk => (T)chunk.Columns[table.IndexOf(name)]);
}
