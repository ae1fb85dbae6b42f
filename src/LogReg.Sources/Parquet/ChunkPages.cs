using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Parquet.Meta;

namespace LogReg.Sources.Parquet;

/// <summary>The pages of a column chunk, one after another, in buffers that are used again.</summary>
/// <param name="file">The file, left open.</param>
/// <param name="chunk">The column chunk.</param>
/// <param name="codec">Takes the compression off.</param>
internal sealed class ChunkPages(SafeFileHandle file, ColumnMetaData chunk, PageCodec codec) : IDisposable
{
    /// <summary>A page of data of the first version.</summary>
    public const int DataPage = 0;

    /// <summary>A page of data of the second version.</summary>
    public const int Data2Page = 3;

    /// <summary>The values that pages of data repeat.</summary>
    public const int DictionaryPage = 2;

    /// <summary>Bytes after a page that may be read, so that numbers of few bits can be read eight bytes at a time.</summary>
    public const int Padding = sizeof(ulong);

    private const int ReadAhead = 1 << 18;
    private const int FirstHeader = 1 << 8;
    private const int LargestHeader = 1 << 24;

    // A buffer beyond this is given back after each page, since every column may have one.
    private const int KeptBuffer = 1 << 20;

    private readonly long _end = PageUnpacker.StartOf(chunk) + chunk.TotalCompressedSize;
    private long _position = PageUnpacker.StartOf(chunk);
    private byte[] _stored = [];
    private int _storedAt;
    private int _storedLength;
    private byte[] _unpacked = [];

    /// <summary>The page, with its levels, and <see cref="Padding"/> after it.</summary>
    public ArraySegment<byte> Page { get; private set; }

    /// <summary>Goes to the next page.</summary>
    /// <param name="header">Its header.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">This is no page, or it is cut short.</exception>
    public bool Next(out PageHeaderReader header)
    {
        header = default;
        if (_storedLength == 0 && _position >= _end)
        {
            return false;
        }

        header = ReadHeader();
        _storedAt += header.Length;
        _storedLength -= header.Length;
        if (header.StoredSize < 0 || header.Size < 0 || header.StoredSize > _end - _position + _storedLength)
        {
            throw new InvalidDataException("a page is cut short");
        }

        Fill(header.StoredSize);
        Unpack(header, new ArraySegment<byte>(_stored, _storedAt, header.StoredSize));
        _storedAt += header.StoredSize;
        _storedLength -= header.StoredSize;
        if (_storedLength == 0 && Page.Array != _stored && _stored.Length > KeptBuffer)
        {
            Replace(ref _stored, 0, 0);
            _storedAt = 0;
        }

        return true;
    }

    public void Dispose()
    {
        Replace(ref _stored, 0, 0);
        Replace(ref _unpacked, 0, 0);
        _storedLength = 0;
        Page = default;
    }

    private static void Replace(ref byte[] buffer, int at, int kept, int size = 0)
    {
        byte[] other = size == 0 ? [] : ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(at, kept).CopyTo(other);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        buffer = other;
    }

    // Headers are short, but for texts among their statistics.
    private PageHeaderReader ReadHeader()
    {
        for (int size = FirstHeader; ; size *= 4)
        {
            Fill((int)Math.Min(size, _end - _position + _storedLength));
            var header = new PageHeaderReader(_stored.AsSpan(_storedAt, _storedLength));
            try
            {
                header.Read();
                return header;
            }
            catch (IndexOutOfRangeException) when (size < LargestHeader && _position < _end)
            {
            }
            catch (IndexOutOfRangeException exception)
            {
                throw new InvalidDataException("the header of a page is cut short", exception);
            }
        }
    }

    // From the position of the next read, the buffer has at least this many bytes, all of which are in the file.
    private void Fill(int count)
    {
        if (_storedLength >= count)
        {
            return;
        }

        int wanted = (int)Math.Min(Math.Max(count, ReadAhead), _end - _position + _storedLength);
        if (_stored.Length < wanted + Padding)
        {
            Replace(ref _stored, _storedAt, _storedLength, wanted + Padding);
        }
        else
        {
            _stored.AsSpan(_storedAt, _storedLength).CopyTo(_stored);
        }

        _storedAt = 0;
        while (_storedLength < wanted)
        {
            int read = RandomAccess.Read(file, _stored.AsSpan(_storedLength, wanted - _storedLength), _position);
            _storedLength += read;
            _position += read;
            if (read == 0)
            {
                throw new InvalidDataException("the file ends within a page");
            }
        }
    }

    private void Unpack(in PageHeaderReader header, ArraySegment<byte> stored)
    {
        // In the second version, levels are never compressed.
        int plain = header.PageType == Data2Page ? checked(header.LevelSize + header.RepetitionSize) : 0;
        bool isPlain = chunk.Codec == CompressionCodec.UNCOMPRESSED || (header.PageType == Data2Page && !header.IsCompressed);
        if (isPlain && header.Size == header.StoredSize)
        {
            Page = stored;
            return;
        }

        if (plain < 0 || plain > Math.Min(header.Size, header.StoredSize))
        {
            throw new InvalidDataException("the levels of a page are longer than the page");
        }

        if (_unpacked.Length < header.Size + Padding)
        {
            Replace(ref _unpacked, 0, 0, checked(header.Size + Padding));
        }

        stored[..plain].AsSpan().CopyTo(_unpacked);
        codec.Unpack(
            isPlain ? CompressionCodec.UNCOMPRESSED : chunk.Codec, stored[plain..], _unpacked.AsSpan(plain, header.Size - plain));
        Page = new ArraySegment<byte>(_unpacked, 0, header.Size);
    }
}
