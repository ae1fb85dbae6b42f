using System.Numerics.Tensors;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>Sums up the columns of a table over rows, in one pass over each. Where several processes share the rows, each sums up its own
/// along the tree over all chunks, and all get the sums of all.</summary>
/// <param name="table">The data.</param>
/// <param name="selection">The rows that take part.</param>
/// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
internal sealed class ColumnTotals(Table table, RowSelection selection, double[]? weights)
{
    // What columns send together: a message for each would take longer than what it holds.
    private const int NumbersAtOnce = 1 << 20;

    private readonly int _firstChunk = table.Shares?.FirstChunk ?? 0;
    private readonly int _chunkCount = table.Shares is RowShares shares ? shares.EndChunk - shares.FirstChunk : table.Chunks.Count;

    /// <summary>Sums up columns.</summary>
    /// <param name="columns">Their positions.</param>
    /// <param name="threads">The largest number of threads, at least 1.</param>
    /// <exception cref="CollectiveException">A member has failed.</exception>
    public ColumnTotal[] Of(IReadOnlyList<int> columns, int threads)
    {
        var numbers = new NumberPart?[columns.Count];
        var levels = new LevelPart?[columns.Count];
        Parallel.For(0, columns.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, place =>
        {
            switch (table.Columns[columns[place]].Kind)
            {
                case ColumnKind.Numeric:
                    numbers[place] = Numbers(columns[place]);
                    break;
                case ColumnKind.Categorical:
                    levels[place] = Levels(columns[place]);
                    break;
            }
        });
        if (table.Shares is RowShares shares)
        {
            Combine(shares, numbers);
            Combine(shares, levels);
        }

        return [.. numbers.Zip(levels, (number, level) => new ColumnTotal(number?.Total(), level?.Total()))];
    }

    private NumberPart Numbers(int column)
    {
        CellExtent extent = CellExtent.Empty;
        IReadOnlyList<TreeNode<CellMoments>> nodes = Nodes(
            chunk =>
            {
                ReadOnlySpan<double> values = selection.Numbers(table.Chunks[chunk], column, chunk);
                extent = extent.With(values);
                return CellMoments.Of(values, selection.WeightsOf(chunk, weights));
            },
            static (earlier, later) => earlier.Add(later),
            static _ => { });
        return new NumberPart { Nodes = nodes, Extent = extent };
    }

    private LevelPart Levels(int column)
    {
        // Shifted by one, so that a missing cell is counted at 0.
        int width = ((CategoricalColumn)table.Chunks[0].Columns[column]).Levels.Count + 1;
        long[] rows = new long[width];
        if (weights is null)
        {
            foreach (int chunk in table.OwnChunks)
            {
                Count(column, chunk, rows, []);
            }

            return new LevelPart { Rows = rows };
        }

        var used = new Stack<double[]>();
        return new LevelPart
        {
            Weights = Nodes(
                chunk =>
                {
                    double[] sums = used.TryPop(out double[]? old) ? old : new double[width];
                    Array.Clear(sums);
                    Count(column, chunk, rows, sums);
                    return sums;
                },
                static (earlier, later) => TensorPrimitives.Add(earlier, later, earlier),
                used.Push),
            Rows = rows,
        };
    }

    private void Count(int column, int chunk, long[] rows, double[] sums)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)table.Chunks[chunk].Columns[column]).Codes;
        bool takesAll = selection.TakesAll(chunk);
        ReadOnlySpan<int> chosen = takesAll ? [] : selection.Rows(chunk);
        ReadOnlySpan<double> own = selection.WeightsOf(chunk, weights);
        int count = selection.Parts[chunk].Count;
        for (int index = 0; index < count; index++)
        {
            int slot = Math.Max(codes[takesAll ? index : chosen[index]], CategoricalColumn.Missing) + 1;
            rows[slot]++;
            if (!own.IsEmpty)
            {
                sums[slot] += own[index];
            }
        }
    }

    private IReadOnlyList<TreeNode<T>> Nodes<T>(Func<int, T> sum, Action<T, T> merge, Action<T> release)
        where T : class => DeterministicReduction.Nodes(
            _firstChunk, _chunkCount, threads: 1, item => sum(_firstChunk + item), merge, release, CancellationToken.None);

    private void Combine(RowShares shares, NumberPart?[] parts)
    {
        foreach (NumberPart[] batch in parts.OfType<NumberPart>().Chunk(NumbersAtOnce / CellMoments.Length))
        {
            IReadOnlyList<TreeNode<CellMoments>> own = batch[0].Nodes;
            long[] names = table.Rows.Gather<long>([.. own.SelectMany(node => new[] { node.Level, node.Position })]);
            double[] sent = new double[own.Count * batch.Length * CellMoments.Length];
            double[] extents = new double[batch.Length * CellExtent.Length];
            for (int place = 0; place < batch.Length; place++)
            {
                batch[place].Extent.Write(extents.AsSpan(place * CellExtent.Length));
                for (int node = 0; node < own.Count; node++)
                {
                    batch[place].Nodes[node].Sum.Write(sent.AsSpan(((node * batch.Length) + place) * CellMoments.Length));
                }
            }

            double[] all = table.Rows.Gather(sent);
            double[] allExtents = table.Rows.GatherAsMany(extents);
            for (int place = 0; place < batch.Length; place++)
            {
                int column = place;
                batch[place].Nodes =
                [
                    .. Enumerable.Range(0, names.Length / 2).Select(node => new TreeNode<CellMoments>(
                        (int)names[2 * node],
                        names[(2 * node) + 1],
                        CellMoments.Read(all.AsSpan(((node * batch.Length) + column) * CellMoments.Length)))),
                ];
                batch[place].Extent = Enumerable.Range(0, shares.Collective.Size).Aggregate(
                    CellExtent.Empty,
                    (extent, rank) =>
                        extent.With(CellExtent.Read(allExtents.AsSpan(((rank * batch.Length) + column) * CellExtent.Length))));
            }
        }
    }

    private void Combine(RowShares shares, LevelPart?[] parts)
    {
        LevelPart[] all = [.. parts.OfType<LevelPart>()];
        for (int first = 0; first < all.Length;)
        {
            int end = first;
            int length = 0;
            do
            {
                length += all[end++].Rows.Length;
            }
            while (end < all.Length && length + all[end].Rows.Length <= NumbersAtOnce);

            LevelPart[] batch = all[first..end];
            long[] rows = [.. batch.SelectMany(part => part.Rows)];
            shares.Collective.Sum(rows);
            double[]? sums = weights is null ? null : shares.Sums.Total(
                [
                    .. Enumerable.Range(0, batch[0].Weights!.Count).Select(node => new TreeNode<double[]>(
                        batch[0].Weights![node].Level,
                        batch[0].Weights![node].Position,
                        [.. batch.SelectMany(part => part.Weights![node].Sum)])),
                ],
                length);
            int start = 0;
            foreach (LevelPart part in batch)
            {
                rows.AsSpan(start, part.Rows.Length).CopyTo(part.Rows);
                part.Weights = sums is null ? null : [new TreeNode<double[]>(0, 0, sums[start..(start + part.Rows.Length)])];
                start += part.Rows.Length;
            }

            first = end;
        }
    }

    /// <summary>The sums of a column of numbers: of the rows that are here, then of all.</summary>
    private sealed class NumberPart
    {
        public required IReadOnlyList<TreeNode<CellMoments>> Nodes { get; set; }

        public required CellExtent Extent { get; set; }

        public ColumnStatistics Total() =>
            ColumnStatistics.Of(Sum(Nodes, static (earlier, later) => earlier.Add(later)), Extent);
    }

    /// <summary>The sums of a column of categories: of the rows that are here, then of all.</summary>
    private sealed class LevelPart
    {
        public required long[] Rows { get; init; }

        public IReadOnlyList<TreeNode<double[]>>? Weights { get; set; }

        public LevelCounts Total() => LevelCounts.Of(
            Rows,
            Weights is null ? null
                : Sum(Weights, static (earlier, later) => TensorPrimitives.Add(earlier, later, earlier)) ?? new double[Rows.Length]);
    }

    private static T? Sum<T>(IEnumerable<TreeNode<T>> nodes, Action<T, T> merge)
        where T : class
    {
        var tree = new TreeSum<T>(merge);
        foreach (TreeNode<T> node in nodes)
        {
            tree.Add(node);
        }

        return tree.Total();
    }
}
