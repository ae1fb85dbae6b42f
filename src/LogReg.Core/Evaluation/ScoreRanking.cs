namespace LogReg.Evaluation;

/// <summary>
/// Ranks rows by score and measures how well positives stand above negatives. Rows are added, then evaluated with one
/// sort; the buffers serve again for the next ranking.
/// </summary>
internal sealed class ScoreRanking
{
    private readonly double[] _scores;

    // The weight of a row, with the sign of its class: what a walk along the sorted scores needs, in one array to sort.
    private readonly double[] _signedWeights;
    private int _count;

    /// <summary>Creates an empty ranking.</summary>
    /// <param name="capacity">The largest number of rows that will be added before an evaluation.</param>
    public ScoreRanking(int capacity)
    {
        _scores = new double[capacity];
        _signedWeights = new double[capacity];
    }

    /// <summary>Adds a row.</summary>
    /// <param name="score">Any monotone score of being positive, infinities included, not NaN.</param>
    /// <param name="isPositive">Whether the row's class is the positive one.</param>
    /// <param name="weight">The row's weight, greater than 0.</param>
    public void Add(double score, bool isPositive, double weight)
    {
        _scores[_count] = score;
        _signedWeights[_count] = isPositive ? weight : -weight;
        _count++;
    }

    /// <summary>Evaluates the rows added so far, and empties the ranking.</summary>
    public RankingMetrics Evaluate()
    {
        Span<double> scores = _scores.AsSpan(0, _count);
        Span<double> signedWeights = _signedWeights.AsSpan(0, _count);
        scores.Sort(signedWeights);
        _count = 0;

        double positiveTotal = 0;
        double negativeTotal = 0;
        foreach (double signedWeight in signedWeights)
        {
            positiveTotal += Math.Max(signedWeight, 0);
            negativeTotal += Math.Max(-signedWeight, 0);
        }

        double positivesAbove = 0;
        double negativesAbove = 0;
        double orderedPairs = 0;
        double precisionSum = 0;
        int end = scores.Length;
        while (end > 0)
        {
            // Rows of one score are one step: whatever order the sort left them in has no meaning.
            double score = scores[end - 1];
            double positives = 0;
            double negatives = 0;
            for (; end > 0 && scores[end - 1] == score; end--)
            {
                positives += Math.Max(signedWeights[end - 1], 0);
                negatives += Math.Max(-signedWeights[end - 1], 0);
            }

            orderedPairs += negatives * (positivesAbove + (positives / 2));
            positivesAbove += positives;
            negativesAbove += negatives;
            precisionSum += positives * (positivesAbove / (positivesAbove + negativesAbove));
        }

        return new RankingMetrics
        {
            RocAuc = orderedPairs / (positiveTotal * negativeTotal),
            AveragePrecision = precisionSum / positiveTotal,
        };
    }
}
