using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace LogReg.Sources.Arrow;

/// <summary>Reads the buffers of batches and takes their compression off, on any number of threads.</summary>
/// <param name="file">The file, left open.</param>
internal sealed class BodyReader(SafeFileHandle file) : IDisposable
{
    private const int PrefixSize = sizeof(long);
    private const long IsStored = -1;

    private readonly ConcurrentBag<ZstdSharp.Decompressor> _zstandard = [];

    /// <summary>Reads a whole buffer.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="buffer">The place of the buffer.</param>
    /// <param name="needed">How many bytes it must have at least.</param>
    /// <exception cref="InvalidDataException">It has fewer, or is damaged.</exception>
    /// <exception cref="InsufficientMemoryException">It has more than an array can have.</exception>
    public PooledBytes Read(BatchHeader batch, int buffer, long needed)
    {
        (long start, long length) = batch.BufferAt(buffer);
        if (batch.Compression == ArrowCompression.None || length == 0)
        {
            CheckSize(length, needed);
            return ReadStored(start, length);
        }

        if (length < PrefixSize)
        {
            throw new InvalidDataException("a buffer is too short");
        }

        using PooledBytes stored = ReadStored(start, length);
        long size = BinaryPrimitives.ReadInt64LittleEndian(stored.Span);
        ReadOnlySpan<byte> packed = stored.Span[PrefixSize..];
        CheckSize(size == IsStored ? packed.Length : size, needed);
        if (size > (double)packed.Length * batch.MostExpansion)
        {
            throw new InvalidDataException($"{packed.Length} bytes cannot hold {size}");
        }

        var unpacked = new PooledBytes(size == IsStored ? packed.Length : size);
        try
        {
            if (size == IsStored)
            {
                packed.CopyTo(unpacked.Span);
            }
            else if (size > 0 && Unpack(batch.Compression, packed, unpacked.Span) != size)
            {
                throw new InvalidDataException("a buffer has another size than it tells");
            }

            return unpacked;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    /// <summary>Reads a part of a buffer that is not compressed.</summary>
    /// <param name="at">Where it begins in the file.</param>
    /// <param name="target">Receives it.</param>
    public void Read(long at, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(file, target, at);
            if (read == 0)
            {
                throw new EndOfStreamException();
            }

            target = target[read..];
            at += read;
        }
    }

    /// <summary>Makes sure that a buffer is as long as its rows need.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="needed">What its rows need.</param>
    /// <exception cref="InvalidDataException">It is shorter.</exception>
    public static void CheckSize(long length, long needed)
    {
        if (length < needed)
        {
            throw new InvalidDataException($"a buffer has {length} of {needed} bytes");
        }
    }

    public void Dispose()
    {
        while (_zstandard.TryTake(out ZstdSharp.Decompressor? decompressor))
        {
            decompressor.Dispose();
        }
    }

    private PooledBytes ReadStored(long start, long length)
    {
        var bytes = new PooledBytes(length);
        Read(start, bytes.Span);
        return bytes;
    }

    private int Unpack(ArrowCompression compression, ReadOnlySpan<byte> packed, Span<byte> target)
    {
        if (compression == ArrowCompression.Lz4)
        {
            return Lz4Frame.Decode(packed, target);
        }

        ZstdSharp.Decompressor? decompressor = _zstandard.TryTake(out decompressor) ? decompressor : new();
        int size = decompressor.Unwrap(packed, target);
        _zstandard.Add(decompressor);
        return size;
    }
}

/// <summary>Bytes of a pool.</summary>
internal readonly struct PooledBytes : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _length;

    /// <param name="length">How many.</param>
    /// <exception cref="InsufficientMemoryException">More than an array can have.</exception>
    public PooledBytes(long length)
    {
        _length = length <= Array.MaxLength ? (int)length : throw new InsufficientMemoryException($"{length} bytes");
        _bytes = _length == 0 ? [] : ArrayPool<byte>.Shared.Rent(_length);
    }

    /// <summary>The bytes.</summary>
    public Span<byte> Span => _bytes.AsSpan(0, _length);

    public void Dispose()
    {
        if (_length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
