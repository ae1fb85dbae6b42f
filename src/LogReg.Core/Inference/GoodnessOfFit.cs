using LogReg.Collectives;
using LogReg.Evaluation;
using LogReg.Numerics;

namespace LogReg.Inference;

/// <summary>Measures of fit from the rows' log-odds.</summary>
internal static class GoodnessOfFit
{
    // Few enough for the stack.
    private const int BlockRows = 512;

    /// <summary>Tjur's coefficient of discrimination: the mean probability of the positive rows minus that of the others (Tjur
    /// 2009).</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logOdds">η of each row that is here.</param>
    /// <param name="classes">1 for a positive row, else 0.</param>
    /// <param name="weights">A weight for each row, or empty.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static double TjurRSquared(
        RowParts rows, ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        PartSums rowSums = rows.StartSums(4);
        Span<double> probabilities = stackalloc double[BlockRows];
        foreach (RowPart part in rows.Own)
        {
            for (int start = part.First; start < part.End; start += BlockRows)
            {
                int count = Math.Min(BlockRows, part.End - start);
                LogisticFunctions.Sigmoid(logOdds.Slice(start, count), probabilities[..count]);
                Span<double> sums = rowSums.OfChunk(part.Chunk);
                for (int row = 0; row < count; row++)
                {
                    double weight = weights.IsEmpty ? 1 : weights[start + row];
                    sums[classes[start + row]] += weight * probabilities[row];
                    sums[2 + classes[start + row]] += weight;
                }
            }
        }

        double[] total = rowSums.Total();
        return (total[1] / total[3]) - (total[0] / total[2]);
    }

    /// <summary>
    /// The Hosmer–Lemeshow test over ten groups that are cut at the deciles of the probabilities (the lower of the two values that a decile
    /// lies between); rows of one probability stay together.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logOdds">η of each row that is here.</param>
    /// <param name="classes">1 for a positive row, else 0.</param>
    /// <param name="weights">How often each row counts, or empty.</param>
    /// <returns>The test; <see langword="null"/> where weights are not whole numbers, so that there are no deciles of rows, and where
    /// probabilities are so near to 0 or 1 that the sum leaves the range of a double.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static HosmerLemeshowTest? HosmerLemeshow(
        RowParts rows, ReadOnlySpan<double> logOdds, ReadOnlySpan<int> classes, ReadOnlySpan<double> weights)
    {
        bool hasFraction = false;
        foreach (double weight in weights)
        {
            hasFraction |= weight != Math.Floor(weight);
        }

        if (rows.Any(hasFraction))
        {
            return null;
        }

        bool[] isPositive = new bool[classes.Length];
        for (int row = 0; row < isPositive.Length; row++)
        {
            isPositive[row] = classes[row] == 1;
        }

        var groups = DecileGroups.Of(rows, logOdds, isPositive, weights);
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
