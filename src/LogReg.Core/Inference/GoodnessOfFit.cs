using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>Measures of fit from the rows' log-odds.</summary>
internal static class GoodnessOfFit
{
    private const int GroupCount = 10;

    // Beyond this many observations the ranks would not be exact.
    private const double MostObservations = 1L << 50;

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the others (Tjur 2009).</summary>
    /// <param name="logOdds">η, n values.</param>
    /// <param name="classes">1 for a positive row, else 0.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    public static double TjurRSquared(ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        Span<double> probabilities = stackalloc double[2];
        Span<double> totals = stackalloc double[2];
        for (int row = 0; row < logOdds.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            probabilities[classes[row]] += weight * LogisticFunctions.Sigmoid(logOdds[row]);
            totals[classes[row]] += weight;
        }

        return (probabilities[1] / totals[1]) - (probabilities[0] / totals[0]);
    }

    /// <summary>
    /// The Hosmer–Lemeshow test over ten groups that are cut at the deciles of the probabilities (the lower of the two values that a decile
    /// lies between); rows of one probability stay together.
    /// </summary>
    /// <param name="logOdds">η, n values.</param>
    /// <param name="classes">1 for a positive row, else 0.</param>
    /// <param name="weights">How often each row counts, or empty.</param>
    /// <returns>The test; <see langword="null"/> where weights are not whole numbers, so that there are no deciles of rows.</returns>
    public static HosmerLemeshowTest? HosmerLemeshow(ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        double[]? cuts = weights.IsEmpty ? Deciles(logOdds) : WeightedDeciles(logOdds, weights);
        if (cuts is null)
        {
            return null;
        }

        double[] observed = new double[cuts.Length + 1];
        double[] expected = new double[cuts.Length + 1];
        double[] totals = new double[cuts.Length + 1];
        for (int row = 0; row < logOdds.Length; row++)
        {
            int group = Array.BinarySearch(cuts, logOdds[row]);
            group = group < 0 ? ~group : group;
            double weight = weights.IsEmpty ? 1 : weights[row];
            observed[group] += weight * classes[row];
            expected[group] += weight * LogisticFunctions.Sigmoid(logOdds[row]);
            totals[group] += weight;
        }

        double statistic = 0;
        int groups = 0;
        for (int group = 0; group < totals.Length; group++)
        {
            if (totals[group] > 0)
            {
                double difference = observed[group] - expected[group];
                double variance = expected[group] * (1 - (expected[group] / totals[group]));
                statistic += difference == 0 ? 0 : difference * difference / variance;
                groups++;
            }
        }

        return new HosmerLemeshowTest(statistic, groups, ChiSquared.UpperTail(statistic, groups - 2));
    }

    private static double[] Deciles(ReadOnlySpan<double> logOdds)
    {
        double[] sorted = logOdds.ToArray();
        RadixSort.Sort(sorted);
        return [.. Enumerable.Range(1, GroupCount - 1).Select(decile => sorted[Rank(sorted.Length, decile)]).Distinct()];
    }

    private static double[]? WeightedDeciles(ReadOnlySpan<double> logOdds, ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight == Math.Floor(weight) ? weight : double.NaN;
        }

        if (!(total <= MostObservations))
        {
            return null;
        }

        double[] sorted = logOdds.ToArray();
        double[] counts = weights.ToArray();
        Array.Sort(sorted, counts);
        var cuts = new List<double>();
        double before = 0;
        int row = 0;
        for (int decile = 1; decile < GroupCount; decile++)
        {
            long rank = Rank((long)total, decile);
            while (before + counts[row] <= rank)
            {
                before += counts[row++];
            }

            if (cuts.Count == 0 || cuts[^1] != sorted[row])
            {
                cuts.Add(sorted[row]);
            }
        }

        return [.. cuts];
    }

    // The position, from 0, of the last value at or below a decile.
    private static long Rank(long count, int decile) => (count - 1) * decile / GroupCount;
}
