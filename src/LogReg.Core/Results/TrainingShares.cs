using System.Buffers;
using LogReg.Numerics;

namespace LogReg;

/// <summary>How the scores and the cells of a sample of the training rows are distributed, so that later rows can be compared with
/// them.</summary>
/// <param name="Rows">The number of rows in the sample.</param>
/// <param name="RocAuc">With two classes, the area under the ROC curve of its training rows; NaN if it is not known.</param>
/// <param name="Score">With two classes, the log-odds; <see langword="null"/> if they are not known.</param>
/// <param name="Features">The features with cells of one number or level each, in the order of the model.</param>
internal sealed record TrainingShares(long Rows, double RocAuc, BinCounts? Score, IReadOnlyList<BinCounts> Features)
{
    /// <summary>With three or more classes, the scores of each; empty with two.</summary>
    public IReadOnlyList<ClassShares> Classes { get; init; } = [];
}

/// <summary>How many rows of a sample have a number in each interval, or each level.</summary>
/// <param name="Name">The name of the feature; empty for the score.</param>
/// <param name="Limits">The upper limits of all intervals but the last, rising, each belonging to the interval below it;
/// <see langword="null"/> for levels.</param>
/// <param name="Counts">The number of rows in each interval, one more than limits, or of each level of the feature, without that of missing
/// cells.</param>
/// <param name="Missing">The number of rows with a missing cell.</param>
internal sealed record BinCounts(string Name, double[]? Limits, long[] Counts, long Missing)
{
    /// <summary>The number of rows.</summary>
    public long Total => Counts.Sum() + Missing;

    private const int IntervalCount = 10;

    // Short enough to be read, and the same on machines that round differently.
    private const int ScoreDecimals = 6;

    /// <summary>Counts numbers in intervals between their deciles.</summary>
    /// <param name="name">The name of the feature.</param>
    /// <param name="values">The numbers; one that is not finite counts as missing.</param>
    public static BinCounts OfNumbers(string name, double[] values)
    {
        double[] room = ArrayPool<double>.Shared.Rent(values.Length);
        int finite = 0;
        foreach (double value in values)
        {
            // Minus zero is zero.
            room[finite] = value + 0.0;
            finite += double.IsFinite(value) ? 1 : 0;
        }

        RadixSort.Sort(room.AsSpan(0, finite));
        BinCounts counts = OfSorted(name, room.AsSpan(0, finite), values.Length - finite);
        ArrayPool<double>.Shared.Return(room);
        return counts;
    }

    private static BinCounts OfSorted(string name, ReadOnlySpan<double> sorted, long missing)
    {
        var limits = new List<double>();
        for (long part = 1; part < IntervalCount && sorted.Length > 0; part++)
        {
            double limit = sorted[(int)(((part * sorted.Length) - 1) / IntervalCount)];
            if (limit < sorted[^1] && (limits.Count == 0 || limit > limits[^1]))
            {
                limits.Add(limit);
            }
        }

        long[] counts = new long[limits.Count + 1];
        int place = 0;
        foreach (double value in sorted)
        {
            while (place < limits.Count && value > limits[place])
            {
                place++;
            }

            counts[place]++;
        }

        return new BinCounts(name, [.. limits], counts, missing);
    }

    /// <summary>Counts log-odds in intervals between their deciles, which are rounded.</summary>
    /// <param name="scores">The log-odds.</param>
    /// <param name="name">The name of the class; empty with two classes.</param>
    public static BinCounts OfScores(double[] scores, string name = "") =>
        OfNumbers(name, Array.ConvertAll(scores, RoundedScore));

    /// <summary>Log-odds as they are counted.</summary>
    /// <param name="score">The log-odds.</param>
    public static double RoundedScore(double score) => Math.Round(score, ScoreDecimals);

    /// <summary>The counts of a + b·log-odds, of which the intervals follow from those of the log-odds.</summary>
    /// <param name="intercept">a.</param>
    /// <param name="slope">b, above 0.</param>
    public BinCounts Recalibrated(double intercept, double slope) =>
        this with { Limits = Array.ConvertAll(Limits!, limit => intercept + (slope * limit)) };

    /// <summary>The interval of a number.</summary>
    /// <param name="limits">The limits, rising.</param>
    /// <param name="value">The number, not NaN.</param>
    public static int PlaceOf(double[] limits, double value)
    {
        int place = Array.BinarySearch(limits, value);
        return place >= 0 ? place : ~place;
    }
}
