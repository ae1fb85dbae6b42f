namespace LogReg.Monitoring;

/// <summary>The rows that later ones are compared with.</summary>
public enum ReferenceRows
{
    /// <summary>There are none: the model file does not say.</summary>
    None,

    /// <summary>The rows that trained the model, whose measures are better than those of new rows.</summary>
    Training,

    /// <summary>The folds of cross-validation, each predicted by a model that was not fitted to it.</summary>
    Folds,

    /// <summary>The rows that were held out for the test.</summary>
    Test,
}
