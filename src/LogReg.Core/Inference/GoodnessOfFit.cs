using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>Measures of fit from the rows' log-odds.</summary>
internal static class GoodnessOfFit
{
    // Few enough for the stack.
    private const int BlockRows = 512;

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the others (Tjur
    /// 2009).</summary>
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
    /// <returns>The test; <see langword="null"/> where weights are not whole numbers, so that there are no deciles of rows, and where
    /// probabilities are so near to 0 or 1 that the sum leaves the range of a double.</returns>
    public static HosmerLemeshowTest? HosmerLemeshow(ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        foreach (double weight in weights)
        {
            if (weight != Math.Floor(weight))
            {
                return null;
            }
        }

        bool[] isPositive = new bool[classes.Length];
        for (int row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = classes[row] == 1;
        }

        var groups = DecileGroups.Of(logOdds, isPositive, weights);
        double statistic = 0;
        int count = groups.Total.Count;
        for (int group = 0; group < count; group++)
        {
            double difference = groups.Observed[group] - groups.Expected[group];
            double variance = groups.Expected[group] * (groups.Complement[group] / groups.Total[group]);
            statistic += difference == 0 ? 0 : difference * difference / variance;
        }

        return double.IsFinite(statistic)
            ? new HosmerLemeshowTest(statistic, count, ChiSquared.UpperTail(statistic, count - 2))
            {
                MeanAbsoluteError = groups.MeanAbsoluteError,
            }
            : null;
    }
}
