using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace LogReg.Data;

/// <summary>
/// The parts of a <see cref="TableCache"/> before its rows. Each is its length, its bytes and their checksum; what has the right checksum
/// may still have been written by anyone, and is checked value by value.
/// </summary>
internal static class TableCacheHeader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes the header of a table.</summary>
    public static void Write(Stream stream, Table table, IReadOnlyList<string> missingValues)
    {
        int part = 0;
        WritePart(stream, Describe(table, missingValues), part++);
        foreach (LevelTable levels in table.Columns.Where(column => column.Kind != ColumnKind.Numeric).Select(column => column.Levels!))
        {
            int[] lengths = new int[levels.Count];
            using var text = new MemoryStream();
            for (int code = 0; code < lengths.Length; code++)
            {
                lengths[code] = levels.Utf8(code).Length;
                text.Write(levels.Utf8(code));
            }

            WritePart(stream, MemoryMarshal.AsBytes(lengths), part++);
            WritePart(stream, text.GetBuffer().AsSpan(0, (int)text.Length), part++);
        }
    }

    /// <summary>Reads the header of a file that stands after its signature.</summary>
    /// <exception cref="DataException">The file is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TableCache Read(FileStream file, string path)
    {
        try
        {
            byte[] description = ReadPart(file, part: 0);
            using var reader = new BinaryReader(new MemoryStream(description), StrictUtf8);
            long rowCount = reader.ReadInt64();
            Require(rowCount >= 1);
            string[] missingValues = new string[Count(reader, description)];
            foreach (ref string text in missingValues.AsSpan())
            {
                text = reader.ReadString();
            }

            ColumnInfo[] columns = ReadColumns(reader, description);
            TableOrigin origin = TableOriginPart.Read(reader);
            Require(reader.BaseStream.Position == description.Length && origin.Notes.All(note => IsSound(note, columns, rowCount)));
            var cache = new TableCache(path, ReadLevels(file, columns), missingValues, rowCount, file.Position, origin);
            Require(file.Length - cache.DataOffset == BytesOfRows(cache));
            return cache;
        }
        catch (Exception exception) when (exception is not DataException and (FormatException or ArgumentException or OverflowException
            or EndOfStreamException))
        {
            throw TableCache.Damaged(path, exception);
        }
    }

    private static long BytesOfRows(TableCache cache)
    {
        (long full, long rest) = Math.DivRem(cache.RowCount, Table.ChunkRows);
        return checked((full * TableCache.BytesOfChunk(cache.Columns, Table.ChunkRows))
            + (rest > 0 ? TableCache.BytesOfChunk(cache.Columns, rest) : 0));
    }

    private static byte[] Describe(Table table, IReadOnlyList<string> missingValues)
    {
        using var description = new MemoryStream();
        using var writer = new BinaryWriter(description, Encoding.UTF8);
        writer.Write(table.RowCount);
        writer.Write(missingValues.Count);
        foreach (string text in missingValues)
        {
            writer.Write(text);
        }

        writer.Write(table.Columns.Count);
        foreach (ColumnInfo column in table.Columns)
        {
            writer.Write(column.Name);
            writer.Write(column.Kind == ColumnKind.Numeric ? TableCache.NumericKind : TableCache.CategoricalKind);
        }

        TableOriginPart.Write(writer, table.Origin);
        writer.Flush();
        return description.ToArray();
    }

    // Each of what is counted takes a byte or more, so that a wrong count cannot ask for more memory than the file has bytes.
    private static int Count(BinaryReader reader, byte[] part)
    {
        int count = reader.ReadInt32();
        Require(count >= 0 && count <= part.Length - reader.BaseStream.Position);
        return count;
    }

    private static ColumnInfo[] ReadColumns(BinaryReader reader, byte[] description)
    {
        var columns = new ColumnInfo[Count(reader, description)];
        Require(columns.Length > 0);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ref ColumnInfo column in columns.AsSpan())
        {
            string name = reader.ReadString();
            Require(names.Add(name));
            byte kind = reader.ReadByte();
            Require(kind is TableCache.NumericKind or TableCache.CategoricalKind);
            column = new ColumnInfo(name, kind == TableCache.NumericKind ? ColumnKind.Numeric : ColumnKind.Categorical, null);
        }

        return columns;
    }

    private static bool IsSound(ReadNote note, ColumnInfo[] columns, long rowCount) =>
        (note.Kind == ReadNoteKind.OfSource
            || (note.Kind == ReadNoteKind.RepeatedHeader || note.IsOfLayout) == note.Column is null)
        && (note.Column is null || columns.Any(column => column.Name == note.Column))
        && (note.Texts.Count > 0 || HasNoTexts(note.Kind))
        && note.Rows?.Any(row => row < 0 || row >= rowCount) != true;

    // All other notes show some of the cells or lines that they are about.
    private static bool HasNoTexts(ReadNoteKind kind) => kind is ReadNoteKind.LeadingZeros or ReadNoteKind.ExponentCodes
        or ReadNoteKind.NoneAsMissing or ReadNoteKind.Dates or ReadNoteKind.Queries or ReadNoteKind.IndexZero;

    private static ColumnInfo[] ReadLevels(FileStream file, ColumnInfo[] columns)
    {
        int part = 1;
        foreach (ref ColumnInfo column in columns.AsSpan())
        {
            if (column.Kind == ColumnKind.Categorical)
            {
                byte[] lengths = ReadPart(file, part++);
                column = column with { Levels = ToLevels(lengths, ReadPart(file, part++)) };
            }
        }

        return columns;
    }

    private static LevelTable ToLevels(byte[] lengths, byte[] text)
    {
        Require(lengths.Length % sizeof(int) == 0);
        var levels = new LevelTable();
        ReadOnlySpan<byte> rest = text;
        foreach (int length in MemoryMarshal.Cast<byte, int>(lengths))
        {
            Require(length >= 0 && length <= rest.Length && Utf8.IsValid(rest[..length]));
            int expected = levels.Count;
            Require(levels.GetOrAdd(rest[..length]) == expected);
            rest = rest[length..];
        }

        Require(rest.IsEmpty);
        return levels;
    }

    private static void WritePart(Stream stream, ReadOnlySpan<byte> bytes, int part)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, bytes.Length);
        stream.Write(number);
        stream.Write(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(number, Checksum.Of(bytes, TableCache.PartSeed(part)));
        stream.Write(number);
    }

    private static byte[] ReadPart(FileStream file, int part)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        file.ReadExactly(number);
        long length = BinaryPrimitives.ReadInt64LittleEndian(number);
        Require(length >= 0 && length <= file.Length - file.Position - Checksum.Bytes && length <= Array.MaxLength);
        byte[] bytes = new byte[length];
        file.ReadExactly(bytes);
        file.ReadExactly(number);
        Require(BinaryPrimitives.ReadUInt64LittleEndian(number) == Checksum.Of(bytes, TableCache.PartSeed(part)));
        return bytes;
    }

    private static void Require(bool isSound)
    {
        if (!isSound)
        {
            throw new FormatException("A checksum or a value is wrong.");
        }
    }
}
