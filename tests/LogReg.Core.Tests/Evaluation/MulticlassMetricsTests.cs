using LogReg.Evaluation;

namespace LogReg.Tests.Evaluation;

public class MulticlassMetricsTests
{
    private static readonly string[] Classes = ["a", "b", "c"];

    [Fact]
    public void Compute_ClassNeverPredictedOrAbsent_IsLeftOutOfTheMacroAverages()
    {
        // b has a row but is never predicted, c has neither row nor prediction.
        double[] probability =
        [
            0.8, 0.1, 0.1,
            0.6, 0.2, 0.2,
        ];

        MulticlassMetrics metrics = MulticlassMetrics.ComputeFromProbabilities(probability, [0, 1], Classes);

        Assert.Equal([0.5, double.NaN, double.NaN], metrics.PerClass.Select(ofClass => ofClass.Precision));
        Assert.Equal([1, 0, double.NaN], metrics.PerClass.Select(ofClass => ofClass.Recall));
        Assert.Equal([2.0 / 3, 0, double.NaN], metrics.PerClass.Select(ofClass => ofClass.F1));
        Assert.Equal([1, 1, double.NaN], metrics.PerClass.Select(ofClass => ofClass.RocAuc));
        Assert.Equal([1, 1, 0], metrics.PerClass.Select(ofClass => ofClass.Support));
        Assert.Equal(0.5, metrics.MacroPrecision);
        Assert.Equal(0.5, metrics.MacroRecall);
        Assert.Equal(1.0 / 3, metrics.MacroF1, 1e-15);
        Assert.Equal(1, metrics.MacroRocAuc);
        Assert.Equal((0.06 + 1.04) / 2, metrics.BrierScore, 1e-15);
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.2)) / 2, metrics.LogLoss, 1e-15);
        Assert.Equal(Math.Log(2), metrics.NullLogLoss, 1e-15);
    }

    [Fact]
    public void Compute_EqualProbabilities_PredictsTheFirst()
    {
        MulticlassMetrics metrics = MulticlassMetrics.ComputeFromProbabilities([0.2, 0.4, 0.4], [1], Classes);

        Assert.Equal(1, metrics.ConfusionMatrix["b", "b"]);
    }

    [Fact]
    public void Compute_CertainRows_HasALossOfZeroOrInfinity()
    {
        double[] logProbability = [0, double.NegativeInfinity, double.NegativeInfinity];

        Assert.Equal(0, MulticlassMetrics.Compute(logProbability, [0], Classes).LogLoss);
        Assert.Equal(double.PositiveInfinity, MulticlassMetrics.Compute(logProbability, [2], Classes).LogLoss);
        Assert.Equal(0, MulticlassMetrics.Compute([.. logProbability, .. logProbability], [0, 2], Classes, [1, 0]).LogLoss);
    }

    [Fact]
    public void Compute_NoRows_IsNaN()
    {
        MulticlassMetrics metrics = MulticlassMetrics.Compute([], [], Classes);

        Assert.All(
            [
                metrics.LogLoss, metrics.NullLogLoss, metrics.BrierScore, metrics.Accuracy, metrics.NullAccuracy,
                metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1, metrics.MacroRocAuc,
            ],
            value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Compute_BadArguments_NamesArgumentAndValue()
    {
        Assert.StartsWith(
            "logProbability has 4 values; 3 are needed", Fails(() => MulticlassMetrics.Compute([0, -1, -1, -1], [0], Classes)));
        Assert.StartsWith("logProbability[1] is 0.5", Fails(() => MulticlassMetrics.Compute([0, 0.5, -1], [0], Classes)));
        Assert.StartsWith("actual[0] is 3; it must be from 0 to 2", Fails(() => MulticlassMetrics.Compute([0, -1, -1], [3], Classes)));
        Assert.StartsWith("classes has 1 names", Fails(() => MulticlassMetrics.Compute([0], [0], ["a"])));
        Assert.StartsWith("weight has 2 values", Fails(() => MulticlassMetrics.Compute([0, -1, -1], [0], Classes, [1, 1])));
    }

    private static string Fails(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
