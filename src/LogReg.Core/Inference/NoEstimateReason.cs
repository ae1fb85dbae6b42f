namespace LogReg.Inference;

/// <summary>Why a comparison has no estimate.</summary>
public enum NoEstimateReason
{
    /// <summary>Rows are separated: the likelihood has no maximum at a finite value.</summary>
    Separation,

    /// <summary>Columns are linear combinations of others, so that the rows do not determine it.</summary>
    Aliasing,

    /// <summary>No training row has the combination of levels.</summary>
    NoRows,

    /// <summary>The probabilities of the rows that it depends on are numerically 0 or 1, so that their information is lost.</summary>
    Undetermined,
}
