using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogReg.Collectives;

/// <summary>
/// Which member of a collective has the cells of which chunks of the data: each has those of a run of chunks, which may be none. Every
/// member runs the whole fit; what belongs to a row (its class, weight, offset, log-odds) is kept where its cells are, and what takes them
/// is computed there, and shared: numbers of rows by <see cref="Complete{T}"/>, sums by <see cref="Sums"/>.
/// </summary>
internal sealed class RowShares
{
    // If each member has at least this many units of chunks, shares begin at multiples of a unit, so that fewer nodes cover them.
    private const int UnitsPerMember = 16;

    // What is sent at once, of all members together.
    private const long BytesAtOnce = 1L << 28;

    private readonly int[] _firstChunks;

    /// <param name="collective">The members.</param>
    /// <param name="firstChunks">The first chunk of each member, ascending, and the number of chunks; the same on every member.</param>
    /// <param name="sums">Adds up what the members have of a sum; <see langword="null"/> for the usual way.</param>
    /// <exception cref="ArgumentException">There is not one number more than members, or the numbers do not ascend from 0.</exception>
    public RowShares(ICollective collective, IReadOnlyList<int> firstChunks, NodeSums? sums = null)
    {
        _firstChunks = [.. firstChunks];
        if (_firstChunks.Length != collective.Size + 1 || _firstChunks[0] != 0 || _firstChunks.Zip(_firstChunks.Skip(1)).Any(
            pair => pair.First > pair.Second))
        {
            throw new ArgumentException("Every member has a run of chunks that follows that of the member before.", nameof(firstChunks));
        }

        Collective = collective;
        Sums = sums ?? new NodeSums(collective);
    }

    /// <summary>The members.</summary>
    public ICollective Collective { get; }

    /// <summary>Adds up what the members have of one sum.</summary>
    public NodeSums Sums { get; }

    /// <summary>The first chunk of this member.</summary>
    public int FirstChunk => _firstChunks[Collective.Rank];

    /// <summary>The chunk after this member's last one.</summary>
    public int EndChunk => _firstChunks[Collective.Rank + 1];

    /// <summary>The number of all chunks.</summary>
    public int ChunkCount => _firstChunks[^1];

    /// <summary>The first chunk of each member, and the number of chunks.</summary>
    public IReadOnlyList<int> FirstChunks => _firstChunks;

    /// <summary>Deals chunks to members, to each about as many.</summary>
    /// <param name="collective">The members.</param>
    /// <param name="chunkCount">How many chunks there are.</param>
    public static RowShares Deal(ICollective collective, int chunkCount)
    {
        int perMember = chunkCount / (UnitsPerMember * collective.Size);
        int unit = perMember == 0 ? 1 : 1 << BitOperations.Log2((uint)perMember);
        long units = (chunkCount + unit - 1L) / unit;
        return new RowShares(
            collective,
            [
                .. Enumerable.Range(0, collective.Size + 1).Select(
                    rank => (int)Math.Min(chunkCount, unit * (((units * rank) + collective.Size - 1) / collective.Size))),
            ]);
    }

    /// <summary>Whether this member has the cells of a chunk.</summary>
    /// <param name="chunk">The number of the chunk.</param>
    public bool Holds(int chunk) => chunk >= FirstChunk && chunk < EndChunk;

    /// <summary>Gives every member the values of all rows, of which each knows those of its own.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="values">The same number of values for each row; those of other members' rows are overwritten.</param>
    /// <param name="rowCounts">How many rows each chunk has.</param>
    /// <param name="valuesPerRow">How many values there are for a row.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    public void Complete<T>(Span<T> values, IEnumerable<int> rowCounts, int valuesPerRow = 1)
        where T : unmanaged
    {
        long[] starts = StartsOf(rowCounts, valuesPerRow);
        long[] lengths = [.. starts.Zip(starts.Skip(1), (from, to) => to - from)];
        int most = (int)Math.Max(1, BytesAtOnce / Collective.Size / Unsafe.SizeOf<T>());
        for (long from = 0; from < lengths.Max(); from += most)
        {
            int[] counts = Array.ConvertAll(lengths, length => (int)Math.Clamp(length - from, 0, most));
            T[] all = GC.AllocateUninitializedArray<T>(counts.Sum());
            int own = counts[Collective.Rank];
            Collective.AllGather(
                MemoryMarshal.AsBytes(own == 0 ? [] : values.Slice((int)(starts[Collective.Rank] + from), own)),
                Array.ConvertAll(counts, count => count * Unsafe.SizeOf<T>()),
                MemoryMarshal.AsBytes(all.AsSpan()));
            int next = 0;
            for (int rank = 0; rank < counts.Length; next += counts[rank++])
            {
                if (rank != Collective.Rank && counts[rank] > 0)
                {
                    all.AsSpan(next, counts[rank]).CopyTo(values[(int)(starts[rank] + from)..]);
                }
            }
        }
    }

    private long[] StartsOf(IEnumerable<int> rowCounts, int valuesPerRow)
    {
        long[] starts = new long[_firstChunks.Length];
        int chunk = 0;
        int rank = 1;
        long rows = 0;
        foreach (int count in rowCounts)
        {
            while (rank < starts.Length && _firstChunks[rank] == chunk)
            {
                starts[rank++] = rows * valuesPerRow;
            }

            rows += count;
            chunk++;
        }

        while (rank < starts.Length)
        {
            starts[rank++] = rows * valuesPerRow;
        }

        return starts;
    }
}
