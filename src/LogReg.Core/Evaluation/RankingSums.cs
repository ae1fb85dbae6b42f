using LogReg.Collectives;

namespace LogReg.Evaluation;

/// <summary>The sums that measure how well positives stand above negatives, run after run.</summary>
internal struct RankingSums() : IScoreSteps
{
    private readonly List<RunSums> _runs = [];
    private double _orderedPairs;
    private double _precision;

    /// <inheritdoc/>
    public void Add(in ScoreStep step)
    {
        double positives = step.PositivesAbove + step.Positives;
        double negatives = step.NegativesAbove + step.Negatives;
        _orderedPairs += step.Negatives * (step.PositivesAbove + (step.Positives / 2));
        _precision += step.Positives * (positives / (positives + negatives));
    }

    /// <inheritdoc/>
    public void EndRun(long run)
    {
        _runs.Add(new RunSums(run, _orderedPairs, _precision));
        (_orderedPairs, _precision) = (0, 0);
    }

    /// <summary>The metrics of all rows.</summary>
    /// <param name="collective">The processes that have gone through some runs each; <see langword="null"/> where all are here.</param>
    /// <param name="positives">The weight of all positive rows.</param>
    /// <param name="negatives">The weight of all negative rows.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public readonly RankingMetrics Total(ICollective? collective, double positives, double negatives)
    {
        double orderedPairs = 0;
        double precision = 0;
        foreach (RunSums run in RunSums.OfAll(_runs, collective))
        {
            orderedPairs += run.First;
            precision += run.Second;
        }

        return new RankingMetrics
        {
            RocAuc = orderedPairs / (positives * negatives),
            AveragePrecision = precision / positives,
        };
    }
}
