using LogReg.Collectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>How the cells of features are distributed. Processes that share the rows count those of some features each.</summary>
internal static class FeatureCounts
{
    private const long NoLimits = -1;

    /// <summary>Counts cells.</summary>
    /// <param name="features">The features, each of numbers or levels.</param>
    /// <param name="cells">Their cells in the rows that are here, as the model takes them.</param>
    /// <param name="collective">The processes that share the rows; <see langword="null"/> where all are here.</param>
    /// <param name="threads">How many threads count.</param>
    /// <returns>The counts of every feature, on every process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static BinCounts[] Of(IReadOnlyList<Feature> features, double[][] cells, ICollective? collective, int threads)
    {
        var counts = new BinCounts[features.Count];
        void Count(int place, double[] whole) => counts[place] = Of(features[place], whole);
        if (collective is null)
        {
            Parallel.For(
                0, features.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, place => Count(place, cells[place]));
            return counts;
        }

        int[] rowsByRank = Array.ConvertAll(collective.ByRank(cells.FirstOrDefault()?.Length ?? 0), rows => (int)rows);
        ColumnDeal.ForEach(collective, cells, rowsByRank, threads, Count);

        // Those of a process one after the other.
        var all = new Queue<long>(
            collective.AllGatherValues<long>([.. counts.Where((_, place) => ColumnDeal.IsHere(collective, place)).SelectMany(ToNumbers)]));
        for (int rank = 0; rank < collective.Size; rank++)
        {
            for (int place = rank; place < counts.Length; place += collective.Size)
            {
                counts[place] = FromNumbers(features[place].Name, all);
            }
        }

        return counts;
    }

    private static BinCounts Of(Feature feature, double[] cells) =>
        feature is CategoricalFeature levels ? OfLevels(levels, cells) : BinCounts.OfNumbers(feature.Name, cells);

    private static BinCounts OfLevels(CategoricalFeature feature, double[] cells)
    {
        long[] counts = new long[feature.Levels.Count(level => level != Feature.MissingLevel)];
        foreach (double cell in cells)
        {
            if (cell >= 0 && cell < counts.Length)
            {
                counts[(int)cell]++;
            }
        }

        return new BinCounts(feature.Name, null, counts, cells.Count(double.IsNaN));
    }

    private static long[] ToNumbers(BinCounts counts) =>
    [
        counts.Limits?.Length ?? NoLimits,
        .. (counts.Limits ?? []).Select(BitConverter.DoubleToInt64Bits),
        counts.Counts.Length,
        .. counts.Counts,
        counts.Missing,
    ];

    private static BinCounts FromNumbers(string name, Queue<long> numbers)
    {
        long limitCount = numbers.Dequeue();
        double[]? limits = limitCount == NoLimits ? null : new double[limitCount];
        for (int limit = 0; limit < limitCount; limit++)
        {
            limits![limit] = BitConverter.Int64BitsToDouble(numbers.Dequeue());
        }

        long[] counts = new long[numbers.Dequeue()];
        for (int place = 0; place < counts.Length; place++)
        {
            counts[place] = numbers.Dequeue();
        }

        return new BinCounts(name, limits, counts, numbers.Dequeue());
    }
}
