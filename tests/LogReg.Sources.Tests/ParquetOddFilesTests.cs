using System.Buffers.Binary;
using System.Text;
using LogReg.Data;
using LogReg.Sources.Parquet;
using Parquet.Schema;

namespace LogReg.Sources.Tests;

/// <summary>Parquet files that are right but odd, and those whose footer lies.</summary>
public sealed class ParquetOddFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadColumnNames_NamesThatOccurTwice_AreRefused()
    {
        byte[] bytes = File.ReadAllBytes(WriteNumbers(10));
        ReplaceAll(bytes, "column_b", "column_a");
        using DataSource source = SourceFile.Open(_folder.Write("twice.parquet", bytes));
        DataException exception = Assert.Throws<DataException>(() => source.ReadColumnNames());
        Assert.Contains("have the same name 'column_a'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadTable_NoRows_SaysSo()
    {
        string path = ParquetFile.Write(
            _folder["empty.parquet"], 10, (new DataField<double>("x"), Array.Empty<double>()));
        using DataSource source = SourceFile.Open(path);
        DataException exception = Assert.Throws<DataException>(() => source.ReadTable([new("x", ColumnKind.Numeric)]));
        Assert.Contains("there are no rows", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, source.EstimateRowCount());
    }

    [Fact]
    public async Task ReadTable_RowGroupsWithoutRows_AreSkipped()
    {
        using (FileStream file = File.Create(_folder["groups.parquet"]))
        {
            var field = new DataField<double>("x", true);
            global::Parquet.ParquetWriter writer = await global::Parquet.ParquetWriter.CreateAsync(new ParquetSchema(field), file);
            foreach (double?[] values in (double?[][])[[], [1, null], [], [3], []])
            {
                using global::Parquet.ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync<double>(field, values.AsMemory());
            }

            await writer.DisposeAsync();
        }

        Assert.Equal([1, double.NaN, 3], Numbers(_folder["groups.parquet"]));
    }

    [Fact]
    public void ReadTable_FooterThatCountsMoreRowsThanThereAre_IsRefused()
    {
        // 1000 as a number of 64 bits, in the number of rows, of the rows of the row group and of the values of each column.
        byte[] claimed = Patched(WriteNumbers(1000), [0x16, 0xD0, 0x0F], [0x16, 0xC0, 0x84, 0x3D]);
        AssertDamaged(_folder.Write("rows.parquet", claimed));
    }

    [Theory]
    [InlineData(500_000_000, "500000000 rows")]
    [InlineData(1L << 60, "cannot have 1152921504606846976 rows")]
    public void ReadTable_FooterThatClaimsHugeNumbersOfRows_AllocatesNothingForThem(long rows, string reason)
    {
        const long MostAllocated = 64 << 20;
        string path = ParquetFile.Write(
            _folder["mixed.parquet"],
            1000,
            (new DataField<string>("text"), Enumerable.Range(0, 1000).Select(row => $"{row}").ToArray()),
            (new DataField<long>("whole", true), Enumerable.Range(0, 1000).Select(row => (long?)row).ToArray()),
            (new DataField<bool>("truth", true), Enumerable.Range(0, 1000).Select(row => (bool?)(row % 2 == 0)).ToArray()));
        string claimed = _folder.Write("claimed.parquet", Patched(path, [0x16, 0xD0, 0x0F], [0x16, .. Varint((ulong)rows << 1)]));
        foreach (string column in (string[])["text", "whole", "truth"])
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            DataException exception = Assert.Throws<DataException>(() =>
            {
                using DataSource source = SourceFile.Open(claimed, new SourceFileOptions { Csv = new CsvOptions { Threads = 1 } });
                source.ReadTable([new ColumnRequest(column, ColumnKind.Categorical)]);
            });
            Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }

    [Fact]
    public void ReadTable_ColumnWithFewerValuesThanRows_IsRefused()
    {
        // 1000 followed by another number of 64 bits stands in columns only; 999 in its place.
        byte[] claimed = Patched(WriteNumbers(1000), [0x16, 0xD0, 0x0F, 0x16], [0x16, 0xCE, 0x0F, 0x16]);
        DataException exception = Assert.Throws<DataException>(() => Numbers(_folder.Write("fewer.parquet", claimed)));
        Assert.Contains("row group 1 cannot be read (999 values for 1000 rows)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FooterThatClaimsHugeNumbersOfColumns_IsRefused()
    {
        // The list of the schema: a list of three structures, and one of a billion.
        byte[] claimed = Patched(WriteNumbers(10), [0x19, 0x3C], [0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x03]);
        AssertDamaged(_folder.Write("columns.parquet", claimed));
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(100_000, 4)]
    [InlineData(3_000, 3)]
    public void ReadTable_LargeRowGroups_KeepTheOrderOfTheRows(int rowsOfGroup, int threads)
    {
        double?[] numbers = [.. Enumerable.Range(0, 100_000).Select(row => row % 7 == 3 ? null : (double?)Math.Sqrt(row))];
        string?[] texts = [.. Enumerable.Range(0, 100_000).Select(row => $"level {row * 31 % 97}")];
        string path = ParquetFile.Write(
            _folder["large.parquet"],
            rowsOfGroup,
            (new DataField<double>("x", true), numbers),
            (new DataField<string>("t", true), texts));
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { Threads = threads } });
        Table table = source.ReadTable([new("x", ColumnKind.Inferred), new("t", ColumnKind.Inferred)]);
        Assert.Equal(
            numbers.Select(number => number ?? double.NaN),
            table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray()));
        Assert.Equal(
            texts,
            table.Chunks.SelectMany(chunk => ((CategoricalColumn)chunk.Columns[1]).Codes.ToArray())
                .Select(code => table.Columns[1].Levels![code]));
    }

    [Fact]
    public void PageUnpacker_CompressedPages_AreUnpacked()
    {
        using var handle = File.OpenHandle(WriteNumbers(1000));
        using OpenParquetFile file = OpenParquetFile.Open(handle);
        using var stream = new HandleStream(handle);
        using var unpacker = new PageUnpacker();
        var column = (DataField)file.Reader.Schema.Fields[0];
        Assert.True(unpacker.TryUnpack(file.Reader.OpenRowGroupReader(0).GetMetadata(column)!.MetaData!, stream));
        Assert.True(unpacker.Pages.Length >= 1000);
    }

    private static void AssertDamaged(string path)
    {
        DataException exception = Assert.Throws<DataException>(() => Numbers(path));
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Hint);
    }

    private static double[] Numbers(string path)
    {
        using DataSource source = SourceFile.Open(path);
        Table table = source.ReadTable([new ColumnRequest(source.ReadColumnNames()[0], ColumnKind.Inferred)]);
        return [.. table.Chunks.SelectMany(chunk => ((NumericColumn)chunk.Columns[0]).Values.ToArray())];
    }

    // Replaces bytes of the footer wherever they stand.
    private static byte[] Patched(string path, byte[] old, byte[] changed)
    {
        const int LengthBytes = 8;
        byte[] bytes = File.ReadAllBytes(path);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - LengthBytes));
        int start = bytes.Length - LengthBytes - length;
        string footer = Encoding.Latin1.GetString(bytes, start, length);
        string replaced = footer.Replace(Encoding.Latin1.GetString(old), Encoding.Latin1.GetString(changed), StringComparison.Ordinal);
        Assert.NotEqual(footer, replaced);
        byte[] end = new byte[LengthBytes];
        bytes.AsSpan(bytes.Length - LengthBytes).CopyTo(end);
        BinaryPrimitives.WriteInt32LittleEndian(end, replaced.Length);
        return [.. bytes[..start], .. Encoding.Latin1.GetBytes(replaced), .. end];
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static void ReplaceAll(byte[] bytes, string old, string changed)
    {
        byte[] from = Encoding.ASCII.GetBytes(old);
        for (int at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
        {
            Encoding.ASCII.GetBytes(changed).CopyTo(bytes, at);
        }
    }

    private string WriteNumbers(int rows) => ParquetFile.Write(
        _folder[$"numbers{rows}.parquet"],
        rows,
        (new DataField<double>("column_a"), Enumerable.Range(0, rows).Select(row => (double)(row % 5)).ToArray()),
        (new DataField<double>("column_b"), Enumerable.Range(0, rows).Select(row => row / 3.0).ToArray()));
}
