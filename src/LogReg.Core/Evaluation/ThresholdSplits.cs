using LogReg.Collectives;

namespace LogReg.Evaluation;

/// <summary>All ways to split rows by their probability, from the highest threshold to 0. Where several processes share the rows, each has
/// those of a range of probabilities, and all ask the same of them.</summary>
internal sealed class ThresholdSplits
{
    private readonly ICollective? _collective;
    private readonly List<ThresholdSplit> _own;

    private ThresholdSplits(ICollective? collective, List<ThresholdSplit> own, double positives, double negatives)
    {
        _collective = collective;
        _own = own;
        Positives = positives;
        Negatives = negatives;
    }

    /// <summary>The weight of all positive rows.</summary>
    public double Positives { get; }

    /// <summary>The weight of all negative rows.</summary>
    public double Negatives { get; }

    /// <summary>The splits of ranked rows.</summary>
    /// <param name="collective">The processes that have added rows; <see langword="null"/> where all are here.</param>
    /// <param name="ranking">The rows by their probability.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static ThresholdSplits Of(ICollective? collective, ScoreRanking ranking)
    {
        var walk = new Walk();
        (double positives, double negatives) = ranking.Walk(collective, ref walk);
        List<ThresholdSplit> own = walk.Splits;

        // From lowest probabilities to thresholds: the next lower one may be that of another process.
        double[] highest = Gather(collective, own.Count == 0 ? double.NaN : own[0].Threshold);
        double top = highest.Where(probability => !double.IsNaN(probability)).DefaultIfEmpty(double.NaN).Max();
        bool isFirst = own.Count > 0 && own[0].Threshold == top;
        var above = new ThresholdSplit(isFirst && top < 1 ? Between(top, 1) : double.NaN, 0, 0);
        for (int place = 0; place < own.Count; place++)
        {
            double lowest = own[place].Threshold;
            double next = place + 1 < own.Count ? own[place + 1].Threshold
                : highest.Where(probability => probability < lowest).DefaultIfEmpty(double.NaN).Max();
            own[place] = own[place] with { Threshold = double.IsNaN(next) ? 0 : Between(next, lowest) };
        }

        return new ThresholdSplits(collective, double.IsNaN(above.Threshold) ? own : [above, .. own], positives, negatives);
    }

    /// <summary>The largest merit of a split.</summary>
    /// <param name="merit">From a split to its merit, not NaN.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double Max(Func<ThresholdSplit, double> merit) => Gather(
        _collective, _own.Count == 0 ? double.NegativeInfinity : _own.Max(merit)).Max();

    /// <summary>The highest threshold of the splits that meet a condition.</summary>
    /// <param name="condition">The condition, which a split meets.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double First(Func<ThresholdSplit, bool> condition) => Gather(
        _collective, _own.Where(condition).Select(split => split.Threshold).DefaultIfEmpty(double.NegativeInfinity).First()).Max();

    /// <summary>Of the splits that meet a condition, the threshold that is nearest to a number; the higher of two that are equally
    /// near.</summary>
    /// <param name="number">The number.</param>
    /// <param name="condition">The condition, which a split meets.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public double Nearest(double number, Func<ThresholdSplit, bool> condition)
    {
        double own = _own.Where(condition).Select(split => split.Threshold).DefaultIfEmpty(double.NaN)
            .MinBy(threshold => Math.Abs(threshold - number));
        return Gather(_collective, own).Where(threshold => !double.IsNaN(threshold)).OrderDescending()
            .MinBy(threshold => Math.Abs(threshold - number));
    }

    private static double[] Gather(ICollective? collective, double own) =>
        collective is null ? [own] : collective.AllGatherAsMany<double>([own]);

    // Between neighbouring doubles there is nothing: the upper one itself splits them.
    private static double Between(double lower, double upper)
    {
        double middle = lower + ((upper - lower) / 2);
        return middle > lower ? middle : upper;
    }

    /// <summary>Splits with the lowest probability that is predicted positive instead of the threshold.</summary>
    private readonly struct Walk() : IScoreSteps
    {
        public List<ThresholdSplit> Splits { get; } = [];

        public void Add(in ScoreStep step) => Splits.Add(new ThresholdSplit(
            step.Score, step.PositivesAbove + step.Positives, step.NegativesAbove + step.Negatives));

        public void EndRun(long run)
        {
        }
    }
}
