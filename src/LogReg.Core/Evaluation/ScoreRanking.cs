using System.Runtime.CompilerServices;
using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Evaluation;

/// <summary>
/// Ranks rows by score and measures how well positives stand above negatives. Rows are added, then evaluated with one sort of each class,
/// side by side; the buffers serve again for the next ranking.
/// </summary>
/// <remarks>
/// Scores are taken in runs: a score belongs to run ⌊r / 16,384⌋ where r rows score higher. Sums are made within a run, then over the runs.
/// Where several processes share the rows, each gets the rows of some runs from all others, so that the sums have the bits of one process.
/// </remarks>
internal sealed class ScoreRanking
{
    private const int RunRows = RowSums.ChunkRows;

    private readonly ScoreList _positives;
    private readonly ScoreList _negatives;

    /// <summary>Creates an empty ranking.</summary>
    /// <param name="capacity">The largest number of rows that will be added before an evaluation.</param>
    public ScoreRanking(int capacity)
    {
        _positives = new ScoreList(capacity, makesRoom: false);
        _negatives = new ScoreList(capacity, makesRoom: false);
    }

    /// <summary>Creates an empty ranking with room for all rows.</summary>
    /// <param name="positives">The largest number of positive rows that will be added before an evaluation.</param>
    /// <param name="negatives">That of negative rows.</param>
    public ScoreRanking(int positives, int negatives)
    {
        _positives = new ScoreList(positives, makesRoom: true);
        _negatives = new ScoreList(negatives, makesRoom: true);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="score">Any monotone score of being positive, infinities included, not NaN.</param>
    /// <param name="isPositive">Whether the row's class is the positive one.</param>
    /// <param name="weight">The row's weight, greater than 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double score, bool isPositive, double weight) => (isPositive ? _positives : _negatives).Add(score, weight);

    /// <summary>Evaluates the rows added so far, and empties the ranking.</summary>
    /// <param name="collective">The processes that have added rows, all of which call this; <see langword="null"/> where all rows are
    /// here.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public RankingMetrics Evaluate(ICollective? collective = null)
    {
        var sums = new RankingSums();
        (double positives, double negatives) = Walk(collective, ref sums);
        return sums.Total(collective, positives, negatives);
    }

    /// <summary>Goes through the rows added so far from the highest score down, and empties the ranking.</summary>
    /// <typeparam name="T">What is made of them.</typeparam>
    /// <param name="collective">The processes that have added rows, all of which call this: each goes through the scores of some runs.
    /// <see langword="null"/> where all rows are here.</param>
    /// <param name="steps">What is made of them.</param>
    /// <returns>The weight of all positive and of all negative rows.</returns>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public (double Positives, double Negatives) Walk<T>(ICollective? collective, ref T steps)
        where T : struct, IScoreSteps
    {
        Parallel.Invoke(_positives.Sort, _negatives.Sort);
        (double, double) total;
        if (collective is null)
        {
            total = Walk(new RankedRows(0, 0, 0), ref steps);
        }
        else
        {
            long rowsAbove = Exchange(collective);
            total = _positives.HasWeights || _negatives.HasWeights
                ? WeightsAbove(collective, rowsAbove, out RankedRows above)
                : RowsAbove(collective, rowsAbove, out above);
            Walk(above, ref steps);
        }

        _positives.Clear();
        _negatives.Clear();
        return total;
    }

    // Afterwards every rank has the rows of about as many runs, the last one those of the highest scores.
    private long Exchange(ICollective collective)
    {
        int size = collective.Size;
        long rows = collective.SumOf(CountFrom(0));
        long runs = (rows + RunRows - 1) / RunRows;
        long[] above = [.. Enumerable.Range(1, size - 1).Select(rank => RunRows * (runs * (size - rank) / size))];

        // The last score that reaches such a count belongs to the run before: a cut is where a run begins.
        ulong[] cuts = KeySearch.Largest(collective, above, (_, key) => CountFrom(key));
        above = Array.ConvertAll(cuts, CountFrom);
        collective.Sum(above);
        _positives.Exchange(collective, cuts);
        _negatives.Exchange(collective, cuts);
        return collective.Rank == size - 1 ? 0 : above[collective.Rank];
    }

    // Rows that weigh alike need only be counted. Those of the ranks after this one score higher.
    private (double Positives, double Negatives) RowsAbove(ICollective collective, long rows, out RankedRows above)
    {
        long[][] all = [.. collective.AllGatherAsMany<long>([_positives.RowCount, _negatives.RowCount]).Chunk(2)];
        long[][] higher = all[(collective.Rank + 1)..];
        above = new RankedRows(rows, higher.Sum(rank => rank[0]), higher.Sum(rank => rank[1]));
        return (all.Sum(rank => rank[0]), all.Sum(rank => rank[1]));
    }

    // Weights are added up within runs, then over the runs.
    private (double Positives, double Negatives) WeightsAbove(ICollective collective, long rows, out RankedRows above)
    {
        var weights = new RunWeights();
        Walk(new RankedRows(rows, 0, 0), ref weights);
        _positives.Rewind();
        _negatives.Rewind();
        RunSums[] all = weights.OfAll(collective);
        RunSums[] higher = Array.FindAll(all, run => run.Run < rows / RunRows);
        above = new RankedRows(rows, higher.Sum(run => run.First), higher.Sum(run => run.Second));
        return (all.Sum(run => run.First), all.Sum(run => run.Second));
    }

    private long CountFrom(ulong key) => _positives.CountFrom(key) + _negatives.CountFrom(key);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Positives, double Negatives) Walk<T>(RankedRows above, ref T steps)
        where T : struct, IScoreSteps
    {
        (long rows, double positivesBefore, double negativesBefore) = above;
        long run = rows / RunRows;
        double positivesOfRun = 0;
        double negativesOfRun = 0;
        while (!_positives.IsEmpty || !_negatives.IsEmpty)
        {
            if (rows >= (run + 1) * RunRows)
            {
                steps.EndRun(run);
                positivesBefore += positivesOfRun;
                negativesBefore += negativesOfRun;
                positivesOfRun = 0;
                negativesOfRun = 0;
                run = rows / RunRows;
            }

            // Rows of one score are one step: whatever order the sort left them in has no meaning.
            double score = Math.Max(_positives.Highest, _negatives.Highest);
            double positives = _positives.TakeWeight(score, ref rows);
            double negatives = _negatives.TakeWeight(score, ref rows);
            steps.Add(new ScoreStep(
                score, positives, negatives, positivesBefore + positivesOfRun, negativesBefore + negativesOfRun));
            positivesOfRun += positives;
            negativesOfRun += negatives;
        }

        if (rows > above.Rows)
        {
            steps.EndRun(run);
        }

        return (positivesBefore + positivesOfRun, negativesBefore + negativesOfRun);
    }

    /// <param name="Rows">How many rows rank higher.</param>
    /// <param name="Positives">The weight of the positive ones.</param>
    /// <param name="Negatives">The weight of the negative ones.</param>
    private readonly record struct RankedRows(long Rows, double Positives, double Negatives);

    /// <summary>The weights of the two classes in each run.</summary>
    private struct RunWeights() : IScoreSteps
    {
        private readonly List<RunSums> _runs = [];
        private double _positives;
        private double _negatives;

        public void Add(in ScoreStep step)
        {
            _positives += step.Positives;
            _negatives += step.Negatives;
        }

        public void EndRun(long run)
        {
            _runs.Add(new RunSums(run, _positives, _negatives));
            (_positives, _negatives) = (0, 0);
        }

        public readonly RunSums[] OfAll(ICollective collective) => RunSums.OfAll(_runs, collective);
    }
}
