namespace LogReg.Monitoring;

/// <summary>The area under the ROC curve that later rows are compared with: of the test rows; without them, of the folds of
/// cross-validation; and of the training rows only if there is nothing better.</summary>
/// <param name="Rows">The rows that it is of.</param>
/// <param name="RocAuc">The area; NaN if it is not known.</param>
/// <param name="StandardError">Its standard error by J. A. Hanley and B. J. McNeil (1982); that over folds in older model files.</param>
public sealed record ReferenceArea(ReferenceRows Rows, double RocAuc, double StandardError)
{
    /// <summary>Finds the area of a class against the rest.</summary>
    /// <param name="model">The model.</param>
    /// <param name="place">The place of the class among those with a score.</param>
    internal static ReferenceArea Of(ModelContent model, int place)
    {
        if (model.HeldOut is HeldOutMeasures held && held.Classes.Count > place && !double.IsNaN(held.Classes[place].RocAuc))
        {
            ClassRanking own = held.Classes[place];
            return new ReferenceArea(
                held.IsOfFolds ? ReferenceRows.Folds : ReferenceRows.Test,
                own.RocAuc,
                AreaInterval.ErrorAt(own.RocAuc, own.Positive, own.Negative));
        }

        if (model.Target.IsBinary && model.Validation?.Selected.RocAuc is { } folds && !double.IsNaN(folds.Mean))
        {
            return new ReferenceArea(ReferenceRows.Folds, folds.Mean, double.IsNaN(folds.StandardError) ? 0 : folds.StandardError);
        }

        double? trained = model.Target.IsBinary ? model.Shares?.RocAuc : model.Shares?.Classes.ElementAtOrDefault(place)?.RocAuc;
        double area = trained ?? double.NaN;
        if (double.IsNaN(area))
        {
            return new ReferenceArea(ReferenceRows.None, double.NaN, double.NaN);
        }

        // The rows are those of the refit if there was one; classes of equal size make the error smallest.
        double half = (model.Updates.Any(update => update.IsRefit) ? model.Training.Rows : model.Shares!.Rows) / 2.0;
        return new ReferenceArea(ReferenceRows.Training, area, AreaInterval.ErrorAt(area, half, half));
    }
}
