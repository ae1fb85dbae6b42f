using LogReg.Evaluation;

namespace LogReg.Checking;

/// <summary>How well one feature alone tells the classes apart: the area under the ROC curve, in the better direction.</summary>
internal static class SingleFeatureAuc
{
    /// <summary>Of a numeric feature the least AUC of all pairs of classes, missing cells apart; NaN if a class has no cell.</summary>
    /// <param name="values">A number for each row; NaN if it is missing.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="classCount">How many classes there are, 2 or more.</param>
    public static double OfNumbers(ReadOnlySpan<double> values, ReadOnlySpan<int> classes, int classCount)
    {
        int[] counts = new int[classCount];
        for (int row = 0; row < values.Length; row++)
        {
            counts[classes[row]] += double.IsNaN(values[row]) ? 0 : 1;
        }

        if (counts.Contains(0))
        {
            return double.NaN;
        }

        double least = 1;
        for (int high = 1; high < classCount; high++)
        {
            for (int low = 0; low < high; low++)
            {
                var ranking = new ScoreRanking(Math.Max(counts[high], counts[low]));
                for (int row = 0; row < values.Length; row++)
                {
                    if (!double.IsNaN(values[row]) && (classes[row] == high || classes[row] == low))
                    {
                        ranking.Add(values[row], classes[row] == high, 1);
                    }
                }

                least = Math.Min(least, Better(ranking.Evaluate().RocAuc));
            }
        }

        return least;
    }

    /// <summary>
    /// Of a categorical feature and two classes: each row is ranked by the share of class 1 among the other rows of its level, so that a
    /// level of one row, which says nothing, does not seem to say everything.
    /// </summary>
    public static double OfLevels(LevelCounts counts)
    {
        long positives = 0;
        long rows = 0;
        for (int code = -1; code < counts.LevelCount - 1; code++)
        {
            positives += counts.Classes(code)[1];
            rows += counts.Rows(code);
        }

        var ranking = new ScoreRanking(2 * counts.LevelCount);
        for (int code = -1; code < counts.LevelCount - 1; code++)
        {
            int negative = counts.Classes(code)[0];
            int positive = counts.Classes(code)[1];
            bool isAlone = negative + positive == 1;
            Add(ranking, isAlone ? (double)positives / rows : (positive - 1.0) / (positive + negative - 1), isPositive: true, positive);
            Add(ranking, isAlone ? (double)positives / rows : (double)positive / (positive + negative - 1), isPositive: false, negative);
        }

        return Math.Max(0.5, ranking.Evaluate().RocAuc);
    }

    private static void Add(ScoreRanking ranking, double score, bool isPositive, int rows)
    {
        if (rows > 0)
        {
            ranking.Add(score, isPositive, rows);
        }
    }

    private static double Better(double auc) => Math.Max(auc, 1 - auc);
}
