using LogReg.Charts.Reports.Blocks;
using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>The numbers that are seen first: those of rows that the model was not fitted to, where there are any.</summary>
internal static class SummaryTiles
{
    public static IEnumerable<TilesBlock> Of(ReportInput input)
    {
        JudgedRows first = input.Groups[0];
        CrossValidation? validation = input.IsTakenFromPath ? null : input.Model.Validation;
        if (validation is not null && first.Origin != RowOrigin.HeldOut)
        {
            yield return OfValidation(validation, first.Origin == RowOrigin.Training ? first.Metrics : null, input.Model);
        }

        if (validation is null || first.Origin != RowOrigin.Training)
        {
            yield return OfRows(input, first);
        }
    }

    private static TilesBlock OfRows(ReportInput input, JudgedRows group)
    {
        ClassificationMetrics metrics = group.Metrics;
        string classes = metrics.Binary is BinaryMetrics binary
            ? $"{input.Model.Target.Positive}: {NumberFormat.Percent(binary.PositiveShare)}"
            : $"{NumberFormat.Count(input.Model.Target.Classes.Count)} classes";
        string name = group.Name(input.DataName);
        return new TilesBlock(
            char.ToUpperInvariant(name[0]) + name[1..] + (group.Origin == RowOrigin.Training ? " (the model was fitted to these)" : ""),
            [
                ("Rows", NumberFormat.Count(metrics.Rows), classes),
                (NumberFormat.AccuracyAt("Accuracy", metrics.Binary?.Threshold), NumberFormat.Percent(metrics.Accuracy),
                    $"baseline: {NumberFormat.Percent(metrics.NullAccuracy)}"),
                ("ROC AUC", NumberFormat.Significant(metrics.RocAuc, 4),
                    $"baseline: {NumberFormat.Significant(metrics.Binary?.NullRocAuc ?? 0.5, 2)}"),
                ("Log loss", NumberFormat.Significant(metrics.LogLoss, 4), $"baseline: {NumberFormat.Significant(metrics.NullLogLoss, 4)}"),
            ]);
    }

    private static TilesBlock OfValidation(CrossValidation validation, ClassificationMetrics? training, LogisticModel model)
    {
        CrossValidationPoint point = validation.Selected;
        string Remark(string error, Func<ClassificationMetrics, string> baseline) =>
            $"std. error {error}{(training is null ? "" : $"; baseline: {baseline(training)}")}";
        return new TilesBlock(
            $"Cross-validated ({NumberFormat.Count(validation.Folds)} folds): mean over the folds",
            [
                ("Rows", NumberFormat.Count(validation.FoldRows.Sum(rows => (long)rows)), "each predicted by a model not fitted to it"),
                (ValidationText.AccuracyLabel("Accuracy", validation, model),
                    NumberFormat.Percent(point.Accuracy.Mean),
                    Remark(NumberFormat.Percent(point.Accuracy.StandardError), own => NumberFormat.Percent(own.NullAccuracy))),
                ("ROC AUC",
                    NumberFormat.Significant(point.RocAuc.Mean, 4),
                    Remark(
                        NumberFormat.Significant(point.RocAuc.StandardError, 2),
                        own => NumberFormat.Significant(own.Binary?.NullRocAuc ?? 0.5, 2))),
                ("Log loss",
                    NumberFormat.Significant(point.LogLoss.Mean, 4),
                    Remark(
                        NumberFormat.Significant(point.LogLoss.StandardError, 2),
                        own => NumberFormat.Significant(own.NullLogLoss, 4))),
            ]);
    }
}
