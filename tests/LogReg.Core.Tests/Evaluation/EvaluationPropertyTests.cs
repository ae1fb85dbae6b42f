using CsCheck;
using LogReg.Evaluation;

namespace LogReg.Tests.Evaluation;

public class EvaluationPropertyTests
{
    private const double Precision = 1e-12;

    // Tenths from -3 to 3: many ties.
    private static readonly Gen<(double LogOdds, bool IsPositive, int Weight)[]> Rows =
        Gen.Select(Gen.Int[-30, 30].Select(tenths => tenths / 10.0), Gen.Bool, Gen.Int[0, 3]).Array[1, 60];

    [Fact]
    public void RocAuc_MonotoneTransformOfScores_IsUnchanged() => Rows.Sample(rows =>
    {
        BinaryMetrics metrics = Compute(rows);
        BinaryMetrics transformed = Compute([.. rows.Select(row => (Math.Pow(row.LogOdds, 3) + 7, row.IsPositive, row.Weight))]);

        Assert.Equal(metrics.RocAuc, transformed.RocAuc, Precision);
        Assert.Equal(metrics.AveragePrecision, transformed.AveragePrecision, Precision);
    });

    [Fact]
    public void RocAuc_ReversedScores_IsTheRestToOne() => Rows.Sample(rows =>
    {
        BinaryMetrics reversed = Compute([.. rows.Select(row => (-row.LogOdds, row.IsPositive, row.Weight))]);

        Assert.Equal(1 - Compute(rows).RocAuc, reversed.RocAuc, Precision);
    });

    [Fact]
    public void RocAuc_AnyRows_IsTheShareOfOrderedPairs() => Rows.Sample(rows =>
    {
        double ordered = 0;
        double pairs = 0;
        foreach ((double positiveScore, _, int positiveWeight) in rows.Where(row => row.IsPositive))
        {
            foreach ((double negativeScore, _, int negativeWeight) in rows.Where(row => !row.IsPositive))
            {
                double weight = positiveWeight * negativeWeight;
                pairs += weight;
                ordered += weight * (positiveScore > negativeScore ? 1 : positiveScore == negativeScore ? 0.5 : 0);
            }
        }

        Assert.Equal(ordered / pairs, Compute(rows).RocAuc, Precision);
    });

    [Fact]
    public void BinaryMetrics_WeightedRows_AreRepeatedRows() => Rows.Sample(rows =>
    {
        (double LogOdds, bool IsPositive, int Weight)[] repeated =
            [.. rows.SelectMany(row => Enumerable.Repeat((row.LogOdds, row.IsPositive, 1), row.Weight))];

        AssertSame(Compute(repeated), Compute(rows));
    });

    [Fact]
    public void BinaryMetrics_RowsInAnotherOrder_AreTheSame() => Rows.Sample(rows =>
    {
        AssertSame(Compute(rows), Compute([.. rows.Reverse()]));
    });

    [Fact]
    public void BinaryMetrics_ClassesAndScoresSwapped_MirrorsTheMetrics() => Rows.Sample(rows =>
    {
        BinaryMetrics metrics = Compute(rows);
        BinaryMetrics mirrored = Compute([.. rows.Select(row => (-row.LogOdds, !row.IsPositive, row.Weight))]);

        Assert.Equal(metrics.LogLoss, mirrored.LogLoss, Precision);
        Assert.Equal(metrics.NullLogLoss, mirrored.NullLogLoss, Precision);
        Assert.Equal(metrics.BrierScore, mirrored.BrierScore, Precision);
        Assert.Equal(metrics.RocAuc, mirrored.RocAuc, Precision);
    });

    [Fact]
    public void MulticlassMetrics_TwoClasses_AgreesWithBinaryMetrics() => Rows.Sample(rows =>
    {
        BinaryMetrics binary = Compute(rows);
        MulticlassMetrics multiclass = MulticlassMetrics.Compute(
            [.. rows.SelectMany(row => new[] { -SoftPlus(row.LogOdds), -SoftPlus(-row.LogOdds) })],
            [.. rows.Select(row => row.IsPositive ? 1 : 0)],
            ["no", "yes"],
            [.. rows.Select(row => (double)row.Weight)]);

        Assert.Equal(binary.LogLoss, multiclass.LogLoss, Precision);
        Assert.Equal(binary.NullLogLoss, multiclass.NullLogLoss, Precision);
        Assert.Equal(2 * binary.BrierScore, multiclass.BrierScore, Precision);
        Assert.Equal(binary.RocAuc, multiclass.MacroRocAuc, Precision);
        Assert.Equal(binary.NullAccuracy, multiclass.NullAccuracy, Precision);
    });

    private static double SoftPlus(double z) => Math.Log(1 + Math.Exp(z));

    private static BinaryMetrics Compute((double LogOdds, bool IsPositive, int Weight)[] rows) => BinaryMetrics.Compute(
        [.. rows.Select(row => row.LogOdds)],
        [.. rows.Select(row => row.IsPositive)],
        [.. rows.Select(row => (double)row.Weight)]);

    private static void AssertSame(BinaryMetrics expected, BinaryMetrics actual)
    {
        Assert.Equal(expected.WeightSum, actual.WeightSum);
        Assert.Equal(expected.LogLoss, actual.LogLoss, Precision);
        Assert.Equal(expected.NullLogLoss, actual.NullLogLoss, Precision);
        Assert.Equal(expected.BrierScore, actual.BrierScore, Precision);
        Assert.Equal(expected.RocAuc, actual.RocAuc, Precision);
        Assert.Equal(expected.AveragePrecision, actual.AveragePrecision, Precision);
        Assert.Equal(expected.MeanProbability, actual.MeanProbability, Precision);
        Assert.Equal(expected.Accuracy, actual.Accuracy, Precision);
        Assert.Equal(expected.Precision, actual.Precision, Precision);
        Assert.Equal(expected.Recall, actual.Recall, Precision);
        Assert.Equal(expected.Specificity, actual.Specificity, Precision);
        Assert.Equal(expected.F1, actual.F1, Precision);
    }
}
