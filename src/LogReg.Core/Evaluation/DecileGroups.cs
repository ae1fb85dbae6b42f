using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

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
    /// <param name="rows">The rows.</param>
    /// <param name="logOdds">η of each row that is here, none NaN.</param>
    /// <param name="isPositive">Whether the class of each of them is the positive one.</param>
    /// <param name="weights">How much each of them counts, or empty. Where all are whole numbers they count rows; else a decile is the
    /// first score at which its part of the weight is reached.</param>
    /// <returns>The groups of all rows, the same on every process.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static DecileGroups Of(
        RowParts rows, ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights)
    {
        double[] cuts = rows.TotalCount == 0 ? []
            : rows.Any(!weights.IsEmpty) ? WeightedDeciles(rows, logOdds, weights)
            : Deciles(rows, logOdds);
        int most = cuts.Length + 1;
        PartSums rowSums = rows.StartSums(4 * most);
        foreach (RowPart part in rows.Own)
        {
            for (int start = part.First; start < part.End; start += BlockRows)
            {
                int count = Math.Min(BlockRows, part.End - start);
                AddBlock(
                    logOdds.Slice(start, count),
                    isPositive.Slice(start, count),
                    weights.IsEmpty ? [] : weights.Slice(start, count),
                    cuts,
                    rowSums.OfChunk(part.Chunk));
            }
        }

        double[] total = rowSums.Total();
        int[] groups = [.. Enumerable.Range(0, most).Where(group => total[(3 * most) + group] > 0)];
        double[] Part(int part) => Array.ConvertAll(groups, group => total[(part * most) + group]);
        return new DecileGroups(Part(0), Part(1), Part(2), Part(3));
    }

    private static void AddBlock(
        ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights, double[] cuts, Span<double> sums)
    {
        int count = logOdds.Length;
        int most = cuts.Length + 1;
        Span<double> probabilities = stackalloc double[count];
        Span<double> complements = stackalloc double[count];
        LogisticFunctions.Sigmoid(logOdds, probabilities);
        for (int row = 0; row < count; row++)
        {
            complements[row] = -logOdds[row];
        }

        LogisticFunctions.Sigmoid(complements, complements);
        for (int row = 0; row < count; row++)
        {
            int group = GroupOf(logOdds[row], cuts);
            double weight = weights.IsEmpty ? 1 : weights[row];
            sums[group] += isPositive[row] ? weight : 0;
            sums[most + group] += weight * probabilities[row];
            sums[(2 * most) + group] += weight * complements[row];
            sums[(3 * most) + group] += weight;
        }
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

    private static double[] Deciles(RowParts rows, ReadOnlySpan<double> logOdds)
    {
        long[] ranks = [.. Enumerable.Range(1, GroupCount - 1).Select(decile => Rank(rows.TotalCount, decile))];
        return [.. OrderStatistics.Of(rows, logOdds, ranks).Distinct()];
    }

    private static double[] WeightedDeciles(RowParts rows, ReadOnlySpan<double> logOdds, ReadOnlySpan<double> weights)
    {
        bool hasFraction = false;
        var ranking = new ScoreRanking(logOdds.Length, 0);
        for (int row = 0; row < logOdds.Length; row++)
        {
            hasFraction |= weights[row] != Math.Floor(weights[row]);
            if (weights[row] > 0)
            {
                ranking.Add(logOdds[row], isPositive: true, weights[row]);
            }
        }

        double total = rows.Sum(weights);
        bool isCount = !rows.Any(hasFraction) && total <= MostObservations;
        var cuts = new DecileCuts(
            total,
            [
                .. Enumerable.Range(1, GroupCount - 1).Select(
                    decile => isCount ? Rank((long)total, decile) : total * decile / GroupCount),
            ]);
        ranking.Walk(rows.Shares?.Collective, ref cuts);
        return cuts.OfAll(rows);
    }

    // The position, from 0, of the last value at or below a decile.
    private static long Rank(long count, int decile) => (count - 1) * decile / GroupCount;

    /// <summary>The lowest scores with which the weight of all rows up to a score exceeds given ranks.</summary>
    private struct DecileCuts(double total, double[] ranks) : IScoreSteps
    {
        private readonly double[] _cuts = [.. Enumerable.Repeat(double.NaN, ranks.Length)];

        // Which ranks the scores to come still exceed.
        private int _count = ranks.Length;

        public void Add(in ScoreStep step)
        {
            while (_count > 0 && total - step.PositivesAbove <= ranks[_count - 1])
            {
                _count--;
            }

            for (int rank = 0; rank < _count; rank++)
            {
                _cuts[rank] = step.Score;
            }
        }

        public readonly void EndRun(long run)
        {
        }

        /// <summary>The cuts of all processes, each of which has gone through some scores; rising, and each once.</summary>
        public readonly double[] OfAll(RowParts rows)
        {
            double[] all = rows.Gather(_cuts);
            int count = _cuts.Length;
            return
            [
                .. Enumerable.Range(0, count).Select(rank => all.Where((cut, place) => place % count == rank && !double.IsNaN(cut)))
                    .Where(found => found.Any()).Select(found => found.Min()).Distinct(),
            ];
        }
    }
}
