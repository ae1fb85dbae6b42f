using LogReg.Evaluation;

namespace LogReg.Serialization;

/// <summary>The words that stand in a model file for what a cross-validation went by.</summary>
internal static class ValidationNames
{
    public static string Of(ValidationMetric metric) => metric switch
    {
        ValidationMetric.RocAuc => "auc",
        ValidationMetric.Accuracy => "accuracy",
        _ => "logloss",
    };

    /// <exception cref="ModelFormatException">There is no such word.</exception>
    public static ValidationMetric Metric(string? word) => word switch
    {
        "logloss" => ValidationMetric.LogLoss,
        "auc" => ValidationMetric.RocAuc,
        "accuracy" => ValidationMetric.Accuracy,
        _ => throw new ModelFormatException("its member 'validation.metric' must be logloss, auc or accuracy"),
    };

    public static string Of(ThresholdRuleKind kind) => kind switch
    {
        ThresholdRuleKind.F1 => "f1",
        ThresholdRuleKind.Cost => "cost",
        ThresholdRuleKind.Recall => "recall",
        _ => "youden",
    };
}
