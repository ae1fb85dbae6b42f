using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Parquet.Meta;

namespace LogReg.Sources.Parquet;

/// <summary>Makes sure that a column chunk has as many values as its row group has rows, before memory is allocated for them: a few damaged
/// bytes of a footer may claim billions.</summary>
internal static class PageCount
{
    // Pages say it themselves where a byte would hold more rows than this.
    private const int UsualRowsOfByte = 64;
    private const int FewRows = 1 << 20;

    /// <summary>Checks a column chunk whose cells are not lists.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chunk">The column chunk.</param>
    /// <param name="rows">The rows of its row group.</param>
    /// <exception cref="InvalidDataException">It reaches beyond the file, or has another number of values.</exception>
    public static void Check(SafeFileHandle file, ColumnMetaData chunk, long rows)
    {
        long start = PageUnpacker.StartOf(chunk);
        long size = chunk.TotalCompressedSize;
        if (start < 0 || size < 0 || start > RandomAccess.GetLength(file) - size)
        {
            throw new InvalidDataException("a column reaches beyond the end of the file");
        }

        if (chunk.NumValues != rows)
        {
            throw Other(chunk.NumValues, rows);
        }

        if (rows > FewRows && rows > size * UsualRowsOfByte && CountOf(file, start, (int)size) is long values && values != rows)
        {
            throw Other(values, rows);
        }
    }

    private static InvalidDataException Other(long values, long rows) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{values} values for {rows} rows"));

    private static long CountOf(SafeFileHandle file, long start, int size)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, RandomAccess.Read(file, bytes.AsSpan(0, size), start));
            long values = 0;
            while (!rest.IsEmpty)
            {
                var header = new PageHeaderReader(rest);
                header.Read();
                values += header.PageType is ChunkPages.DataPage or ChunkPages.Data2Page ? header.ValueCount : 0;
                rest = rest[(header.Length + Math.Max(0, header.StoredSize))..];
            }

            return values;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
