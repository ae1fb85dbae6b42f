namespace LogReg.Numerics;

/// <summary>Rows in ten groups that are cut at the deciles of their scores (the lower of the two values that a decile lies between); rows
/// of one score stay together.</summary>
/// <param name="Observed">The weight of each group's positive rows.</param>
/// <param name="Expected">The sum of its probabilities.</param>
/// <param name="Complement">The sum of the probabilities of the other class: exact where those of the positive one round to 1.</param>
/// <param name="Total">The group's weight; more than 0.</param>
internal sealed record DecileGroups(
    IReadOnlyList<double> Observed, IReadOnlyList<double> Expected, IReadOnlyList<double> Complement, IReadOnlyList<double> Total)
{
    private const int GroupCount = 10;

    // Few enough for the stack.
    private const int BlockRows = 512;

    // Beyond this many observations the ranks would not be exact.
    private const double MostObservations = 1L << 50;

    /// <summary>Σ |observed − expected| / Σ total.</summary>
    public double MeanAbsoluteError
    {
        get
        {
            double sum = 0;
            double total = 0;
            for (int group = 0; group < Total.Count; group++)
            {
                sum += Math.Abs(Observed[group] - Expected[group]);
                total += Total[group];
            }

            return sum / total;
        }
    }

    /// <summary>Groups rows.</summary>
    /// <param name="logOdds">η, n values, none NaN.</param>
    /// <param name="isPositive">Whether each row's class is the positive one.</param>
    /// <param name="weights">How much each row counts, or empty. Where all are whole numbers they count rows; else a decile is the first
    /// score at which its part of the weight is reached.</param>
    public static DecileGroups Of(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        double[] cuts = logOdds.IsEmpty ? [] : weights.IsEmpty ? Deciles(logOdds) : WeightedDeciles(logOdds, weights);
        int most = cuts.Length + 1;
        var rowSums = new RowSums(4 * most);
        Span<double> probabilities = stackalloc double[BlockRows];
        Span<double> complements = stackalloc double[BlockRows];
        for (int start = 0; start < logOdds.Length; start += BlockRows)
        {
            int count = Math.Min(BlockRows, logOdds.Length - start);
            LogisticFunctions.Sigmoid(logOdds.Slice(start, count), probabilities[..count]);
            for (int row = 0; row < count; row++)
            {
                complements[row] = -logOdds[start + row];
            }

            LogisticFunctions.Sigmoid(complements[..count], complements[..count]);
            Span<double> sums = rowSums.OfChunk(start / RowSums.ChunkRows);
            for (int row = 0; row < count; row++)
            {
                int group = GroupOf(logOdds[start + row], cuts);
                double weight = weights.IsEmpty ? 1 : weights[start + row];
                sums[group] += isPositive[start + row] ? weight : 0;
                sums[most + group] += weight * probabilities[row];
                sums[(2 * most) + group] += weight * complements[row];
                sums[(3 * most) + group] += weight;
            }
        }

        double[] total = rowSums.Total();
        int[] groups = [.. Enumerable.Range(0, most).Where(group => total[(3 * most) + group] > 0)];
        double[] Part(int part) => Array.ConvertAll(groups, group => total[(part * most) + group]);
        return new DecileGroups(Part(0), Part(1), Part(2), Part(3));
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
        return
        [
            .. OrderStatistics.Of(logOdds, [.. Enumerable.Range(1, GroupCount - 1).Select(decile => (int)Rank(count, decile))]).Distinct(),
        ];
    }

    private static double[] WeightedDeciles(ReadOnlySpan<double> logOdds, ReadOnlySpan<double> weights)
    {
        double total = 0;
        bool isCount = true;
        foreach (double weight in weights)
        {
            total += weight;
            isCount &= weight == Math.Floor(weight);
        }

        isCount &= total <= MostObservations;
        double[] sorted = logOdds.ToArray();
        double[] counts = weights.ToArray();
        Array.Sort(sorted, counts);
        var cuts = new List<double>();
        double before = 0;
        int row = 0;
        for (int decile = 1; decile < GroupCount; decile++)
        {
            double rank = isCount ? Rank((long)total, decile) : total * decile / GroupCount;
            while (row < counts.Length - 1 && before + counts[row] <= rank)
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
