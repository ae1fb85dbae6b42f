using LogReg.Evaluation;

namespace LogReg.Estimation;

/// <summary>The metrics of a model on the rows that a fold holds out.</summary>
/// <param name="LogLoss">The mean log loss.</param>
/// <param name="RocAuc">The area under the ROC curve; NaN without rows of a class.</param>
/// <param name="Accuracy">The share of rows that are classified correctly.</param>
internal readonly record struct FoldScore(double LogLoss, double RocAuc, double Accuracy)
{
    /// <summary>Selects the three from all metrics.</summary>
    public static FoldScore Of(ClassificationMetrics metrics) => new(metrics.LogLoss, metrics.RocAuc, metrics.Accuracy);
}
