using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using LogReg.Data;
using DataSource = LogReg.Data.DataSource;

namespace LogReg.Sources.Tests;

/// <summary>Arrow files that are damaged, cut short, or claim what they do not have, are refused with an error that names them, and without
/// a large allocation.</summary>
public sealed class ArrowDamageTests : IDisposable
{
    private const long MostAllocated = 64 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cut.arrow", 9)]
    [InlineData("cut.arrow", 300)]
    [InlineData("cut.arrow", -1)]
    [InlineData("cut.arrow", -7)]
    [InlineData("cut.arrow", -11)]
    [InlineData("cut.arrow", -200)]
    [InlineData("cut.arrows", 20)]
    [InlineData("cut.arrows", 300)]
    [InlineData("cut.arrows", -20)]
    public void Open_CutShort_SaysSo(string name, int length)
    {
        byte[] bytes = File.ReadAllBytes(WriteRows(name, null));
        string path = _folder.Write(name, bytes[..(length < 0 ? bytes.Length + length : length)]);
        DataException exception = Assert.Throws<DataException>(() => ReadAll(path));
        Assert.StartsWith($"{path}: this is an Arrow file that is damaged or cut short", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Hint);
    }

    [Theory]
    [InlineData("rows.arrow", null)]
    [InlineData("rows.arrow", CompressionCodecType.Lz4Frame)]
    [InlineData("rows.arrow", CompressionCodecType.Zstd)]
    [InlineData("rows.arrows", null)]
    [InlineData("rows.arrows", CompressionCodecType.Lz4Frame)]
    public void ReadTable_BatchesThatClaimHugeNumbersOfRows_AreRefused(string name, CompressionCodecType? codec)
    {
        // 613 rows as a number of 64 bits: those of the batch and of each of its columns.
        foreach (long claimed in (long[])[614, 1_000_000, int.MaxValue, 1L << 60, -1])
        {
            byte[] bytes = File.ReadAllBytes(WriteRows(name, codec));
            Assert.True(Replace(bytes, 613, claimed) > 1);
            AssertRefused(_folder.Write(name, bytes));
        }
    }

    [Theory]
    [InlineData(CompressionCodecType.Lz4Frame)]
    [InlineData(CompressionCodecType.Zstd)]
    public void ReadTable_BuffersThatClaimHugeSizes_AreRefused(CompressionCodecType codec)
    {
        // The size of 613 doubles before they were compressed, which may be rounded up to 64 bytes.
        foreach (long claimed in (long[])[4903, 1L << 30, 1L << 60, -2])
        {
            byte[] bytes = File.ReadAllBytes(WriteRows("size.arrow", codec));
            Assert.True(Replace(bytes, 4904, claimed) + Replace(bytes, 4928, claimed) > 0);
            AssertRefused(_folder.Write("size.arrow", bytes));
        }
    }

    [Fact]
    public void ReadTable_TextOffsetsOutOfOrder_AreRefused()
    {
        IArrowArray texts = ArrowArrayFactory.BuildArray(new ArrayData(
            StringType.Default,
            2,
            0,
            0,
            [ArrowBuffer.Empty, new ArrowBuffer(new byte[] { 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0 }), new ArrowBuffer("abc"u8.ToArray())]));
        byte[] bytes = File.ReadAllBytes(FeatherFile.Write(_folder["order.arrow"], 10, ("t", texts), ("x", FeatherFile.Of(1, 2))));
        AssertRefused(_folder.Write("order.arrow", bytes));
    }

    [Fact]
    public void ReadTable_IndexBeyondTheDictionary_IsRefusedByName()
    {
        string path = FeatherFile.Write(_folder["index.arrow"], 10, ("c", FeatherFile.Coded(["a", "b"], 0, 2)));
        DataException exception = Assert.Throws<DataException>(() => ReadAll(path));
        Assert.StartsWith(
            $"{path}, column 'c': this is an Arrow file that is damaged or cut short: record batch 1 cannot be read (a value is not in the dictionary)",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutated.arrow", null, 1)]
    [InlineData("mutated.arrow", CompressionCodecType.Lz4Frame, 2)]
    [InlineData("mutated.arrow", CompressionCodecType.Zstd, 3)]
    [InlineData("mutated.arrows", null, 4)]
    [InlineData("mutated.arrows", CompressionCodecType.Lz4Frame, 5)]
    public void Open_MutatedBytes_ReadsOrFailsWithADataException(string name, CompressionCodecType? codec, int seed)
    {
        byte[] bytes = File.ReadAllBytes(WriteRows(name, codec, rows: 100));
        var random = new Random(seed);
        long[] values = [0, -1, 1, int.MaxValue, int.MinValue, 1L << 33, long.MaxValue, long.MinValue, bytes.Length];
        for (int i = 0; i < 600; i++)
        {
            byte[] mutated = [.. bytes];
            for (int change = 0; change < 1 + (i % 3); change++)
            {
                // Bytes anywhere, and numbers where numbers stand.
                if (i % 2 == 0)
                {
                    mutated[random.Next(8, bytes.Length)] = (byte)random.Next(256);
                }
                else
                {
                    int at = random.Next(1, (bytes.Length / 8) - 1) * 8;
                    BinaryPrimitives.WriteInt64LittleEndian(mutated.AsSpan(at), values[random.Next(values.Length)]);
                }
            }

            string path = _folder.Write(name, mutated);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ReadAll(path);
            }
            catch (DataException exception)
            {
                Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }

    private static void AssertRefused(string path)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        DataException exception = Assert.Throws<DataException>(() => ReadAll(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.Hint);
    }

    // On one thread, whose allocations are counted.
    private static void ReadAll(string path)
    {
        using DataSource source = SourceFile.Open(path, new SourceFileOptions { Csv = new CsvOptions { Threads = 1 } });
        source.ReadTable([.. source.ReadColumnNames().Select(name => new ColumnRequest(name, ColumnKind.Categorical))]);
    }

    private static int Replace(byte[] bytes, long old, long changed)
    {
        int count = 0;
        for (int at = 0; at <= bytes.Length - sizeof(long); at += sizeof(int))
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) == old)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), changed);
                count++;
            }
        }

        return count;
    }

    private string WriteRows(string name, CompressionCodecType? codec, int rows = 613) => FeatherFile.Write(
        _folder[name],
        rows,
        codec,
        ("x", FeatherFile.Of([.. Enumerable.Range(0, rows).Select(row => (double?)(row % 3))])),
        ("n", FeatherFile.Of([.. Enumerable.Range(0, rows).Select(row => row % 5 == 0 ? null : (double?)row)])),
        ("t", FeatherFile.Of([.. Enumerable.Range(0, rows).Select(row => row % 7 == 0 ? null : $"text {row % 10}")])),
        ("c", FeatherFile.Coded(["a", "b", "c"], [.. Enumerable.Range(0, rows).Select(row => (sbyte?)(row % 3))])),
        ("d", ArrowTypesTests.Fixed<int>(Date32Type.Default, [.. Enumerable.Range(0, rows).Select(row => (int?)row)])));
}
