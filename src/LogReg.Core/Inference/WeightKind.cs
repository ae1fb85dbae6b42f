namespace LogReg.Inference;

/// <summary>What a weight stands for. The coefficients are the same; what counts the observations differs.</summary>
public enum WeightKind
{
    /// <summary>A row of weight 2 stands for two like it: there are Σw observations.</summary>
    Frequency,

    /// <summary>A row of weight 2 is one observation that matters twice as much: there are as many observations as rows.</summary>
    Importance,
}
