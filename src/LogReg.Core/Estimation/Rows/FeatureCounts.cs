using LogReg.Collectives;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>How the cells of features are distributed. Processes that have the same cells count those of some features each.</summary>
internal static class FeatureCounts
{
    private const long NoLimits = -1;

    /// <summary>Counts cells.</summary>
    /// <param name="features">The features, each of numbers or levels, with their cells as the model takes them.</param>
    /// <param name="collective">The processes that have these cells; <see langword="null"/> for this one alone.</param>
    /// <param name="threads">How many threads count.</param>
    /// <returns>The counts of every feature, on every process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static BinCounts[] Of(IReadOnlyList<(Feature Feature, double[] Cells)> features, ICollective? collective, int threads)
    {
        var counts = new BinCounts[features.Count];
        (int rank, int size) = (collective?.Rank ?? 0, collective?.Size ?? 1);
        int[] own = [.. Enumerable.Range(0, features.Count).Where(place => place % size == rank)];
        Parallel.For(
            0,
            own.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            index => counts[own[index]] = Of(features[own[index]].Feature, features[own[index]].Cells));
        if (collective is null)
        {
            return counts;
        }

        // Those of a process one after the other.
        var all = new Queue<long>(collective.AllGatherValues<long>([.. own.SelectMany(place => ToNumbers(counts[place]))]));
        for (int other = 0; other < size; other++)
        {
            for (int place = other; place < counts.Length; place += size)
            {
                counts[place] = FromNumbers(features[place].Feature.Name, all);
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
