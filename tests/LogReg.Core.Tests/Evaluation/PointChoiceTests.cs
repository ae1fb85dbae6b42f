using LogReg.Evaluation;

namespace LogReg.Tests.Evaluation;

public class PointChoiceTests
{
    [Fact]
    public void Best_EqualMeans_TakesTheLargestLambda()
    {
        CrossValidationPoint[] points =
        [
            Point(0.5, 1, 0.9, 0.7), Point(0.5, 0.5, 0.4, 0.8), Point(1, 0.7, 0.4, 0.8), Point(1, 0.1, 0.5, 0.6),
        ];
        Assert.Equal(2, PointChoice.Best(points, ValidationMetric.LogLoss));
        Assert.Equal(2, PointChoice.Best(points, ValidationMetric.Accuracy));
    }

    [Fact]
    public void Best_NothingFinite_IsNone()
    {
        CrossValidationPoint[] points =
        [
            Point(0, 1, double.PositiveInfinity, double.NaN), Point(0, 0.1, double.PositiveInfinity, double.NaN),
        ];
        Assert.Equal(-1, PointChoice.Best(points, ValidationMetric.LogLoss));
        Assert.Equal(-1, PointChoice.Best(points, ValidationMetric.RocAuc));
    }

    [Fact]
    public void WithinOneStandardError_LargestLambdaOfTheSameAlpha()
    {
        // The standard error is 0.05 everywhere.
        CrossValidationPoint[] points =
            [Point(
                1, 9, 0.41, 0.5), Point(0, 4, 0.50, 0.5), Point(0, 3, 0.44, 0.5), Point(0, 2, 0.46, 0.5), Point(0, 1, 0.40, 0.5),
                Point(0, 0.5, 0.41, 0.5)];
        Assert.Equal(4, PointChoice.Best(points, ValidationMetric.LogLoss));
        Assert.Equal(2, PointChoice.WithinOneStandardError(points, ValidationMetric.LogLoss, 4));
    }

    [Fact]
    public void MetricEstimate_FoldsWithoutTheMetric_DoNotCount()
    {
        MetricEstimate estimate = MetricEstimate.Of([1, double.NaN, 3], [1, 5, 3]);
        Assert.Equal(2.5, estimate.Mean);
        Assert.Equal(Math.Sqrt(0.75), estimate.StandardError, 15);
        Assert.True(double.IsNaN(MetricEstimate.Of([double.NaN], [1]).Mean));
        Assert.True(double.IsPositiveInfinity(MetricEstimate.Of([1, double.PositiveInfinity], [1, 1]).Mean));
        Assert.True(double.IsNaN(MetricEstimate.Of([1], [1]).StandardError));
    }

    private static CrossValidationPoint Point(double alpha, double lambda, double loss, double accuracy) => new()
    {
        Alpha = alpha,
        Lambda = lambda,
        NonZeroCount = 0,
        LogLoss = new MetricEstimate(loss, 0.05),
        RocAuc = new MetricEstimate(double.NaN, double.NaN),
        Accuracy = new MetricEstimate(accuracy, 0.05),
    };
}
