using LogReg.Evaluation;

namespace LogReg.Tests.Evaluation;

public class BinaryMetricsTests
{
    [Fact]
    public void Compute_HandExample_HasTheMetricsOfItsConfusionMatrix()
    {
        // Predicted at 0.5:      1     1     1      0     0
        double[] probability = [0.9, 0.8, 0.5, 0.25, 0.125];
        bool[] isPositive = [true, false, true, true, false];

        BinaryMetrics metrics = BinaryMetrics.ComputeFromProbabilities(probability, isPositive, classes: ["no", "yes"]);

        Assert.Equal(2, metrics.ConfusionMatrix["yes", "yes"]);
        Assert.Equal(1, metrics.ConfusionMatrix["yes", "no"]);
        Assert.Equal(1, metrics.ConfusionMatrix["no", "yes"]);
        Assert.Equal(1, metrics.ConfusionMatrix["no", "no"]);
        Assert.Equal(3.0 / 5, metrics.Accuracy);
        Assert.Equal(3.0 / 5, metrics.NullAccuracy);
        Assert.Equal(2.0 / 3, metrics.Precision);
        Assert.Equal(2.0 / 3, metrics.Recall);
        Assert.Equal(1.0 / 2, metrics.Specificity);
        Assert.Equal(2.0 / 3, metrics.F1);
        Assert.Equal(4.0 / 6, metrics.RocAuc);
        Assert.Equal((1 + (2.0 / 3) + (3.0 / 4)) / 3, metrics.AveragePrecision, 1e-15);
        Assert.Equal((0.01 + 0.64 + 0.25 + 0.5625 + 0.015625) / 5, metrics.BrierScore, 1e-15);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.2) + Math.Log(0.5) + Math.Log(0.25) + Math.Log(0.875)) / 5, metrics.LogLoss, 1e-15);
    }

    [Theory]
    [InlineData(800.0, true, 0.0)]
    [InlineData(800.0, false, 800.0)]
    [InlineData(-800.0, true, 800.0)]
    [InlineData(40.0, true, 4.248354255291589e-18)]
    [InlineData(-40.0, false, 4.248354255291589e-18)]
    [InlineData(double.PositiveInfinity, true, 0.0)]
    [InlineData(double.NegativeInfinity, false, 0.0)]
    [InlineData(double.PositiveInfinity, false, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, true, double.PositiveInfinity)]
    public void Compute_ExtremeLogOdds_HasTheExactLogLoss(double logOdds, bool isPositive, double expected)
    {
        double actual = BinaryMetrics.Compute([logOdds], [isPositive]).LogLoss;

        // Ratio 1 to the last digits; equal as such where 0 or infinite.
        Assert.True(actual == expected || Math.Abs((actual / expected) - 1) < 1e-15, $"{actual:R} is not {expected:R}");
        Assert.False(double.IsNegative(actual));
    }

    [Theory]
    [InlineData(1.0, true, 0.0)]
    [InlineData(0.0, false, 0.0)]
    [InlineData(0.0, true, double.PositiveInfinity)]
    [InlineData(1.0, false, double.PositiveInfinity)]
    [InlineData(1e-20, false, 1e-20)]
    public void ComputeFromProbabilities_ExtremeProbability_HasTheExactLogLoss(double probability, bool isPositive, double expected)
    {
        double actual = BinaryMetrics.ComputeFromProbabilities([probability], [isPositive]).LogLoss;

        Assert.Equal(expected, actual);
        Assert.False(double.IsNegative(actual));
    }

    [Fact]
    public void Compute_SaturatedLogOdds_StillRanks()
    {
        BinaryMetrics metrics = BinaryMetrics.Compute([50, 60, double.PositiveInfinity], [false, true, true]);

        Assert.Equal(1, metrics.RocAuc);
        Assert.Equal(1, metrics.AveragePrecision);
    }

    [Fact]
    public void Compute_AllScoresEqual_RanksLikeChance()
    {
        BinaryMetrics metrics = BinaryMetrics.Compute([0.0, -0.0, 0.0, 0.0], [true, false, false, false]);

        Assert.Equal(0.5, metrics.RocAuc);
        Assert.Equal(0.25, metrics.AveragePrecision);
    }

    [Fact]
    public void Compute_ProbabilityAtThreshold_IsPredictedPositive()
    {
        Assert.Equal(1, BinaryMetrics.Compute([0], [true]).Recall);
        Assert.Equal(0, BinaryMetrics.Compute([0], [true], threshold: 0.51).Recall);
    }

    [Fact]
    public void Compute_OneClassOnly_HasNaNWhereNothingIsDefined()
    {
        BinaryMetrics negatives = BinaryMetrics.Compute([-1, -2], [false, false]);
        Assert.Equal(double.NaN, negatives.RocAuc);
        Assert.Equal(double.NaN, negatives.AveragePrecision);
        Assert.Equal(double.NaN, negatives.Precision);
        Assert.Equal(double.NaN, negatives.Recall);
        Assert.Equal(double.NaN, negatives.F1);
        Assert.Equal(1, negatives.Specificity);
        Assert.Equal(0, negatives.NullLogLoss);
        Assert.Equal(1, negatives.NullAccuracy);

        BinaryMetrics positives = BinaryMetrics.Compute([1, 2], [true, true]);
        Assert.Equal(double.NaN, positives.RocAuc);
        Assert.Equal(double.NaN, positives.Specificity);
        Assert.Equal(1, positives.AveragePrecision);
    }

    [Fact]
    public void Compute_NoRowsOrNoWeight_IsNaN()
    {
        foreach (BinaryMetrics metrics in new[] { BinaryMetrics.Compute([], []), BinaryMetrics.Compute([1], [true], [0]) })
        {
            Assert.Equal(0, metrics.WeightSum);
            Assert.All(
                [
                    metrics.LogLoss, metrics.NullLogLoss, metrics.BrierScore, metrics.RocAuc, metrics.AveragePrecision,
                    metrics.MeanProbability, metrics.PositiveShare, metrics.Accuracy, metrics.NullAccuracy, metrics.F1,
                ],
                value => Assert.Equal(double.NaN, value));
        }
    }

    [Fact]
    public void Compute_BadArguments_NamesArgumentAndValue()
    {
        Assert.StartsWith("logOdds[1] is NaN", Fails(() => BinaryMetrics.Compute([0, double.NaN], [true, true])));
        Assert.StartsWith("isPositive has 1 values; 2 are needed", Fails(() => BinaryMetrics.Compute([0, 1], [true])));
        Assert.StartsWith("weight has 1 values; 2 are needed", Fails(() => BinaryMetrics.Compute([0, 1], [true, true], [1])));
        Assert.StartsWith("weight[0] is -1", Fails(() => BinaryMetrics.Compute([0], [true], [-1])));
        Assert.StartsWith("weight[0] is Infinity", Fails(() => BinaryMetrics.Compute([0], [true], [double.PositiveInfinity])));
        Assert.StartsWith("threshold is 1.5; it must be from 0 to 1", Fails(() => BinaryMetrics.Compute([0], [true], threshold: 1.5)));
        Assert.StartsWith("classes has 3 values; 2 are needed", Fails(() => BinaryMetrics.Compute([0], [true], classes: ["a", "b", "c"])));
        Assert.StartsWith("probability[0] is 1.5", Fails(() => BinaryMetrics.ComputeFromProbabilities([1.5], [true])));
    }

    private static string Fails(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
