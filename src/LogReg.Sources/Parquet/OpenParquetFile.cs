using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>A Parquet file as one thread at a time reads it.</summary>
/// <param name="handle">The file, left open.</param>
internal sealed class OpenParquetFile(SafeFileHandle handle) : IDisposable
{
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    private readonly HandleStream _stream = new(handle);
    private readonly PageUnpacker _unpacker = new();

    /// <summary>Its footer; after <see cref="Open"/>.</summary>
    public ParquetReader Reader { get; private set; } = null!;

    /// <summary>Reads the footer.</summary>
    /// <param name="handle">The file.</param>
    public static OpenParquetFile Open(SafeFileHandle handle)
    {
        var file = new OpenParquetFile(handle);
        try
        {
            file.Reader = ParquetReader.CreateAsync(file._stream, Options).GetAwaiter().GetResult();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a column of a row group: the values that are not null, and the level of each row.</summary>
    public void Read<T>(
        ParquetRowGroupReader group, DataField column, Memory<T> values, Memory<int>? levels, CancellationToken cancellationToken)
        where T : struct
    {
        ColumnMetaData? chunk = group.GetMetadata(column)?.MetaData;
        CompressionCodec codec = chunk?.Codec ?? CompressionCodec.UNCOMPRESSED;
        bool isUnpacked = chunk is not null && _unpacker.TryUnpack(chunk, _stream);
        try
        {
            if (isUnpacked)
            {
                _stream.Show(_unpacker.Pages, PageUnpacker.StartOf(chunk!));
                chunk!.Codec = CompressionCodec.UNCOMPRESSED;
            }

            group.ReadRawAsync(column, values, levels, null, cancellationToken).AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            if (isUnpacked)
            {
                _stream.ShowFile();
                chunk!.Codec = codec;
            }
        }
    }

    public void Dispose()
    {
        _unpacker.Dispose();
        _stream.Dispose();
    }
}
