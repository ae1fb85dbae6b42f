using System.Collections.Concurrent;
using System.IO.Compression;
using Parquet.Meta;
using Snappier;

namespace LogReg.Sources.Parquet;

/// <summary>Takes the compression off pages, on any number of threads.</summary>
internal sealed class PageCodec : IDisposable
{
    private readonly ConcurrentBag<ZstdSharp.Decompressor> _zstandard = [];

    /// <summary>Whether a compression is known.</summary>
    public static bool Knows(CompressionCodec codec) =>
        codec is CompressionCodec.UNCOMPRESSED or CompressionCodec.SNAPPY or CompressionCodec.ZSTD or CompressionCodec.GZIP;

    /// <summary>Unpacks a page.</summary>
    /// <param name="codec">Its compression.</param>
    /// <param name="stored">The page as the file has it.</param>
    /// <param name="page">Receives the page, whose size its header tells.</param>
    /// <exception cref="InvalidDataException">It has another size.</exception>
    public void Unpack(CompressionCodec codec, ArraySegment<byte> stored, Span<byte> page)
    {
        if (page.IsEmpty)
        {
            return;
        }

        int size;
        switch (codec)
        {
            case CompressionCodec.SNAPPY:
                size = Snappy.GetUncompressedLength(stored) == page.Length ? Snappy.Decompress(stored, page) : -1;
                break;
            case CompressionCodec.ZSTD:
                ZstdSharp.Decompressor? decompressor = _zstandard.TryTake(out decompressor) ? decompressor : new();
                size = decompressor.Unwrap(stored, page);
                _zstandard.Add(decompressor);
                break;
            case CompressionCodec.GZIP:
                using (var gzip = new GZipStream(
                    new MemoryStream(stored.Array!, stored.Offset, stored.Count, writable: false), CompressionMode.Decompress))
                {
                    gzip.ReadExactly(page);
                    size = gzip.ReadByte() < 0 ? page.Length : -1;
                }

                break;
            default:
                stored.AsSpan().CopyTo(page);
                size = stored.Count;
                break;
        }

        if (size != page.Length)
        {
            throw new InvalidDataException("a page has another size than its header tells");
        }
    }

    public void Dispose()
    {
        while (_zstandard.TryTake(out ZstdSharp.Decompressor? decompressor))
        {
            decompressor.Dispose();
        }
    }
}
