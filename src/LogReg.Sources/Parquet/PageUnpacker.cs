using System.Buffers;
using Parquet.Meta;
using Snappier;

namespace LogReg.Sources.Parquet;

/// <summary>
/// Takes the compression off the pages of a column chunk, in buffers that are used again: the library copies each compressed page several
/// times into memory that it then leaves to the collector, which takes longer than all the rest of the reading.
/// </summary>
internal sealed class PageUnpacker : IDisposable
{
    private const int DataPage = 0;
    private const int DictionaryPage = 2;

    // A number of 32 bits in seven bits a byte.
    private const int MostNumberBytes = 5;

    private readonly Lazy<ZstdSharp.Decompressor> _zstandard = new(() => new ZstdSharp.Decompressor());
    private byte[] _stored = [];
    private byte[] _pages = [];
    private int _length;

    /// <summary>The pages with their headers, as an uncompressed file has them; after <see cref="TryUnpack"/>.</summary>
    public ReadOnlyMemory<byte> Pages => _pages.AsMemory(0, _length);

    /// <summary>Where a column chunk starts in its file: at the first of its pages, of which not every writer names the right
    /// one.</summary>
    public static long StartOf(ColumnMetaData chunk)
    {
        long start = chunk.DataPageOffset;
        foreach (long? other in (ReadOnlySpan<long?>)[chunk.DictionaryPageOffset, chunk.IndexPageOffset])
        {
            start = other is > 0 && (other < start || start == 0) ? other.Value : start;
        }

        return start;
    }

    /// <summary>Unpacks the pages.</summary>
    /// <param name="chunk">The column chunk.</param>
    /// <param name="file">The file.</param>
    /// <returns>Whether that could be done; if not, the library knows better, or what is wrong.</returns>
    public bool TryUnpack(ColumnMetaData chunk, HandleStream file)
    {
        long start = StartOf(chunk);
        long size = chunk.TotalCompressedSize;
        if (chunk.Codec is not (CompressionCodec.SNAPPY or CompressionCodec.ZSTD) || start < 0 || size <= 0
            || size > Array.MaxLength || start > file.Length - size)
        {
            return false;
        }

        Reserve(ref _stored, (int)size, 0);
        Span<byte> stored = _stored.AsSpan(0, (int)size);
        _length = 0;
        try
        {
            file.Position = start;
            file.ReadExactly(stored);
            for (int at = 0; at < stored.Length;)
            {
                var header = new PageHeaderReader(stored[at..]);
                header.Read();
                ReadOnlySpan<byte> page = stored.Slice(at + header.Length, header.StoredSize);
                if (header.PageType is not (DataPage or DictionaryPage)
                    || !Append(stored.Slice(at, header.Length), header, page, chunk.Codec))
                {
                    return false;
                }

                at += header.Length + header.StoredSize;
            }

            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Return(_stored);
        Return(_pages);
        _stored = _pages = [];
        if (_zstandard.IsValueCreated)
        {
            _zstandard.Value.Dispose();
        }
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Reserve(ref byte[] buffer, int length, int kept)
    {
        if (length > buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(length);
            buffer.AsSpan(0, kept).CopyTo(larger);
            Return(buffer);
            buffer = larger;
        }
    }

    private bool Append(ReadOnlySpan<byte> header, PageHeaderReader sizes, ReadOnlySpan<byte> page, CompressionCodec codec)
    {
        if (sizes.Size < 0 || (codec == CompressionCodec.SNAPPY && Snappy.GetUncompressedLength(page) != sizes.Size))
        {
            return false;
        }

        Reserve(ref _pages, checked(_length + header.Length + MostNumberBytes + sizes.Size), _length);
        Add(header[..sizes.StoredSizeBytes.Start]);
        uint left = (uint)sizes.Size << 1;
        for (; left >= 0x80; left >>= 7)
        {
            _pages[_length++] = (byte)(left | 0x80);
        }

        _pages[_length++] = (byte)left;
        Add(header[sizes.StoredSizeBytes.End..]);
        Span<byte> room = _pages.AsSpan(_length, sizes.Size);
        _length += sizes.Size;
        int written = codec == CompressionCodec.SNAPPY ? Snappy.Decompress(page, room) : _zstandard.Value.Unwrap(page, room);
        return written == sizes.Size;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_pages.AsSpan(_length));
        _length += bytes.Length;
    }
}
