namespace LogReg.Inference;

/// <summary>Whether a linear combination of the features separates the classes, so that the likelihood has no maximum (Albert &amp; Anderson 1984).</summary>
public enum SeparationKind
{
    /// <summary>No direction separates: the maximum-likelihood estimate exists, which was proved.</summary>
    None,

    /// <summary>A direction puts every row strictly on its own class's side: no coefficient has an estimate.</summary>
    Complete,

    /// <summary>A direction puts some rows strictly on their own class's side and none on the other: some coefficients have no estimate.</summary>
    Quasi,

    /// <summary>Neither could be proved, or nobody looked.</summary>
    Undetermined,
}
