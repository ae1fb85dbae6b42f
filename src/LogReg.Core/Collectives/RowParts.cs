using System.Runtime.InteropServices;
using LogReg.Numerics;

namespace LogReg.Collectives;

/// <summary>
/// Rows in chunks, where a process may have those of a run of chunks only. What belongs to a row (its class, weight, log-odds) is kept
/// where the row is: an array has as many entries as this process has rows, <see cref="Count"/>. What is computed from all rows is
/// summed up here, with the same bits however many processes share them. Where nobody shares the rows, the process has all of them.
/// </summary>
internal sealed class RowParts
{
    private readonly int[] _counts;
    private readonly RowPart[] _own;

    /// <param name="counts">How many rows each chunk has, those of other processes, too.</param>
    /// <param name="shares">Which chunks are here; <see langword="null"/> where all are.</param>
    public RowParts(IEnumerable<int> counts, RowShares? shares = null)
    {
        _counts = [.. counts];
        Shares = shares;
        int first = shares?.FirstChunk ?? 0;
        int end = shares?.EndChunk ?? _counts.Length;
        _own = new RowPart[end - first];
        for (int chunk = first; chunk < end; chunk++)
        {
            _own[chunk - first] = new RowPart(chunk, Count, _counts[chunk]);
            Count = checked(Count + _counts[chunk]);
        }

        for (int chunk = 0; chunk < _counts.Length; chunk++)
        {
            TotalCount += _counts[chunk];
            FirstRow += chunk < first ? _counts[chunk] : 0;
        }
    }

    /// <summary>Rows that are all here, in chunks of the usual size.</summary>
    /// <param name="count">How many rows there are.</param>
    public static RowParts Whole(int count) => new(
        Enumerable.Range(0, (count + RowSums.ChunkRows - 1) / RowSums.ChunkRows).Select(
            chunk => Math.Min(RowSums.ChunkRows, count - (chunk * RowSums.ChunkRows))));

    /// <summary>Some of the rows.</summary>
    /// <param name="count">How many there are of each chunk that is here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public RowParts Some(Func<RowPart, int> count)
    {
        int[] counts = [.. _counts];
        foreach (RowPart part in _own)
        {
            counts[part.Chunk] = count(part);
        }

        return Some([counts])[0];
    }

    /// <summary>Several selections of the rows, in one exchange.</summary>
    /// <param name="counts">For each selection how many rows it has of each chunk; those of chunks elsewhere do not matter.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public RowParts[] Some(IReadOnlyList<int[]> counts)
    {
        if (Shares is null)
        {
            return [.. counts.Select(own => new RowParts(own))];
        }

        int[] all = new int[_counts.Length * counts.Count];
        for (int place = 0; place < all.Length; place++)
        {
            all[place] = counts[place % counts.Count][place / counts.Count];
        }

        Shares.Complete<int>(all, Enumerable.Repeat(1, _counts.Length), counts.Count);
        return
        [
            .. Enumerable.Range(0, counts.Count).Select(
                own => new RowParts(Enumerable.Range(0, _counts.Length).Select(chunk => all[(chunk * counts.Count) + own]), Shares)),
        ];
    }

    /// <summary>Which chunks are here, where several processes share the rows; <see langword="null"/> where all are here.</summary>
    public RowShares? Shares { get; }

    /// <summary>How many rows this process has.</summary>
    public int Count { get; }

    /// <summary>How many rows there are in all.</summary>
    public long TotalCount { get; }

    /// <summary>The number of this process' first row among all.</summary>
    public long FirstRow { get; }

    /// <summary>How many rows each chunk has, those of other processes, too.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>The chunks that are here.</summary>
    public IReadOnlyList<RowPart> Own => _own;

    /// <summary>The rows of a chunk that is here.</summary>
    /// <param name="chunk">Its number among all chunks.</param>
    public RowPart this[int chunk] => _own[chunk - (Shares?.FirstChunk ?? 0)];

    /// <summary>Some sums over all rows, to which each process adds its own, chunk after chunk.</summary>
    /// <param name="length">How many sums there are.</param>
    public PartSums StartSums(int length) => new(this, length);

    /// <summary>Σ x_i over all rows.</summary>
    /// <param name="values">x: a number for each row that is here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double Sum(ReadOnlySpan<double> values)
    {
        PartSums sums = StartSums(1);
        foreach (RowPart part in _own)
        {
            sums.OfChunk(part.Chunk)[0] = ColumnKernels.Sum(values.Slice(part.First, part.Count));
        }

        return sums.Total()[0];
    }

    /// <summary>The sum of the weights of each class.</summary>
    /// <param name="classes">The class of each row that is here, 0 to K − 1.</param>
    /// <param name="weights">A weight for each, or empty where each is 1.</param>
    /// <param name="classCount">K.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double[] SumByClass(ReadOnlySpan<int> classes, ReadOnlySpan<double> weights, int classCount)
    {
        PartSums sums = StartSums(classCount);
        foreach (RowPart part in _own)
        {
            Span<double> own = sums.OfChunk(part.Chunk);
            for (int row = part.First; row < part.End; row++)
            {
                own[classes[row]] += weights.IsEmpty ? 1 : weights[row];
            }
        }

        return sums.Total();
    }

    /// <summary>Adds up whole numbers of all processes, place by place.</summary>
    /// <param name="own">Those of the rows that are here; overwritten by the sums.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public void Sum(Span<long> own) => Shares?.Collective.Sum(own);

    /// <summary>The sum of a whole number of each process.</summary>
    /// <param name="own">That of the rows that are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public long Sum(long own) => Shares?.Collective.SumOf(own) ?? own;

    /// <summary>The sum of a whole number of each process whose rows come before those of this one.</summary>
    /// <param name="own">That of the rows that are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public long SumBefore(long own) => Shares?.Collective.SumBefore(own) ?? 0;

    /// <summary>Adds up whole numbers of all processes, place by place, and those of the processes whose rows come before those of this
    /// one.</summary>
    /// <param name="own">Those of the rows that are here; overwritten by the sums of all.</param>
    /// <returns>The sums of the processes before.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public long[] SumWithBefore(Span<long> own)
    {
        long[] before = new long[own.Length];
        if (Shares?.Collective is not ICollective collective)
        {
            return before;
        }

        long[] all = collective.AllGatherAsMany<long>(own);
        own.Clear();
        for (int rank = 0; rank < collective.Size; rank++)
        {
            for (int place = 0; place < own.Length; place++)
            {
                long other = all[(rank * own.Length) + place];
                own[place] += other;
                before[place] += rank < collective.Rank ? other : 0;
            }
        }

        return before;
    }

    /// <summary>Lets one process after the other add its rows to some sums, each to those of the rows before, and gives all of them the
    /// sums of all rows.</summary>
    /// <param name="sums">The sums, arrays of the same lengths on every process: those to begin with, and then those of all rows.</param>
    /// <param name="addOwn">Adds the rows that are here; calls no operation of the collective.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="OverflowException">The sums have more than 2³¹ − 1 bytes.</exception>
    public void InTurn(IReadOnlyList<double[]> sums, Action addOwn)
    {
        if (Shares is null)
        {
            addOwn();
            return;
        }

        Shares.Chain(new ChainedArrays([sums], _ => addOwn()));
    }

    /// <summary>Takes the largest numbers of all processes, place by place.</summary>
    /// <param name="own">Those of the rows that are here, none NaN; −∞ where there is none. Overwritten by the largest.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public void Max(Span<double> own)
    {
        if (Shares is null)
        {
            return;
        }

        long[] keys = new long[own.Length];
        for (int place = 0; place < keys.Length; place++)
        {
            keys[place] = (long)(SortKey.Of(own[place]) ^ (1UL << 63));
        }

        Shares.Collective.Max(keys);
        for (int place = 0; place < keys.Length; place++)
        {
            own[place] = SortKey.ToNumber((ulong)keys[place] ^ (1UL << 63));
        }
    }

    /// <summary>Whether something is so of any row.</summary>
    /// <param name="own">Whether it is so of a row that is here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public bool Any(bool own) => Shares?.Collective.Any(own) ?? own;

    /// <summary>The largest of a number of each process; NaN if one is.</summary>
    /// <param name="own">That of the rows that are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double Max(double own) => GatherAsMany(own).Aggregate(Math.Max);

    /// <summary>The smallest of a number of each process; NaN if one is.</summary>
    /// <param name="own">That of the rows that are here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double Min(double own) => GatherAsMany(own).Aggregate(Math.Min);

    /// <summary>As many values of every process, one after the other in the order of their rows.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">Those of the rows that are here, of the same number on every process.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public T[] GatherAsMany<T>(params T[] own)
        where T : unmanaged => Shares?.Collective.AllGatherAsMany<T>(own) ?? own;

    /// <summary>Some values of every process, one after the other in the order of their rows.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">Those of the rows that are here, of any number.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public T[] Gather<T>(T[] own)
        where T : unmanaged => Shares?.Collective.AllGatherValues<T>(own) ?? own;

    /// <summary>The values of all rows, at the process of rank 0.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="own">A value for each row that is here.</param>
    /// <returns>Those of all rows; none on the other processes.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    /// <exception cref="OverflowException">They have more bytes than an array has room for; every process throws this.</exception>
    public unsafe T[] AtRoot<T>(T[] own)
        where T : unmanaged
    {
        if (Shares is null)
        {
            return own;
        }

        ICollective collective = Shares.Collective;
        _ = checked((int)(TotalCount * sizeof(T)));
        long[] counts = collective.ByRank(own.Length);
        T[] all = new T[collective.Rank == 0 ? TotalCount : 0];
        collective.Gather(
            MemoryMarshal.AsBytes(own.AsSpan()),
            Array.ConvertAll(counts, count => (int)count * sizeof(T)),
            MemoryMarshal.AsBytes(all.AsSpan()));
        return all;
    }
}
