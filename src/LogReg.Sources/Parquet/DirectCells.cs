using System.Buffers;
using LogReg.Data;
using Microsoft.Win32.SafeHandles;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace LogReg.Sources.Parquet;

/// <summary>The cells of a column of a row group, read without the library where they are stored as nearly all files store them: the
/// library copies every value several times.</summary>
/// <param name="file">The file.</param>
/// <param name="group">The row group.</param>
/// <param name="column">The column.</param>
/// <param name="codec">Takes the compression off.</param>
/// <param name="explain">Says what is wrong when reading fails.</param>
internal sealed class DirectCells(
    SafeFileHandle file, ParquetRowGroupReader group, DataField column, PageCodec codec, Func<Exception, DataException> explain)
{
    private const double LargestExact = 1L << 53;

    private readonly int _rows = checked((int)group.RowCount);
    private readonly TypeCode _type = System.Type.GetTypeCode(column.ClrType);

    /// <summary>Reads the cells.</summary>
    /// <param name="isLarge">Whether numbers are read when their rows are needed.</param>
    /// <returns>The cells; <see langword="null"/> if the library knows better, or what is wrong.</returns>
    public ColumnCells? Read(bool isLarge)
    {
        ColumnChunk? stored = group.GetMetadata(column);
        if (stored is { FilePath: null, MetaData: ColumnMetaData claimed })
        {
            PageCount.Check(file, claimed, _rows);
        }

        if (stored?.MetaData is not ColumnMetaData chunk || stored.FilePath is not null || stored.CryptoMetadata is not null
            || column.MaxDefinitionLevel > 1 || !PageCodec.Knows(chunk.Codec)
            || chunk.TotalCompressedSize < 0 || PageUnpacker.StartOf(chunk) < 0
            || !chunk.Encodings.TrueForAll(Knows))
        {
            return null;
        }

        if (NumberChunkReader.Knows(_type, chunk.Type))
        {
            // Of whole numbers that no double is, all cells are texts.
            return isLarge && _type is not (TypeCode.Int64 or TypeCode.UInt64)
                ? ColumnCells.OfNumbers(new GroupNumbers(Numbers(chunk), _rows, explain), _rows)
                : ReadNumbers(chunk);
        }

        return chunk.Type == global::Parquet.Meta.Type.BYTE_ARRAY && column.ClrType == typeof(ReadOnlyMemory<char>)
            && BitConverter.IsLittleEndian
            ? ReadTexts(chunk)
            : null;
    }

    // Levels in bits are listed for columns that have none.
    private static bool Knows(Encoding encoding) => encoding is Encoding.PLAIN or Encoding.PLAIN_DICTIONARY or Encoding.RLE
        or Encoding.BIT_PACKED or Encoding.RLE_DICTIONARY or Encoding.BYTE_STREAM_SPLIT;

    private ChunkPages Pages(ColumnMetaData chunk) => new(file, chunk, codec);

    private NumberChunkReader Numbers(ColumnMetaData chunk) => new(Pages(chunk), column.MaxDefinitionLevel > 0, _type);

    private ColumnCells? ReadNumbers(ColumnMetaData chunk)
    {
        using NumberChunkReader reader = Numbers(chunk);
        IMemoryOwner<double> memory = MemoryPool<double>.Shared.Rent(Math.Max(1, _rows));
        Span<double> numbers = memory.Memory.Span[.._rows];
        if (TryRead(reader, numbers) && (_type is not (TypeCode.Int64 or TypeCode.UInt64) || AreExact(numbers)))
        {
            return ColumnCells.OfNumbers(memory, _rows);
        }

        memory.Dispose();
        return null;
    }

    private ColumnCells? ReadTexts(ColumnMetaData chunk)
    {
        using var reader = new TextChunkReader(Pages(chunk), column.MaxDefinitionLevel > 0);
        int[] codes = GC.AllocateUninitializedArray<int>(_rows);
        return TryRead(reader, codes) ? ColumnCells.OfCodes(codes, reader.Texts) : null;
    }

    private static bool TryRead<T>(ChunkReader<T> reader, Span<T> cells)
        where T : unmanaged
    {
        try
        {
            reader.Read(cells);
            reader.End();
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static bool AreExact(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (Math.Abs(number) >= LargestExact)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Numbers that are read when their rows are needed.</summary>
    private sealed class GroupNumbers(NumberChunkReader reader, int rows, Func<Exception, DataException> explain) : INumberReader
    {
        private int _left = rows;

        public void Read(Span<double> numbers)
        {
            try
            {
                reader.Read(numbers);
                _left -= numbers.Length;
                if (_left == 0)
                {
                    reader.End();
                }
            }
            catch (Exception exception)
            {
                throw explain(exception);
            }
        }

        public void Dispose() => reader.Dispose();
    }
}
