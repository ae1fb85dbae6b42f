using System.Runtime.InteropServices;
using System.Text;

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
        stream.Write(TableCache.Signature);
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(table.RowCount);
            WriteTexts(writer, missingValues);
            writer.Write(table.Columns.Count);
            foreach (ColumnInfo column in table.Columns)
            {
                writer.Write(column.Name);
                writer.Write(column.Kind == ColumnKind.Numeric);
                if (column.Kind != ColumnKind.Numeric)
                {
                    WriteTexts(writer, column.Levels!);
                }
            }
        }

        foreach (TableChunk chunk in table.Chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Column column in chunk.Columns)
            {
                stream.Write(column is NumericColumn numeric ? MemoryMarshal.AsBytes(numeric.Values) : MemoryMarshal.AsBytes(((CategoricalColumn)column).Codes));
            }
        }
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (string text in texts)
        {
            writer.Write(text);
        }
    }
}
