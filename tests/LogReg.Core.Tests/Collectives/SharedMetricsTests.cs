using LogReg.Collectives;
using LogReg.Estimation;
using LogReg.Evaluation;
using LogReg.Inference;

namespace LogReg.Tests.Collectives;

/// <summary>Metrics of rows that members share have the bits of one process, on every member, however the chunks are dealt.</summary>
public class SharedMetricsTests
{
    private const int ChunkRows = 500;

    // More than two runs of a ranking, and less than one.
    private const int ManyRows = 40_000;
    private const int FewRows = 900;

    private static readonly int[] Sizes = [1, 2, 3, 7];
    private static readonly string[] Classes = ["a", "b", "c", "d"];

    public static TheoryData<string, string> Cases { get; } = new(
        from scores in (string[])["random", "sorted", "ties", "equal", "infinite", "one class"]
        from weights in (string[])["none", "whole", "fractional", "few", "zero"]
        select (scores, weights));

    [Theory]
    [MemberData(nameof(Cases))]
    public void OfTwoClasses_HaveTheBitsOfOneProcess(string scores, string weights)
    {
        foreach (int count in (int[])[FewRows, ManyRows])
        {
            Rows rows = Create(scores, weights, count, classCount: 2);
            AssertShared(rows, OfTwoClasses, count);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OfFourClasses_HaveTheBitsOfOneProcess(string scores, string weights)
    {
        Rows rows = Create(scores, weights, scores == "ties" ? ManyRows : FewRows, classCount: 4);
        AssertShared(rows, OfFourClasses, rows.Count);
    }

    [Fact]
    public void OfNoRows_HaveTheBitsOfOneProcess()
    {
        Rows rows = Create("random", "none", 0, classCount: 2);
        AssertShared(rows, OfTwoClasses, 0);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("ties")]
    [InlineData("equal")]
    [InlineData("infinite")]
    public void OrderStatistics_OfSharedRows_AreThoseOfTheSortedOnes(string scores)
    {
        Rows rows = Create(scores, "none", FewRows, classCount: 2);
        double[] sorted = [.. rows.Scores.Order()];
        long[] ranks = [0, 1, 89, 449, 450, FewRows - 1];
        Share(rows, (parts, own) =>
            Assert.Equal(ranks.Select(rank => sorted[rank]), OrderStatistics.Of(parts, own.Scores, ranks)));
    }

    [Fact]
    public void Spread_OfSharedRows_TakesThoseOfOneProcess()
    {
        Rows rows = Create("random", "none", FewRows, classCount: 4);
        string whole = ObjectDump.Of(new SampledScores(rows.Scores, rows.Classes, 4).Spread(70));
        Share(rows, (parts, own) =>
            Assert.Equal(whole, ObjectDump.Of(new SampledScores(own.Scores, own.Classes, 4, parts).Spread(70))));
    }

    [Fact]
    public void AreaAndPrecision_OfManyRuns_AreThoseOfAllPairs()
    {
        // Half of the rows at one score, so that runs are of unequal length.
        var random = new Random(5);
        int[] levels = [.. Enumerable.Range(0, ManyRows).Select(row => row % 2 == 0 ? 50 : random.Next(100))];
        bool[] isPositive = [.. levels.Select(level => random.Next(100) < level)];
        double pairs = 0;
        double precision = 0;
        long positivesAbove = 0;
        long negativesAbove = 0;
        for (int level = 99; level >= 0; level--)
        {
            long positives = Enumerable.Range(0, ManyRows).LongCount(row => levels[row] == level && isPositive[row]);
            long negatives = levels.LongCount(other => other == level) - positives;
            pairs += negatives * (positivesAbove + (positives / 2.0));
            positivesAbove += positives;
            negativesAbove += negatives;
            precision += positives == 0 ? 0 : (double)positives * positivesAbove / (positivesAbove + negativesAbove);
        }

        var metrics = BinaryMetrics.Compute(Array.ConvertAll(levels, level => (double)level), isPositive);
        Assert.Equal(pairs / ((double)positivesAbove * negativesAbove), metrics.RocAuc);
        Assert.Equal(precision / positivesAbove, metrics.AveragePrecision, 1e-14);
    }

    private static string OfTwoClasses(RowParts parts, Rows own)
    {
        bool[] isPositive = Array.ConvertAll(own.Classes, code => code == 1);
        ThresholdRule[] rules = [ThresholdRule.Youden, ThresholdRule.F1, ThresholdRule.Cost(1, 3), ThresholdRule.Recall(0.8)];
        object?[] all =
        [
            BinaryMetrics.Compute(parts, own.Scores, isPositive, own.Weights, 0.4),
            Recalibration.Summarise(parts, own.Scores, isPositive, own.Weights),
            Recalibration.Baseline(parts, Array.ConvertAll(own.Scores, score => Math.Clamp(score, -9, 9)), isPositive, own.Weights),
            DecileGroups.Of(parts, own.Scores, isPositive, own.Weights),
            GoodnessOfFit.TjurRSquared(parts, own.Scores, own.Classes, own.Weights),
            GoodnessOfFit.HosmerLemeshow(parts, own.Scores, own.Classes, own.Weights),
            .. rules.Select(rule => Threshold(parts, rule, own.Scores, isPositive, own.Weights)),
        ];
        return string.Join('\n', all.Select(ObjectDump.Of));
    }

    private static object Threshold(RowParts parts, ThresholdRule rule, double[] scores, bool[] isPositive, double[] weights)
    {
        try
        {
            return ThresholdChooser.Choose(parts, rule, scores, isPositive, weights);
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static string OfFourClasses(RowParts parts, Rows own) =>
        ObjectDump.Of(MulticlassMetrics.Compute(parts, own.Scores, own.Classes, Classes, own.Weights))
        + string.Join(' ', ClassSeparation.SeparatedClasses(parts, own.Scores, own.Classes, Classes.Length));

    private static void AssertShared(Rows rows, Func<RowParts, Rows, string> metrics, int seed)
    {
        string whole = metrics(new RowParts(rows.Counts), rows);
        Share(rows, (parts, own) => Assert.Equal(whole, metrics(parts, own)), seed);
    }

    private static void Share(Rows rows, Action<RowParts, Rows> check, int seed = 1)
    {
        var random = new Random(seed);
        int chunks = rows.Counts.Length;
        foreach (int size in Sizes)
        {
            // Some members may have no chunks.
            int[] cuts = [0, .. Enumerable.Range(0, size - 1).Select(_ => random.Next(chunks + 1)).Order(), chunks];
            ThreadCollective.Run(size, collective =>
            {
                var parts = new RowParts(rows.Counts, new RowShares(collective, cuts));
                check(parts, rows.Of(parts));
            });
        }
    }

    private static Rows Create(string scores, string weights, int count, int classCount)
    {
        var random = new Random(count + classCount);
        int[] classes = [.. Enumerable.Range(0, count).Select(_ => scores == "one class" ? 1 : random.Next(classCount))];
        double[] logOdds = [.. classes.SelectMany(code => Enumerable.Range(0, classCount == 2 ? 1 : classCount).Select(
            place => Score(scores, random, classCount == 2 ? code : code == place ? 1 : 0)))];
        if (scores == "sorted")
        {
            Array.Sort(logOdds);
        }

        if (classCount > 2)
        {
            logOdds = Array.ConvertAll(logOdds, score => score == double.PositiveInfinity ? 0 : -Math.Abs(score));
        }

        double[] all = weights == "none" ? [] : [.. classes.Select(_ => Weight(weights, random))];

        // Folds leave some rows of each chunk, and of some none.
        var counts = new List<int>();
        for (int left = count; left > 0; left -= counts[^1])
        {
            counts.Add(counts.Count % 5 == 2 ? 0 : Math.Min(left, random.Next(1, ChunkRows)));
        }

        return new Rows([.. counts], logOdds, classes, all);
    }

    private static double Score(string kind, Random random, int code) => kind switch
    {
        "ties" => (random.Next(9) + code - 4) / 4.0,
        "equal" => 0.25,
        "infinite" => random.Next(4) switch
        {
            0 => double.PositiveInfinity,
            1 => double.NegativeInfinity,
            2 => random.Next(2) == 0 ? 0.0 : -0.0,
            _ => random.NextDouble(),
        },
        _ => (6 * random.NextDouble()) - 3 + code,
    };

    private static double Weight(string kind, Random random) => kind switch
    {
        "whole" => random.Next(4),
        "fractional" => random.Next(5) == 0 ? 0 : random.NextDouble(),
        "few" => random.Next(2) == 0 ? 0.1 : 0.7,
        _ => 0,
    };

    /// <param name="Counts">How many rows each chunk has.</param>
    /// <param name="Scores">The scores of the rows that are here.</param>
    /// <param name="Classes">Their classes.</param>
    /// <param name="Weights">Their weights, or none.</param>
    private sealed record Rows(int[] Counts, double[] Scores, int[] Classes, double[] Weights)
    {
        public int Count => Classes.Length;

        /// <summary>Those that a member has.</summary>
        public Rows Of(RowParts parts)
        {
            int first = (int)parts.FirstRow;
            int end = first + parts.Count;
            int width = Count == 0 ? 1 : Scores.Length / Count;
            return new Rows(
                Counts, Scores[(first * width)..(end * width)], Classes[first..end], Weights.Length == 0 ? [] : Weights[first..end]);
        }
    }
}
