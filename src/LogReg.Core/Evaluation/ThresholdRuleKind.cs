namespace LogReg.Evaluation;

/// <summary>The ways to choose a threshold.</summary>
public enum ThresholdRuleKind
{
    /// <summary>The largest recall plus specificity.</summary>
    Youden,

    /// <summary>The largest F1.</summary>
    F1,

    /// <summary>The smallest total cost of errors.</summary>
    Cost,

    /// <summary>The highest threshold with at least a given recall.</summary>
    Recall,
}
