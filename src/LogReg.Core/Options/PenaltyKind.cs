using System.Text.Json.Serialization;

namespace LogReg;

/// <summary>The penalty that is added to the mean loss to shrink the coefficients, λ Σ_j v_j (α|β_j| + (1−α)/2·β_j²) for standardised
/// coefficients with the factors v of <see cref="LogisticRegression.PenaltyFactors"/>; the intercept is not penalised.</summary>
public enum PenaltyKind
{
    /// <summary>No penalty: maximum likelihood.</summary>
    None,

    /// <summary>Ridge, α = 0, λ/2·‖β‖₂²: shrinks all coefficients, none to exactly 0 (Hoerl &amp; Kennard 1970).</summary>
    Ridge,

    /// <summary>Lasso, α = 1, λ‖β‖₁: sets some coefficients to exactly 0 (Tibshirani 1996).</summary>
    Lasso,

    /// <summary>Elastic net, both; <see cref="LogisticRegression.Alpha"/> is the lasso's share (Zou &amp; Hastie 2005).</summary>
    [JsonStringEnumMemberName("elastic-net")]
    ElasticNet,
}
