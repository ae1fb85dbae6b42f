namespace LogReg.Inference;

/// <summary>Why a comparison has no estimate.</summary>
public enum NoEstimateReason
{
    /// <summary>Rows are separated: the likelihood has no maximum at a finite value.</summary>
    Separation,

    /// <summary>A coefficient that it depends on belongs to a column that is a linear combination of others.</summary>
    Aliasing,

    /// <summary>The probabilities of the rows that it depends on are numerically 0 or 1, so that their information is lost.</summary>
    Undetermined,
}
