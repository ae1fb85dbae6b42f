namespace LogReg.Evaluation;

/// <summary>
/// Ranks any number of rows in constant memory: scores are log-odds, counted in bins of equal width, and rows of one bin count as tied. The
/// area under the ROC curve is then off by at most half the share of pairs of a positive and a negative row in one bin.
/// </summary>
internal sealed class RankingHistogram
{
    // Beyond these log-odds a probability is 0 or 1 to fourteen digits.
    private const double Largest = 32;

    private readonly double[] _positives;
    private readonly double[] _negatives;
    private readonly double _binsPerUnit;

    /// <param name="binCount">How many bins there are, at least 2.</param>
    public RankingHistogram(int binCount)
    {
        _positives = new double[binCount];
        _negatives = new double[binCount];
        _binsPerUnit = binCount / (2 * Largest);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="logOdds">Its score; ±∞ is allowed, NaN is not.</param>
    /// <param name="isPositive">Whether the row's class is the positive one.</param>
    /// <param name="weight">The row's weight, 0 or more.</param>
    public void Add(double logOdds, bool isPositive, double weight)
    {
        double clamped = Math.Clamp(logOdds, -Largest, Largest);
        int bin = Math.Min((int)((clamped + Largest) * _binsPerUnit), _positives.Length - 1);
        (isPositive ? _positives : _negatives)[bin] += weight;
    }

    /// <summary>Evaluates the rows added so far.</summary>
    public RankingMetrics Evaluate()
    {
        double positivesAbove = 0;
        double negativesAbove = 0;
        double orderedPairs = 0;
        double precisionSum = 0;
        for (int bin = _positives.Length - 1; bin >= 0; bin--)
        {
            if (_positives[bin] == 0 && _negatives[bin] == 0)
            {
                continue;
            }

            orderedPairs += _negatives[bin] * (positivesAbove + (_positives[bin] / 2));
            positivesAbove += _positives[bin];
            negativesAbove += _negatives[bin];
            precisionSum += _positives[bin] * (positivesAbove / (positivesAbove + negativesAbove));
        }

        return new RankingMetrics
        {
            RocAuc = orderedPairs / (positivesAbove * negativesAbove),
            AveragePrecision = precisionSum / positivesAbove,
        };
    }
}
