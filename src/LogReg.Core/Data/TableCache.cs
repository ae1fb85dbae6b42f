using System.Text;

namespace LogReg.Data;

/// <summary>
/// A table in a binary file, so that a CSV file need be parsed only once. After a signature and a description come the chunks of <see cref="Table.ChunkRows"/> rows, of each the columns one
/// after the other: numbers as doubles, levels as 32-bit codes, little-endian.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">What the columns are.</param>
/// <param name="MissingValues">The texts that stood for a missing cell.</param>
/// <param name="RowCount">The number of rows, at least 1.</param>
/// <param name="DataOffset">Where the first chunk begins.</param>
internal sealed record TableCache(string Path, IReadOnlyList<ColumnInfo> Columns, IReadOnlyList<string> MissingValues, long RowCount, long DataOffset)
{
    /// <summary>A byte that no UTF-8 text begins with, a name, line ends that a careless copy would change, and the version of the format.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'L', (byte)'R', (byte)'C', (byte)'\r', (byte)'\n', 0x1A, 1];

    private const int MostColumns = 1 << 24;

    /// <summary>How many bytes a row takes.</summary>
    public long BytesPerRow => Columns.Sum(BytesOf);

    /// <summary>How many bytes a value of a column takes.</summary>
    public static int BytesOf(ColumnInfo column) => column.Kind == ColumnKind.Numeric ? sizeof(double) : sizeof(int);

    /// <summary>Opens a file if it is a cache.</summary>
    /// <param name="file">The file, at its beginning; left open.</param>
    /// <param name="path">Its path.</param>
    /// <returns>The cache, or <see langword="null"/> where the file is something else.</returns>
    /// <exception cref="DataException">It is a cache of another version, or damaged.</exception>
    public static TableCache? TryOpen(FileStream file, string path)
    {
        Span<byte> start = stackalloc byte[Signature.Length];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length < start.Length || !start[..^1].SequenceEqual(Signature[..^1]))
        {
            return null;
        }

        if (start[^1] != Signature[^1])
        {
            throw new DataException($"this cache has version {start[^1]}, but only version {Signature[^1]} is known", path, hint: "make it anew from the CSV file with logreg cache");
        }

        try
        {
            var buffered = new BufferedStream(file);
            using var reader = new BinaryReader(buffered, Encoding.UTF8, leaveOpen: true);
            TableCache cache = Read(reader, path) with { DataOffset = buffered.Position };
            return file.Length - cache.DataOffset == cache.RowCount * cache.BytesPerRow ? cache : throw Damaged(path, null);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or DecoderFallbackException or ArgumentException or OverflowException)
        {
            throw Damaged(path, exception);
        }
    }

    private static TableCache Read(BinaryReader reader, string path)
    {
        long rowCount = reader.ReadInt64();
        string[] missingValues = ReadTexts(reader);
        int columnCount = reader.ReadInt32();
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columnCount, MostColumns);
        var columns = new List<ColumnInfo>();
        for (int column = 0; column < columnCount; column++)
        {
            string name = reader.ReadString();
            bool isNumeric = reader.ReadBoolean();
            columns.Add(new ColumnInfo(name, isNumeric ? ColumnKind.Numeric : ColumnKind.Categorical, isNumeric ? null : LevelTable.Of(ReadTexts(reader))));
        }

        return new TableCache(path, columns, missingValues, rowCount, 0);
    }

    private static string[] ReadTexts(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var texts = new List<string>();
        for (int text = 0; text < count; text++)
        {
            texts.Add(reader.ReadString());
        }

        return [.. texts];
    }

    private static DataException Damaged(string path, Exception? cause) =>
        new("this cache is damaged or was cut short", path, hint: "make it anew from the CSV file with logreg cache", innerException: cause);
}
