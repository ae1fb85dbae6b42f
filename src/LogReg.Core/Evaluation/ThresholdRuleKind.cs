namespace LogReg.Evaluation;

/// <summary>The kind of a <see cref="ThresholdRule"/>.</summary>
public enum ThresholdRuleKind
{
    /// <summary>Maximise recall (sensitivity) plus specificity.</summary>
    Youden,

    /// <summary>Maximise F1.</summary>
    F1,

    /// <summary>Minimise the total cost of errors.</summary>
    Cost,

    /// <summary>Take the highest threshold with at least a given recall.</summary>
    Recall,
}
