using LogReg.Evaluation;

namespace LogReg.Tests.Evaluation;

public class ConfusionMatrixTests
{
    private static readonly ConfusionMatrix Matrix = new(["a", "b", "c"], [5, 1, 0, 2, 3, 0, 0, 4, 0.5]);

    [Fact]
    public void Indexer_ByNameAndNumber_IsActualThenPredicted()
    {
        Assert.Equal(1, Matrix[0, 1]);
        Assert.Equal(2, Matrix["b", "a"]);
        Assert.Equal(4, Matrix["c", "b"]);
    }

    [Fact]
    public void Totals_OfEntries_AreTheirSums()
    {
        Assert.Equal(15.5, Matrix.Total);
        Assert.Equal(8.5, Matrix.Correct);
        Assert.Equal(8.5 / 15.5, Matrix.Accuracy);
        Assert.Equal(6 / 15.5, Matrix.NullAccuracy);
        Assert.Equal(4.5, Matrix.ActualTotal(2));
        Assert.Equal(8, Matrix.PredictedTotal(1));
        Assert.Equal(3.0 / 8, Matrix.Precision(1));
        Assert.Equal(3.0 / 5, Matrix.Recall(1));
        Assert.Equal(6.0 / 13, Matrix.F1(1));
    }

    [Fact]
    public void Constructor_Arguments_AreCopied()
    {
        string[] classes = ["a", "b"];
        double[] weights = [1, 2, 3, 4];
        var matrix = new ConfusionMatrix(classes, weights);

        classes[0] = "z";
        weights[0] = 9;

        Assert.Equal(1, matrix["a", "a"]);
    }

    [Fact]
    public void BadArguments_Throw()
    {
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["a"], [1]));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["a", "b"], [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix[0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Matrix.ActualTotal(-1));
        Assert.Contains("'d' is not a class", Assert.Throws<ArgumentException>(() => Matrix["a", "d"]).Message, StringComparison.Ordinal);
    }
}
