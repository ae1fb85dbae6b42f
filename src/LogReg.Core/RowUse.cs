namespace LogReg;

/// <summary>What a fit used a row of its input for.</summary>
public enum RowUse : byte
{
    /// <summary>Nothing: it has no target, the weight 0, or a missing cell for which it was left out.</summary>
    None,

    /// <summary>The coefficients were estimated from it.</summary>
    Training,

    /// <summary>It was held out (<see cref="LogisticRegression.TestSize"/>).</summary>
    Test,

    /// <summary>It was set aside to stop early (<see cref="LogisticRegression.EarlyStopping"/>).</summary>
    Watched,
}
