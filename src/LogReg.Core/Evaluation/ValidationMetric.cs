namespace LogReg.Evaluation;

/// <summary>By what models are compared on rows that they were not fitted to.</summary>
public enum ValidationMetric
{
    /// <summary>The mean of −log P(class of the row): the smaller, the better.</summary>
    LogLoss,

    /// <summary>The area under the ROC curve; of several classes the mean of one against the rest.</summary>
    RocAuc,

    /// <summary>The share of rows classified rightly.</summary>
    Accuracy,
}
