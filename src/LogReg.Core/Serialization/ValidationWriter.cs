using LogReg.Evaluation;

namespace LogReg.Serialization;

/// <summary>From a cross-validation to the member <c>validation</c> of a model file.</summary>
internal static class ValidationWriter
{
    public static ValidationDocument ToDocument(CrossValidation validation) => new()
    {
        Folds = validation.Folds,
        FoldRows = validation.FoldRows,
        FoldsColumn = validation.FoldsColumn,
        FoldsAreValues = validation.FoldsAreValues ? true : null,
        Seed = validation.Seed,
        Metric = EnumName.Of(validation.Metric),
        ChoosesLambda = validation.ChoosesLambda,
        Best = validation.BestIndex,
        OneStandardError = validation.OneStandardErrorIndex,
        Selected = validation.SelectedIndex,
        PrefersOneStandardError = validation.PrefersOneStandardError ? true : null,
        ThresholdRule = validation.ThresholdRule is ThresholdRule rule ? ToDocument(rule) : null,
        Points = [.. validation.Points.Select(ToDocument)],
    };

    private static ValidationDocument.ThresholdRuleDocument ToDocument(ThresholdRule rule) => new(
        EnumName.Of(rule.Kind),
        rule.Kind == ThresholdRuleKind.Cost ? rule.FalsePositiveCost : null,
        rule.Kind == ThresholdRuleKind.Cost ? rule.FalseNegativeCost : null,
        rule.Kind == ThresholdRuleKind.Recall ? rule.WantedRecall : null);

    private static ValidationDocument.PointDocument ToDocument(CrossValidationPoint point) => new(
        point.Lambda, point.Alpha, point.NonZeroCount, ToDocument(point.LogLoss), ToDocument(point.RocAuc), ToDocument(point.Accuracy));

    private static ValidationDocument.EstimateDocument ToDocument(MetricEstimate estimate) =>
        new(Finite(estimate.Mean), Finite(estimate.StandardError));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
