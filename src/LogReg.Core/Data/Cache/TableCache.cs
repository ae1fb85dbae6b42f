namespace LogReg.Data;

/// <summary>
/// A table in a binary file, so that a CSV file need be parsed only once. After a signature come parts, each with a checksum: the
/// description; for each column of levels their lengths and their texts; then the chunks of <see cref="Table.ChunkRows"/> rows, of each the
/// columns one after the other, numbers as doubles, levels as 32-bit codes, little-endian.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">What the columns are.</param>
/// <param name="MissingValues">The texts that stood for a missing cell.</param>
/// <param name="RowCount">The number of rows, at least 1.</param>
/// <param name="DataOffset">Where the first chunk begins.</param>
/// <param name="Origin">What reading the data found out.</param>
internal sealed record TableCache(
    string Path, IReadOnlyList<ColumnInfo> Columns, IReadOnlyList<string> MissingValues, long RowCount, long DataOffset, TableOrigin Origin)
{
    /// <summary>The byte that stands for the kind of a numeric column.</summary>
    public const byte NumericKind = 1;

    /// <summary>The byte that stands for the kind of a categorical column.</summary>
    public const byte CategoricalKind = 2;

    private static OptionText MakeAgain => $"recreate the cache with {Operation.WriteCache} from the data that it was made from";

    /// <summary>A byte that no UTF-8 text begins with, a name, line ends that a careless copy would change, and the version of the
    /// format.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'L', (byte)'R', (byte)'C', (byte)'\r', (byte)'\n', 0x1A, 2];

    /// <summary>How many bytes a chunk of so many rows takes; throws <see cref="OverflowException"/> where no file has as many.</summary>
    public static long BytesOfChunk(IReadOnlyList<ColumnInfo> columns, long rows)
    {
        long numeric = columns.Count(column => column.Kind == ColumnKind.Numeric);
        return checked((rows * ((numeric * sizeof(double)) + ((columns.Count - numeric) * sizeof(int))))
            + (Checksum.Bytes * (long)columns.Count));
    }

    /// <summary>How many bytes a value of a column takes.</summary>
    public static int BytesOf(ColumnInfo column) => column.Kind == ColumnKind.Numeric ? sizeof(double) : sizeof(int);

    /// <summary>What the checksum of a column's block starts from, so that blocks cannot change places.</summary>
    public static ulong BlockSeed(int chunk, int column) => ((ulong)(uint)chunk << 32) | (uint)column;

    /// <summary>What the checksum of a part of the header starts from.</summary>
    public static ulong PartSeed(int part) => ulong.MaxValue - (uint)part;

    /// <summary>Opens a file if it is a cache.</summary>
    /// <param name="file">The file, at its beginning; left open.</param>
    /// <param name="path">Its path.</param>
    /// <returns>The cache, or <see langword="null"/> where the file is something else.</returns>
    /// <exception cref="DataException">It is a cache of another version, damaged, or cannot be read.</exception>
    public static TableCache? TryOpen(FileStream file, string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[Signature.Length];
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (length < start.Length || !start[..^1].SequenceEqual(Signature[..^1]))
            {
                return null;
            }

            return start[^1] == Signature[^1] ? TableCacheHeader.Read(file, path) : throw OtherVersion(start[^1], path);
        }
        catch (IOException exception)
        {
            throw CannotBeRead(path, exception);
        }
    }

    /// <summary>The error for a file whose checksums or values are wrong.</summary>
    public static DataException Damaged(string path, Exception? cause = null) =>
        new("this cache is damaged or was cut short", path, hint: MakeAgain, innerException: cause);

    /// <summary>The error for a file that the system does not read.</summary>
    public static DataException CannotBeRead(string path, IOException cause) =>
        new("the file cannot be read: " + cause.Message.ReplaceLineEndings(" "), path, innerException: cause);

    // A cache is made again in a moment: nothing reads older formats, which would be read without knowing whether they are whole.
    private static DataException OtherVersion(byte version, string path) => new(
        version < Signature[^1]
            ? $"this cache has format {version}, which has no checksums, so damage cannot be detected"
            : $"this cache is damaged, or was written in format {version} by a newer logreg; this version reads format {Signature[^1]}",
        path,
        hint: MakeAgain);
}
