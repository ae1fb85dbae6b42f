using LogReg.Evaluation;

namespace LogReg;

/// <summary>How a model predicts rows that it was not fitted to: the test rows or, without them, those of the folds.</summary>
/// <param name="IsOfFolds">Whether the rows are those of the folds, each predicted by a model that was not fitted to it.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="LogLoss">The mean log loss; NaN if it is not finite, or not known.</param>
/// <param name="BrierScore">The Brier score; NaN if it is not known.</param>
/// <param name="CalibrationSlope">The calibration slope; NaN if it is not known.</param>
/// <param name="Classes">How the rows of each class with a score are ranked among the others, in the order of the classes.</param>
internal sealed record HeldOutMeasures(
    bool IsOfFolds, long Rows, double LogLoss, double BrierScore, double CalibrationSlope, IReadOnlyList<ClassRanking> Classes)
{
    /// <summary>What remains true of a + b·η: the ranking, and the calibration slope divided by b. Where an offset is part of η and is
    /// not multiplied, another b changes the ranking, and nothing remains.</summary>
    /// <param name="slope">b, above 0.</param>
    /// <param name="hasOffset">Whether there is an offset.</param>
    public HeldOutMeasures? Recalibrated(double slope, bool hasOffset) => slope != 1 && hasOffset ? null : this with
    {
        LogLoss = double.NaN,
        BrierScore = double.NaN,
        CalibrationSlope = CalibrationSlope / slope,
    };

    /// <summary>The measures of the test rows; without them, of the folds; <see langword="null"/> without either.</summary>
    /// <param name="test">The test rows, or <see langword="null"/>.</param>
    /// <param name="folds">The rows of the folds, or <see langword="null"/>.</param>
    public static HeldOutMeasures? Of(ClassificationMetrics? test, ClassificationMetrics? folds)
    {
        if ((test ?? folds) is not ClassificationMetrics metrics)
        {
            return null;
        }

        // A row of weight 2 is no more certain than another: areas have the error of the rows.
        ConfusionMatrix matrix = metrics.ConfusionMatrix;
        double scale = metrics.Rows / matrix.Total;
        ClassRanking Ranking(double area, int place)
        {
            double own = Math.Round(scale * matrix.ActualTotal(place));
            return new ClassRanking(area, own, metrics.Rows - own);
        }

        return new HeldOutMeasures(
            test is null,
            metrics.Rows,
            metrics.LogLoss,
            metrics.Binary?.BrierScore ?? metrics.Multiclass!.BrierScore,
            metrics.Binary?.Calibration?.Slope ?? double.NaN,
            metrics.Multiclass is MulticlassMetrics several
                ? [.. several.PerClass.Select((own, place) => Ranking(own.RocAuc, place))]
                : [Ranking(metrics.RocAuc, 1)]);
    }
}
