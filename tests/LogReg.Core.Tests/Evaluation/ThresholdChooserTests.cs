using CsCheck;
using LogReg.Evaluation;
using LogReg.Numerics;

namespace LogReg.Tests.Evaluation;

public class ThresholdChooserTests
{
    private static readonly double[] LogOdds = [-2, -1, 0, 1, 2];
    private static readonly bool[] IsPositive = [false, true, false, true, true];

    // Tenths from -1 to 1: many ties. One row of each class is always there.
    private static readonly Gen<(double LogOdds, bool IsPositive, int Weight)[]> Rows =
        Gen.Select(Gen.Int[-10, 10].Select(tenths => tenths / 10.0), Gen.Bool, Gen.Int[0, 3]).Array[0, 30]
            .Select(rows => ((double, bool, int)[])[(0.25, true, 1), (0.35, false, 2), .. rows]);

    public static TheoryData<string> Rules { get; } = ["youden", "f1", "cost", "dear", "recall", "all"];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Choose_AnyRows_IsAsGoodAsAnySplit(string name) => Rows.Sample(rows =>
    {
        ThresholdRule rule = RuleOf(name);
        double threshold = Choose(rule, rows);

        double[] probabilities = [.. rows.Select(row => LogisticFunctions.Sigmoid(row.LogOdds)).Distinct().Order()];
        double[] candidates =
        [
            0,
            .. probabilities.Zip(probabilities.Skip(1), (lower, upper) => (lower + upper) / 2),
            (probabilities[^1] + 1) / 2,
        ];
        if (rule.Kind == ThresholdRuleKind.Recall)
        {
            Assert.True(Recall(rows, threshold) >= rule.WantedRecall);
            Assert.All(
                candidates.Where(one => one > threshold + 1e-9 && CountAbove(rows, one) != CountAbove(rows, threshold)),
                one => Assert.True(Recall(rows, one) < rule.WantedRecall));
            return;
        }

        double chosen = Merit(rule, rows, threshold);
        double best = candidates.Max(one => Merit(rule, rows, one));
        Assert.Equal(best, chosen, 1e-12);

        // Of equally good splits of the rows that count it is the one nearest the middle.
        double[] counting = [.. rows.Where(row => row.Weight > 0).Select(row => LogisticFunctions.Sigmoid(row.LogOdds)).Distinct().Order()];
        double[] own = [0, .. counting.Zip(counting.Skip(1), (lower, upper) => (lower + upper) / 2), (counting[^1] + 1) / 2];
        double nearest = own.Where(one => Merit(rule, rows, one) >= best - 1e-12).Min(one => Math.Abs(one - 0.5));
        Assert.Equal(nearest, Math.Abs(threshold - 0.5), 1e-12);
    });

    [Fact]
    public void Choose_Youden_LiesMidwayBetweenTwoProbabilities()
    {
        // Positive from log-odds 1 on: recall 2/3, specificity 1.
        double expected = (LogisticFunctions.Sigmoid(0) + LogisticFunctions.Sigmoid(1)) / 2;
        Assert.Equal(expected, ThresholdChooser.Choose(ThresholdRule.Youden, LogOdds, IsPositive), 1e-15);
    }

    [Theory]
    [InlineData(0.3, 1, 2)]
    [InlineData(0.34, 0, 1)]
    [InlineData(0.66, 0, 1)]
    [InlineData(0.7, -2, -1)]
    [InlineData(1, -2, -1)]
    public void Choose_Recall_IsTheHighestThatFindsEnough(double recall, double below, double above) => Assert.Equal(
        (LogisticFunctions.Sigmoid(below) + LogisticFunctions.Sigmoid(above)) / 2,
        ThresholdChooser.Choose(ThresholdRule.Recall(recall), LogOdds, IsPositive),
        1e-15);

    [Fact]
    public void Choose_Costs_MoveTheThreshold()
    {
        Assert.Equal(
            0.5 * (LogisticFunctions.Sigmoid(-2) + LogisticFunctions.Sigmoid(-1)),
            ThresholdChooser.Choose(ThresholdRule.Cost(1, 5), LogOdds, IsPositive),
            1e-15);
        Assert.Equal(
            0.5 * (LogisticFunctions.Sigmoid(0) + LogisticFunctions.Sigmoid(1)),
            ThresholdChooser.Choose(ThresholdRule.Cost(5, 1), LogOdds, IsPositive),
            1e-15);
    }

    [Fact]
    public void Choose_FalsePositivesTooDear_CallsNothingPositive()
    {
        double threshold = ThresholdChooser.Choose(ThresholdRule.Cost(100, 1), [3, 2, 1], [false, true, true]);
        Assert.Equal((1 + LogisticFunctions.Sigmoid(3)) / 2, threshold, 1e-15);
    }

    [Fact]
    public void Choose_MissesTooDear_CallsEverythingPositive() =>
        Assert.Equal(0, ThresholdChooser.Choose(ThresholdRule.Cost(1, 100), [3, 2, 1], [false, false, true]));

    [Fact]
    public void Choose_ProbabilityOne_CannotBeSplitFromAbove()
    {
        // The row of probability 1 is called positive by any threshold, dear or not: then the others may be, too.
        Assert.Equal(0, ThresholdChooser.Choose(ThresholdRule.Cost(100, 1), [800, 0, -1], [false, true, true]));

        // Of the splits that there are, the fewest positives are that row alone.
        Assert.Equal(0.75, ThresholdChooser.Choose(ThresholdRule.Cost(100, 1), [800, 0, -1], [false, false, true]), 1e-15);
    }

    [Fact]
    public void Choose_ScoresOneStepApart_SplitsThemExactly()
    {
        double lower = 0.3;
        double upper = Math.BitIncrement(lower);
        while (LogisticFunctions.Sigmoid(upper) == LogisticFunctions.Sigmoid(lower))
        {
            upper = Math.BitIncrement(upper);
        }

        double threshold = ThresholdChooser.Choose(ThresholdRule.Youden, [lower, upper], [false, true]);
        Assert.True(LogisticFunctions.Sigmoid(lower) < threshold);
        Assert.True(LogisticFunctions.Sigmoid(upper) >= threshold);
    }

    [Fact]
    public void Choose_InfiniteLogOdds_AreProbabilitiesZeroAndOne() =>
        Assert.Equal(0.5, ThresholdChooser.Choose(ThresholdRule.Youden, [double.NegativeInfinity, double.PositiveInfinity], [false, true]));

    [Fact]
    public void Choose_Weights_CountAsRepeatedRows()
    {
        double weighted = ThresholdChooser.Choose(ThresholdRule.F1, LogOdds, IsPositive, [1, 1, 3, 1, 0]);
        double repeated = ThresholdChooser.Choose(ThresholdRule.F1, [-2, -1, 0, 0, 0, 1], [false, true, false, false, false, true]);
        Assert.Equal(repeated, weighted);
    }

    [Fact]
    public void Choose_UnusableRows_Throws()
    {
        Assert.Contains(
            "both classes",
            Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.Youden, [1, 2], [true, true])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.Youden, [1, 2], [false, true], [1, 0]));
        Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.Youden, [1, double.NaN], [false, true]));
        Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.Youden, [1, 2], [true]));
        Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.Youden, [1, 2], [false, true], [1, -1]));
        Assert.Throws<ArgumentException>(() => ThresholdChooser.Choose(ThresholdRule.F1, [], []));
        Assert.Throws<ArgumentNullException>(() => ThresholdChooser.Choose(null!, [1, 2], [false, true]));
    }

    private static ThresholdRule RuleOf(string name) => name switch
    {
        "youden" => ThresholdRule.Youden,
        "f1" => ThresholdRule.F1,
        "cost" => ThresholdRule.Cost(1, 1),
        "dear" => ThresholdRule.Cost(7, 2),
        "recall" => ThresholdRule.Recall(0.6),
        _ => ThresholdRule.Recall(1),
    };

    private static double Choose(ThresholdRule rule, (double LogOdds, bool IsPositive, int Weight)[] rows) => ThresholdChooser.Choose(
        rule, [.. rows.Select(row => row.LogOdds)], [.. rows.Select(row => row.IsPositive)], [.. rows.Select(row => (double)row.Weight)]);

    private static int CountAbove((double LogOdds, bool IsPositive, int Weight)[] rows, double threshold) =>
        rows.Where(row => LogisticFunctions.Sigmoid(row.LogOdds) >= threshold).Sum(row => row.Weight);

    private static double Recall((double LogOdds, bool IsPositive, int Weight)[] rows, double threshold) => Metrics(rows, threshold).Recall;

    private static BinaryMetrics Metrics((double LogOdds, bool IsPositive, int Weight)[] rows, double threshold) => BinaryMetrics.Compute(
        [.. rows.Select(row => row.LogOdds)],
        [.. rows.Select(row => row.IsPositive)],
        [.. rows.Select(row => (double)row.Weight)],
        threshold);

    private static double Merit(ThresholdRule rule, (double LogOdds, bool IsPositive, int Weight)[] rows, double threshold)
    {
        BinaryMetrics metrics = Metrics(rows, threshold);
        return rule.Kind switch
        {
            ThresholdRuleKind.Youden => metrics.Recall + metrics.Specificity - 1,
            ThresholdRuleKind.F1 => double.IsNaN(metrics.F1) ? 0 : metrics.F1,
            _ => -(rule.FalsePositiveCost * metrics.ConfusionMatrix[0, 1]) - (rule.FalseNegativeCost * metrics.ConfusionMatrix[1, 0]),
        };
    }
}
