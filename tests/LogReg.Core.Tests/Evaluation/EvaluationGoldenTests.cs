using LogReg.Evaluation;
using LogReg.Tests.Golden;

namespace LogReg.Tests.Evaluation;

/// <summary>The metrics against scikit-learn's, on rows with many ties, with and without weights.</summary>
public class EvaluationGoldenTests
{
    private const double Precision = 1e-12;

    private static readonly GoldenFile Golden = GoldenFile.Load("evaluation");
    private static readonly string[] Classes = ["a", "b", "c", "d"];

    [Theory]
    [InlineData("unweighted", false)]
    [InlineData("unweighted", true)]
    [InlineData("weighted", false)]
    [InlineData("weighted", true)]
    public void BinaryMetrics_OnGeneratedRows_AgreesWithScikitLearn(string weighting, bool fromProbabilities)
    {
        double[] logOdds = Golden.Numbers("binary", "logOdds");
        bool[] isPositive = [.. Golden.Numbers("binary", "positive").Select(value => value == 1)];
        double threshold = Golden.Number("binary", weighting, "threshold");

        BinaryMetrics metrics = fromProbabilities
            ? BinaryMetrics.ComputeFromProbabilities(
                [.. logOdds.Select(value => 1 / (1 + Math.Exp(-value)))], isPositive, Weights(weighting), threshold)
            : BinaryMetrics.Compute(logOdds, isPositive, Weights(weighting), threshold);

        double Expected(string name) => Golden.Number("binary", weighting, name);
        Assert.Equal(200, metrics.Rows);
        Assert.Equal(Expected("logLoss"), metrics.LogLoss, Precision);
        Assert.Equal(Expected("nullLogLoss"), metrics.NullLogLoss, Precision);
        Assert.Equal(Expected("brierScore"), metrics.BrierScore, Precision);
        Assert.Equal(Expected("rocAuc"), metrics.RocAuc, Precision);
        Assert.Equal(Expected("averagePrecision"), metrics.AveragePrecision, Precision);
        Assert.Equal(Expected("accuracy"), metrics.Accuracy, Precision);
        Assert.Equal(Expected("precision"), metrics.Precision, Precision);
        Assert.Equal(Expected("recall"), metrics.Recall, Precision);
        Assert.Equal(Expected("specificity"), metrics.Specificity, Precision);
        Assert.Equal(Expected("f1"), metrics.F1, Precision);
        Assert.Equal(Expected("meanProbability"), metrics.MeanProbability, Precision);
        Assert.Equal(Expected("positiveShare"), metrics.PositiveShare, Precision);
        Assert.Equal(Math.Max(metrics.PositiveShare, 1 - metrics.PositiveShare), metrics.NullAccuracy, Precision);
        Assert.Equal(Golden.Numbers("binary", weighting, "confusion"), Entries(metrics.ConfusionMatrix));
    }

    [Theory]
    [InlineData("unweighted", false)]
    [InlineData("unweighted", true)]
    [InlineData("weighted", false)]
    [InlineData("weighted", true)]
    public void MulticlassMetrics_OnGeneratedRows_AgreesWithScikitLearn(string weighting, bool fromProbabilities)
    {
        double[] logProbability = Golden.Numbers("multiclass", "logProbability");
        int[] actual = [.. Golden.Numbers("multiclass", "codes").Select(value => (int)value)];

        MulticlassMetrics metrics = fromProbabilities
            ? MulticlassMetrics.ComputeFromProbabilities(
                [.. logProbability.Select(Math.Exp)], actual, Classes, Weights(weighting))
            : MulticlassMetrics.Compute(logProbability, actual, Classes, Weights(weighting));

        double Expected(string name) => Golden.Number("multiclass", weighting, name);
        Assert.Equal(200, metrics.Rows);
        Assert.Equal(Expected("logLoss"), metrics.LogLoss, Precision);
        Assert.Equal(Expected("nullLogLoss"), metrics.NullLogLoss, Precision);
        Assert.Equal(Expected("brierScore"), metrics.BrierScore, Precision);
        Assert.Equal(Expected("accuracy"), metrics.Accuracy, Precision);
        Assert.Equal(Expected("macroPrecision"), metrics.MacroPrecision, Precision);
        Assert.Equal(Expected("macroRecall"), metrics.MacroRecall, Precision);
        Assert.Equal(Expected("macroF1"), metrics.MacroF1, Precision);
        Assert.Equal(Expected("macroRocAuc"), metrics.MacroRocAuc, Precision);
        Assert.Equal(Golden.Numbers("multiclass", weighting, "confusion"), Entries(metrics.ConfusionMatrix));
        AssertPerClass("precision", weighting, metrics, ofClass => ofClass.Precision);
        AssertPerClass("recall", weighting, metrics, ofClass => ofClass.Recall);
        AssertPerClass("f1", weighting, metrics, ofClass => ofClass.F1);
        AssertPerClass("support", weighting, metrics, ofClass => ofClass.Support);
    }

    private static void AssertPerClass(
        string name, string weighting, MulticlassMetrics metrics, Func<ClassMetrics, double> metric)
    {
        double[] expected = Golden.Numbers("multiclass", weighting, name);
        Assert.Equal(expected.Length, metrics.PerClass.Count);
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(Classes[k], metrics.PerClass[k].Class);
            Assert.Equal(expected[k], metric(metrics.PerClass[k]), Precision);
        }
    }

    private static double[] Weights(string weighting) => weighting == "weighted" ? Golden.Numbers("weights") : [];

    private static double[] Entries(ConfusionMatrix matrix)
    {
        int count = matrix.Classes.Count;
        return [.. Enumerable.Range(0, count * count).Select(entry => matrix[entry / count, entry % count])];
    }
}
