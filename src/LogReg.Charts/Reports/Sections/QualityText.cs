using LogReg.Charts.Text;
using LogReg.Evaluation;

namespace LogReg.Charts.Reports.Sections;

/// <summary>A model's performance, in sentences.</summary>
internal static class QualityText
{
    private const int MostClasses = 6;

    /// <summary>On some rows.</summary>
    public static string Of(ReportInput input, JudgedRows group)
    {
        ClassificationMetrics metrics = group.Metrics;
        ConfusionMatrix matrix = metrics.ConfusionMatrix;
        TargetDescription target = input.Model.Target;
        int[] present = [.. Enumerable.Range(0, matrix.Classes.Count).Where(code => matrix.ActualTotal(code) > 0)];
        string classes = present.Length is < 2 or > MostClasses
            ? ""
            : $": {string.Join(", ", present.Select(code => $"{NumberFormat.Percent(matrix.Recall(code))} of {matrix.Classes[code]}"))}";
        string threshold = target.IsBinary ? $", at a threshold of {NumberFormat.Threshold(input.Model.Threshold)}" : "";
        string weighting = QualityClaims.Weighting(input.Model, input.Outcome.WeightColumn is not null, group.IsReweighted);
        bool hasBaseline = !QualityClaims.HasOneClass(metrics);
        string baseline = hasBaseline ? $" (baseline: {NumberFormat.Percent(metrics.NullAccuracy)})" : "";
        string accuracy = $"{NumberFormat.Percent(metrics.Accuracy)} of the {group.CountText(input.DataName)}{weighting} are classified "
            + $"correctly{threshold}{classes}{baseline}.";
        string ranking = double.IsNaN(metrics.RocAuc) ? ""
            : target.IsBinary
                ? $" The ROC AUC is {NumberFormat.Significant(metrics.RocAuc, 4)}: of two rows, one {target.Positive} and one "
                    + $"{target.Negative}, how often the model gives the {target.Positive} row the higher probability (ties count half)."
                : $" The ROC AUC is {NumberFormat.Significant(metrics.RocAuc, 4)}, the mean over the classes, each against the others.";
        string compared = hasBaseline ? Compared(metrics.LogLoss, metrics.NullLogLoss) : "";
        return $"{accuracy}{ranking} Log loss is {NumberFormat.Significant(metrics.LogLoss, 4)}{compared}.";
    }

    /// <summary>In cross-validation.</summary>
    public static string Of(ReportInput input, CrossValidation validation)
    {
        CrossValidationPoint point = validation.Selected;
        JudgedRows first = input.Groups[0];
        string compared = first.Origin == RowOrigin.Training ? Compared(point.LogLoss.Mean, first.Metrics.NullLogLoss) : "";
        string choice = validation.ChoosesLambda ? " at the chosen penalty" : "";
        string error = double.IsFinite(point.LogLoss.StandardError) ? $" ± {NumberFormat.Significant(point.LogLoss.StandardError, 2)}" : "";
        return $"In {NumberFormat.Count(validation.Folds)}-fold cross-validation{choice}, log loss is "
            + $"{NumberFormat.Significant(point.LogLoss.Mean, 4)}{error}{compared}.";
    }

    private static string Compared(double loss, double baseline) =>
        BaselineText.Compare(loss, baseline) is string text ? $", {text} of {NumberFormat.Significant(baseline, 4)}" : "";
}
