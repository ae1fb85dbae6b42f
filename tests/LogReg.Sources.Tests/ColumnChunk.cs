using System.Buffers.Binary;
using System.IO.Compression;
using Parquet.Meta;

namespace LogReg.Sources.Tests;

/// <summary>A column chunk written page by page, in ways that the library does not write.</summary>
/// <param name="codec">The compression.</param>
/// <param name="version">The version of pages of data, 1 or 2.</param>
/// <param name="isNullable">Whether cells may be null.</param>
internal sealed class ColumnChunk(CompressionCodec codec, int version, bool isNullable)
{
    private const int Structure = 12;
    private const int Whole = 5;
    private const int True = 1;
    private const int False = 2;

    private readonly List<byte> _bytes = [];

    /// <summary>The pages.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>What a footer would say about the chunk at the start of a file.</summary>
    public ColumnMetaData Describe() => new()
    {
        Codec = codec,
        DataPageOffset = 0,
        TotalCompressedSize = _bytes.Count,
    };

    /// <summary>Adds a page of values that pages of data repeat.</summary>
    public void AddDictionary(byte[] values, int count)
    {
        byte[] stored = Pack(values);
        WriteHeader(2, values.Length, stored.Length, 7, (1, count), (2, (int)Encoding.PLAIN));
        _bytes.AddRange(stored);
    }

    /// <summary>Adds a page of data.</summary>
    /// <param name="isPresent">Whether each row has a value.</param>
    /// <param name="encoding">How the values are encoded.</param>
    /// <param name="values">The encoded values.</param>
    /// <param name="packsLevels">Whether levels are packed bit by bit rather than written as runs.</param>
    public void AddPage(ReadOnlySpan<bool> isPresent, Encoding encoding, byte[] values, bool packsLevels)
    {
        int[] numbers = new int[isPresent.Length];
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = isPresent[row] ? 1 : 0;
        }

        byte[] levels = !isNullable ? [] : packsLevels ? Packed(numbers, 1) : Runs(numbers, 1);
        if (version == 1)
        {
            byte[] length = new byte[isNullable ? sizeof(int) : 0];
            if (isNullable)
            {
                BinaryPrimitives.WriteInt32LittleEndian(length, levels.Length);
            }

            byte[] page = [.. length, .. levels, .. values];
            byte[] stored = Pack(page);
            int runs = (int)Encoding.RLE;
            WriteHeader(0, page.Length, stored.Length, 5, (1, isPresent.Length), (2, (int)encoding), (3, runs), (4, runs));
            _bytes.AddRange(stored);
        }
        else
        {
            // A page that does not become smaller is left as it is.
            byte[] packed = Pack(values);
            bool isPacked = codec != CompressionCodec.UNCOMPRESSED && packed.Length < values.Length;
            byte[] stored = isPacked ? packed : values;
            WriteHeader(
                3,
                levels.Length + values.Length,
                levels.Length + stored.Length,
                8,
                (1, isPresent.Length),
                (2, isPresent.Count(false)),
                (3, isPresent.Length),
                (4, (int)encoding),
                (5, levels.Length),
                (6, 0),
                (7, isPacked ? True : False));
            _bytes.AddRange(levels);
            _bytes.AddRange(stored);
        }
    }

    /// <summary>Numbers as runs of one number.</summary>
    public static byte[] Runs(ReadOnlySpan<int> numbers, int width)
    {
        var bytes = new List<byte>();
        for (int from = 0; from < numbers.Length;)
        {
            int end = numbers[from..].IndexOfAnyExcept(numbers[from]);
            int count = end < 0 ? numbers.Length - from : end;
            WriteLength(bytes, (ulong)count << 1);
            for (int shift = 0; shift < width; shift += 8)
            {
                bytes.Add((byte)(numbers[from] >> shift));
            }

            from += count;
        }

        return [.. bytes];
    }

    /// <summary>Numbers packed bit by bit, in groups of eight.</summary>
    public static byte[] Packed(ReadOnlySpan<int> numbers, int width)
    {
        var bytes = new List<byte>();
        int groups = (numbers.Length + 7) / 8;
        WriteLength(bytes, ((ulong)groups << 1) | 1);
        byte[] packed = new byte[groups * width];
        for (int i = 0; i < numbers.Length; i++)
        {
            for (int bit = 0; bit < width; bit++)
            {
                int at = (i * width) + bit;
                packed[at >> 3] |= (byte)(((numbers[i] >> bit) & 1) << (at & 7));
            }
        }

        bytes.AddRange(packed);
        return [.. bytes];
    }

    private static void WriteLength(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private void WriteHeader(int type, int size, int storedSize, int detail, params (int Field, int Value)[] details)
    {
        int last = WriteField(0, 1, Whole, type);
        last = WriteField(last, 2, Whole, size);
        last = WriteField(last, 3, Whole, storedSize);
        WriteField(last, detail, Structure, null);
        last = 0;
        foreach ((int field, int value) in details)
        {
            bool isTruth = detail == 8 && field == 7;
            last = WriteField(last, field, isTruth ? value : Whole, isTruth ? null : value);
        }

        _bytes.Add(0);
        _bytes.Add(0);
    }

    private int WriteField(int last, int field, int type, int? value)
    {
        _bytes.Add((byte)(((field - last) << 4) | type));
        if (value is int number)
        {
            WriteLength(_bytes, (ulong)number << 1);
        }

        return field;
    }

    private byte[] Pack(byte[] page)
    {
        switch (codec)
        {
            case CompressionCodec.SNAPPY:
                return Snappier.Snappy.CompressToArray(page);
            case CompressionCodec.ZSTD:
                using (var compressor = new ZstdSharp.Compressor())
                {
                    return compressor.Wrap(page).ToArray();
                }

            case CompressionCodec.GZIP:
                var packed = new MemoryStream();
                using (var gzip = new GZipStream(packed, CompressionMode.Compress))
                {
                    gzip.Write(page);
                }

                return packed.ToArray();
            default:
                return page;
        }
    }
}
