using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>Measures of fit from the rows' log-odds.</summary>
internal static class GoodnessOfFit
{
    private const int GroupCount = 10;

    // Few enough for the stack.
    private const int BlockRows = 512;

    // Beyond this many observations the ranks would not be exact.
    private const double MostObservations = 1L << 50;

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the others (Tjur 2009).</summary>
    /// <param name="logOdds">η, n values.</param>
    /// <param name="classes">1 for a positive row, else 0.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    public static double TjurRSquared(ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        var rowSums = new RowSums(4);
        Span<double> probabilities = stackalloc double[BlockRows];
        for (int start = 0; start < logOdds.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, logOdds.Length - start);
            LogisticFunctions.Sigmoid(logOdds.Slice(start, count), probabilities[..count]);
            Span<double> sums = rowSums.OfChunk(start / RowSums.ChunkRows);
            for (int row = 0; row < count; row++)
            {
                double weight = weights.IsEmpty ? 1 : weights[start + row];
                sums[classes[start + row]] += weight * probabilities[row];
                sums[2 + classes[start + row]] += weight;
            }
        }

        double[] total = rowSums.Total();
        return (total[1] / total[3]) - (total[0] / total[2]);
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

        int most = cuts.Length + 1;
        var rowSums = new RowSums(3 * most);
        Span<double> probabilities = stackalloc double[BlockRows];
        for (int start = 0; start < logOdds.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, logOdds.Length - start);
            LogisticFunctions.Sigmoid(logOdds.Slice(start, count), probabilities[..count]);
            Span<double> sums = rowSums.OfChunk(start / RowSums.ChunkRows);
            for (int row = 0; row < count; row++)
            {
                int group = GroupOf(logOdds[start + row], cuts);
                double weight = weights.IsEmpty ? 1 : weights[start + row];
                sums[group] += weight * classes[start + row];
                sums[most + group] += weight * probabilities[row];
                sums[(2 * most) + group] += weight;
            }
        }

        double[] total = rowSums.Total();
        ReadOnlySpan<double> observed = total.AsSpan(0, most);
        ReadOnlySpan<double> expected = total.AsSpan(most, most);
        ReadOnlySpan<double> totals = total.AsSpan(2 * most, most);
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

    // How many cuts are below: few comparisons without a branch beat a search.
    private static int GroupOf(double value, double[] cuts)
    {
        int group = 0;
        foreach (double cut in cuts)
        {
            group += cut < value ? 1 : 0;
        }

        return group;
    }

    private static double[] Deciles(ReadOnlySpan<double> logOdds)
    {
        long count = logOdds.Length;
        return [.. OrderStatistics.Of(logOdds, [.. Enumerable.Range(1, GroupCount - 1).Select(decile => (int)Rank(count, decile))]).Distinct()];
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
