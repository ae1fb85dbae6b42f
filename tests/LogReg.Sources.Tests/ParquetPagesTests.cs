using System.Runtime.InteropServices;
using LogReg.Data;
using LogReg.Sources.Columns;
using LogReg.Sources.Parquet;
using Parquet.Meta;

namespace LogReg.Sources.Tests;

/// <summary>Pages of every version, compression and encoding that are read without the library.</summary>
public sealed class ParquetPagesTests : IDisposable
{
    private const int Rows = 3000;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, int> Codecs => new(
        from codec in (CompressionCodec[])
            [CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.ZSTD, CompressionCodec.GZIP]
        from version in (int[])[1, 2]
        select ((int)codec, version));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Codecs))]
    public void NumberChunkReader_EveryEncoding_ReadsTheNumbers(int codec, int version)
    {
        foreach (TypeCode type in (TypeCode[])[TypeCode.Double, TypeCode.Single, TypeCode.Int16, TypeCode.UInt32, TypeCode.Int64])
        {
            foreach (double? share in (double?[])[null, 0, 0.3, 0.999, 1])
            {
                foreach (int rowsOfPage in (int[])[1, 13, 1100, Rows])
                {
                    foreach (Encoding encoding in (Encoding[])[Encoding.PLAIN, Encoding.RLE_DICTIONARY, Encoding.BYTE_STREAM_SPLIT])
                    {
                        AssertRead((CompressionCodec)codec, version, type, share, rowsOfPage, encoding);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void TextChunkReader_DictionaryAndThenTexts_ReadsTheTexts(int codec, int version)
    {
        var chunk = new ColumnChunk((CompressionCodec)codec, version, isNullable: true);
        chunk.AddDictionary([.. Text("b"), .. Text("ä"), .. Text("")], 3);
        chunk.AddPage([true, false, true, true], Encoding.PLAIN_DICTIONARY, [2, .. ColumnChunk.Packed([2, 0, 1], 2)], packsLevels: true);
        chunk.AddPage([false, false], Encoding.RLE_DICTIONARY, [], packsLevels: false);
        chunk.AddPage([true, true, false, true], Encoding.PLAIN, [.. Text("c"), .. Text("b"), .. Text("c")], packsLevels: false);
        using var handle = File.OpenHandle(_folder.Write("texts", chunk.ToArray()));
        using var unpacking = new PageCodec();
        using var reader = new TextChunkReader(new ChunkPages(handle, chunk.Describe(), unpacking), hasLevels: true);
        int[] codes = new int[10];
        reader.Read(codes.AsSpan(0, 3));
        reader.Read(codes.AsSpan(3));
        reader.End();
        Assert.Equal([2, -1, 0, 1, -1, -1, 3, 0, -1, 3], codes);
        Assert.Equal([DataCell.Of("b"), DataCell.Of("ä"), DataCell.Of(""), DataCell.Of("c")], reader.Texts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(17)]
    [InlineData(32)]
    public void RunReader_EveryWidth_ReadsRunsAndGroups(int width)
    {
        var random = new Random(width);
        int[] numbers = [.. Enumerable.Range(0, 100).Select(_ => (int)(random.NextInt64() & ((1L << width) - 1)))];
        byte[] bytes = [.. ColumnChunk.Packed(numbers, width), .. ColumnChunk.Runs(numbers, width)];
        var reader = new RunReader();
        reader.Begin(new ArraySegment<byte>([.. bytes, .. new byte[ChunkPages.Padding]], 0, bytes.Length), width);

        // The groups are padded to 104 numbers.
        int[] read = new int[204];
        for (int from = 0; from < read.Length; from += 17)
        {
            reader.Read(read.AsSpan(from, Math.Min(17, read.Length - from)));
        }

        Assert.Equal([.. numbers, 0, 0, 0, 0, .. numbers], read);
        Assert.Throws<InvalidDataException>(() => reader.Read(read.AsSpan(0, 1)));
    }

    [Fact]
    public void Read_MoreOrFewerValuesThanRows_IsRefused()
    {
        var chunk = new ColumnChunk(CompressionCodec.UNCOMPRESSED, 1, isNullable: false);
        chunk.AddPage([true, true, true], Encoding.PLAIN, new byte[24], packsLevels: false);
        using var handle = File.OpenHandle(_folder.Write("numbers", chunk.ToArray()));
        using var unpacking = new PageCodec();
        using var reader = new NumberChunkReader(new ChunkPages(handle, chunk.Describe(), unpacking), false, TypeCode.Double);
        reader.Read(new double[2]);
        Assert.Throws<InvalidDataException>(reader.End);
        Assert.Throws<InvalidDataException>(() => reader.Read(new double[2]));
    }

    [Fact]
    public void Read_CodesBeyondTheDictionary_AreRefused()
    {
        var chunk = new ColumnChunk(CompressionCodec.UNCOMPRESSED, 2, isNullable: false);
        chunk.AddDictionary(new byte[16], 2);
        chunk.AddPage([true, true, true], Encoding.RLE_DICTIONARY, [2, .. ColumnChunk.Packed([0, 1, 2], 2)], packsLevels: false);
        using var handle = File.OpenHandle(_folder.Write("codes", chunk.ToArray()));
        using var unpacking = new PageCodec();
        using var reader = new NumberChunkReader(new ChunkPages(handle, chunk.Describe(), unpacking), false, TypeCode.Double);
        Assert.Throws<IndexOutOfRangeException>(() => reader.Read(new double[3]));
    }

    [Fact]
    public void SingleText_ManyAtOnce_AreThoseOneByOne()
    {
        var random = new Random(2);
        float[] singles =
        [
            .. Enumerable.Range(0, 400_003).Select(i => (i % 5) switch
            {
                0 => BitConverter.Int32BitsToSingle(random.Next() | (random.Next(2) << 31)),
                1 => (float)Math.Round(random.NextDouble() * 100, random.Next(8)),
                2 => random.Next(-9, 9),
                3 => (float)Math.Pow(10, random.Next(-13, 8)),
                _ => (float)(random.NextDouble() - 0.5),
            }),
            .. Enumerable.Range(-13, 20).SelectMany(power =>
            {
                float at = (float)Math.Pow(10, power);
                return (float[])[MathF.BitDecrement(at), at, MathF.BitIncrement(at), 1, -at, 0, -0f, 1];
            }),
        ];
        double[] doubles = new double[singles.Length];
        SingleText.ToDoubles(singles, doubles);
        Assert.Equal(
            singles.Select(single => BitConverter.DoubleToInt64Bits(SingleText.ToDouble(single))),
            doubles.Select(BitConverter.DoubleToInt64Bits));
    }

    private static byte[] Text(string text)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        return [(byte)utf8.Length, 0, 0, 0, .. utf8];
    }

    // Values of few kinds, so that they fit into a dictionary and compress.
    private static (byte[] Bytes, double Number) ValueOf(TypeCode type, int seed) => type switch
    {
        TypeCode.Double => (BitConverter.GetBytes(seed / 7.0), seed / 7.0),
        TypeCode.Single => (BitConverter.GetBytes(seed / 8f), seed / 8.0),
        TypeCode.Int16 => (BitConverter.GetBytes(-seed), -seed),
        TypeCode.UInt32 => (BitConverter.GetBytes(uint.MaxValue - (uint)seed), uint.MaxValue - (uint)seed),
        _ => (BitConverter.GetBytes((1L << 40) + seed), (1L << 40) + seed),
    };

    // Buffers of large pages are given back, and the next page begins anew.
    [Theory]
    [MemberData(nameof(Codecs))]
    public void NumberChunkReader_SeveralPagesOfMoreThanAMegabyte_ReadsTheNumbers(int codec, int version)
    {
        const int RowsOfPage = 200_000;
        var random = new Random(1);
        double[] expected = [.. Enumerable.Range(0, 3 * RowsOfPage).Select(_ => random.NextDouble())];
        var chunk = new ColumnChunk((CompressionCodec)codec, version, isNullable: false);
        foreach (double[] page in expected.Chunk(RowsOfPage))
        {
            bool[] isPresent = new bool[RowsOfPage];
            Array.Fill(isPresent, true);
            chunk.AddPage(isPresent, Encoding.PLAIN, MemoryMarshal.AsBytes(page.AsSpan()).ToArray(), packsLevels: false);
        }

        using var handle = File.OpenHandle(_folder.Write("large", chunk.ToArray()));
        using var unpacking = new PageCodec();
        using var reader = new NumberChunkReader(new ChunkPages(handle, chunk.Describe(), unpacking), hasLevels: false, TypeCode.Double);
        double[] numbers = new double[expected.Length];
        reader.Read(numbers);
        reader.End();
        Assert.Equal(expected, numbers);
    }

    private void AssertRead(CompressionCodec codec, int version, TypeCode type, double? shareOfNulls, int rowsOfPage, Encoding encoding)
    {
        var random = new Random(rowsOfPage);
        var chunk = new ColumnChunk(codec, version, shareOfNulls is not null);
        double[] expected = new double[Rows];
        if (encoding == Encoding.RLE_DICTIONARY)
        {
            chunk.AddDictionary([.. Enumerable.Range(0, 20).SelectMany(code => ValueOf(type, code).Bytes)], 20);
        }

        for (int from = 0; from < Rows; from += rowsOfPage)
        {
            int count = Math.Min(rowsOfPage, Rows - from);
            bool[] isPresent = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() >= (shareOfNulls ?? 0))];
            int[] seeds = [.. isPresent.Where(present => present).Select(_ => random.Next(20))];
            int next = 0;
            for (int row = 0; row < count; row++)
            {
                expected[from + row] = isPresent[row] ? ValueOf(type, seeds[next++]).Number : double.NaN;
            }

            byte[][] values = [.. seeds.Select(seed => ValueOf(type, seed).Bytes)];
            byte[] bytes = encoding switch
            {
                Encoding.PLAIN => [.. values.SelectMany(value => value)],
                Encoding.BYTE_STREAM_SPLIT =>
                [
                    .. Enumerable.Range(0, ValueOf(type, 0).Bytes.Length).SelectMany(part => values.Select(value => value[part])),
                ],
                _ => [5, .. from % 2 == 0 ? ColumnChunk.Packed(seeds, 5) : ColumnChunk.Runs(seeds, 5)],
            };
            chunk.AddPage(isPresent, encoding, bytes, packsLevels: from % 3 == 0);
        }

        using var handle = File.OpenHandle(_folder.Write("numbers", chunk.ToArray()));
        using var unpacking = new PageCodec();
        using var reader = new NumberChunkReader(new ChunkPages(handle, chunk.Describe(), unpacking), shareOfNulls is not null, type);
        double[] numbers = new double[Rows];
        for (int from = 0; from < Rows; from += 1700)
        {
            reader.Read(numbers.AsSpan(from, Math.Min(1700, Rows - from)));
        }

        reader.End();
        Assert.Equal(MemoryMarshal.Cast<double, long>(expected), MemoryMarshal.Cast<double, long>(numbers));
    }
}
