using System.Runtime.CompilerServices;

namespace LogReg.Evaluation;

/// <summary>
/// Ranks rows by score and measures how well positives stand above negatives. Rows are added, then evaluated with one sort of each class,
/// side by side; the buffers serve again for the next ranking.
/// </summary>
internal sealed class ScoreRanking
{
    private readonly ScoreList _positives;
    private readonly ScoreList _negatives;

    /// <summary>Creates an empty ranking.</summary>
    /// <param name="capacity">The largest number of rows that will be added before an evaluation.</param>
    public ScoreRanking(int capacity)
    {
        _positives = new ScoreList(capacity);
        _negatives = new ScoreList(capacity);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="score">Any monotone score of being positive, infinities included, not NaN.</param>
    /// <param name="isPositive">Whether the row's class is the positive one.</param>
    /// <param name="weight">The row's weight, greater than 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double score, bool isPositive, double weight) => (isPositive ? _positives : _negatives).Add(score, weight);

    /// <summary>Evaluates the rows added so far, and empties the ranking.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RankingMetrics Evaluate()
    {
        Parallel.Invoke(_positives.Sort, _negatives.Sort);
        double positivesAbove = 0;
        double negativesAbove = 0;
        double orderedPairs = 0;
        double precisionSum = 0;
        while (!_positives.IsEmpty || !_negatives.IsEmpty)
        {
            // Rows of one score are one step: whatever order the sort left them in has no meaning.
            double score = Math.Max(_positives.Highest, _negatives.Highest);
            double positives = _positives.TakeWeight(score);
            double negatives = _negatives.TakeWeight(score);
            orderedPairs += negatives * (positivesAbove + (positives / 2));
            positivesAbove += positives;
            negativesAbove += negatives;
            precisionSum += positives * (positivesAbove / (positivesAbove + negativesAbove));
        }

        return new RankingMetrics
        {
            RocAuc = orderedPairs / (positivesAbove * negativesAbove),
            AveragePrecision = precisionSum / positivesAbove,
        };
    }
}
