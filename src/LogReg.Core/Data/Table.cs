using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Data;

/// <summary>Data held completely in memory, in chunks of rows and columns.</summary>
public sealed class Table
{
    /// <summary>The number of rows of every chunk but the last.</summary>
    public const int ChunkRows = 16384;

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    internal Table(IReadOnlyList<ColumnInfo> columns, IReadOnlyList<TableChunk> chunks, long rowCount)
    {
        Columns = columns;
        Chunks = chunks;
        RowCount = rowCount;
        for (int i = 0; i < columns.Count; i++)
        {
            _places.TryAdd(columns[i].Name, i);
        }
    }

    /// <summary>The columns, in the order of the requests.</summary>
    public IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>The rows, in order: every chunk has exactly <see cref="ChunkRows"/>, the last has the rest, at least one.</summary>
    public IReadOnlyList<TableChunk> Chunks { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; }

    /// <summary>
    /// Which chunks' cells are here, where several processes share the table: the other chunks know how many rows they have, and their
    /// columns have none. <see langword="null"/> where all are here.
    /// </summary>
    internal RowShares? Shares { get; init; }

    /// <summary>The storage of its columns and of their copies.</summary>
    internal ColumnStorage Storage { get; init; } = ColumnStorage.Heap;

    /// <summary>What reading the table from a source found out; <see langword="null"/> if it was built in memory.</summary>
    internal TableOrigin? Origin { get; init; }

    /// <summary>The source that the table was read from, for hints.</summary>
    internal SourceDescription Source => Origin?.Source ?? SourceDescription.Table;

    /// <summary>The numbers of the chunks whose cells are here.</summary>
    internal IEnumerable<int> OwnChunks => Shares is null
        ? Enumerable.Range(0, Chunks.Count)
        : Enumerable.Range(Shares.FirstChunk, Shares.EndChunk - Shares.FirstChunk);

    /// <summary>The rows: how many each chunk has, and which are here.</summary>
    internal RowParts Rows => field ??= new RowParts(Chunks.Select(static chunk => chunk.RowCount), Shares);

    /// <summary>The index of a column in <see cref="Columns"/> and in the columns of each chunk; the first of that name.</summary>
    /// <param name="name">The name of the column.</param>
    /// <returns>The place from 0, or −1 if there is no such column.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    public int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _places.TryGetValue(name, out int place) ? place : -1;
    }
}
