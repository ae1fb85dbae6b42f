namespace LogReg;

/// <summary>The use of a row of the input in a fit.</summary>
public enum RowUse : byte
{
    /// <summary>Not used: it has no target, a weight of 0, or a missing cell because of which it was left out.</summary>
    None,

    /// <summary>Used to estimate the coefficients.</summary>
    Training,

    /// <summary>Held out (<see cref="LogisticRegression.TestSize"/>).</summary>
    Test,

    /// <summary>Set aside for early stopping (<see cref="LogisticRegression.EarlyStopping"/>).</summary>
    Watched,
}
