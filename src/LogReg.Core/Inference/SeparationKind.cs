using System.Text.Json.Serialization;

namespace LogReg.Inference;

/// <summary>The kind of separation: whether a linear combination of the features separates the classes, so that the likelihood has no
/// maximum (Albert &amp; Anderson 1984).</summary>
public enum SeparationKind
{
    /// <summary>No separation: every maximum likelihood estimate is finite, which was proved.</summary>
    None,

    /// <summary>Complete separation: a direction puts every row strictly on the side of its own class, and no coefficient has an
    /// estimate.</summary>
    Complete,

    /// <summary>Quasi-complete separation: a direction puts some rows strictly on the side of their own class and none on the other, and
    /// some coefficients have no estimate.</summary>
    [JsonStringEnumMemberName("quasiComplete")]
    Quasi,

    /// <summary>Unknown: nothing could be proved, or there was no check.</summary>
    Undetermined,
}
