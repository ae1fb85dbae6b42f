using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LogReg.Data;

/// <summary>Writes a <see cref="TableCache"/>.</summary>
internal static class TableCacheWriter
{
    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="table">The table, of numeric and categorical columns.</param>
    /// <param name="missingValues">The texts that stood for a missing cell.</param>
    /// <param name="cancellationToken">Ends the writing between two chunks.</param>
    public static void Write(Stream stream, Table table, IReadOnlyList<string> missingValues, CancellationToken cancellationToken)
    {
        Span<byte> checksum = stackalloc byte[Checksum.Bytes];
        stream.Write(TableCache.Signature);
        TableCacheHeader.Write(stream, table, missingValues);
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<Column> columns = table.Chunks[chunk].Columns;
            for (int column = 0; column < columns.Count; column++)
            {
                ReadOnlySpan<byte> bytes = columns[column] is NumericColumn numeric
                    ? MemoryMarshal.AsBytes(numeric.Values)
                    : MemoryMarshal.AsBytes(((CategoricalColumn)columns[column]).Codes);
                stream.Write(bytes);
                BinaryPrimitives.WriteUInt64LittleEndian(checksum, Checksum.Of(bytes, TableCache.BlockSeed(chunk, column)));
                stream.Write(checksum);
            }
        }
    }
}
