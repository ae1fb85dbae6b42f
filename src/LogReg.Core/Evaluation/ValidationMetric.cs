using System.Text.Json.Serialization;

namespace LogReg.Evaluation;

/// <summary>The metric by which models are compared on held-out rows.</summary>
public enum ValidationMetric
{
    /// <summary>The log loss, the mean of −log P(class of the row); smaller is better.</summary>
    [JsonStringEnumMemberName("logloss")]
    LogLoss,

    /// <summary>The area under the ROC curve; with three or more classes, the mean of one class against the rest.</summary>
    [JsonStringEnumMemberName("auc")]
    RocAuc,

    /// <summary>The proportion of rows classified correctly.</summary>
    Accuracy,
}
