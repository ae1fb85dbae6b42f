using LogReg.Collectives;
using LogReg.Evaluation;

namespace LogReg.Checking;

/// <summary>The ROC AUC of one feature alone, in the better direction.</summary>
internal static class SingleFeatureAuc
{
    /// <summary>Of a numeric feature the least AUC of all pairs of classes, missing cells apart; NaN if a class has no cell.</summary>
    /// <param name="values">A number for each row; NaN if it is missing.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="classCount">How many classes there are, 2 or more.</param>
    /// <param name="rows">Where several processes share the rows: which of them these are.</param>
    public static double OfNumbers(ReadOnlySpan<double> values, ReadOnlySpan<int> classes, int classCount, RowParts? rows = null)
    {
        long[] counts = new long[classCount];
        for (int row = 0; row < values.Length; row++)
        {
            counts[classes[row]] += double.IsNaN(values[row]) ? 0 : 1;
        }

        rows?.Sum(counts);
        if (counts.Contains(0))
        {
            return double.NaN;
        }

        double least = 1;
        for (int high = 1; high < classCount; high++)
        {
            for (int low = 0; low < high; low++)
            {
                var ranking = new ScoreRanking(values.Length);
                for (int row = 0; row < values.Length; row++)
                {
                    if (!double.IsNaN(values[row]) && (classes[row] == high || classes[row] == low))
                    {
                        ranking.Add(values[row], classes[row] == high, 1);
                    }
                }

                least = Math.Min(least, Better(ranking.Evaluate(rows?.Shares?.Collective).RocAuc));
            }
        }

        return least;
    }

    /// <summary>
    /// Of a categorical feature and two classes: each row is ranked by the share of class 1 among its level's rows in the other half of the
    /// data, so that levels of few rows do not seem to say everything.
    /// </summary>
    public static double OfLevels(LevelClassCounts counts) =>
        Math.Max(0.5, (OfHalf(counts, isFirst: true) + OfHalf(counts, isFirst: false)) / 2);

    private static double OfHalf(LevelClassCounts counts, bool isFirst)
    {
        double positives = 0;
        double rows = 0;
        for (int code = -1; code < counts.LevelCount - 1; code++)
        {
            positives += Count(counts, code, 1, !isFirst);
            rows += Count(counts, code, 0, !isFirst) + Count(counts, code, 1, !isFirst);
        }

        // A level that the other half does not have ranks as the whole.
        double share = positives / Math.Max(1, rows);
        var ranking = new ScoreRanking(counts.LevelCount);
        for (int code = -1; code < counts.LevelCount - 1; code++)
        {
            long positive = Count(counts, code, 1, !isFirst);
            double score = (positive + share) / (positive + Count(counts, code, 0, !isFirst) + 1);
            Add(ranking, score, isPositive: true, Count(counts, code, 1, isFirst));
            Add(ranking, score, isPositive: false, Count(counts, code, 0, isFirst));
        }

        double auc = ranking.Evaluate().RocAuc;
        return double.IsNaN(auc) ? 0.5 : auc;
    }

    private static long Count(LevelClassCounts counts, int code, int own, bool inFirst) =>
        inFirst ? counts.ClassesInHalf(code)[own] : counts.Classes(code)[own] - counts.ClassesInHalf(code)[own];

    private static void Add(ScoreRanking ranking, double score, bool isPositive, long rows)
    {
        if (rows > 0)
        {
            ranking.Add(score, isPositive, rows);
        }
    }

    private static double Better(double auc) => Math.Max(auc, 1 - auc);
}
