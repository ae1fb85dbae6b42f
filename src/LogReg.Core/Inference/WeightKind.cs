namespace LogReg.Inference;

/// <summary>What weights mean. The coefficients do not depend on it, but the number of observations does.</summary>
public enum WeightKind
{
    /// <summary>Frequency weights: a row of weight 2 stands for two identical rows, and there are Σw observations.</summary>
    Frequency,

    /// <summary>Importance weights: a row of weight 2 is one observation that matters twice as much, and there are as many observations as
    /// rows.</summary>
    Importance,
}
