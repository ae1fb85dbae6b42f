namespace LogReg;

/// <summary>What is added to the mean loss to keep coefficients small, λ Σ_j v_j (α|β_j| + (1−α)/2·β_j²) on standardised coefficients with the
/// factors v of <see cref="LogisticRegression.PenaltyFactors"/>; the intercept goes free.</summary>
public enum PenaltyKind
{
    /// <summary>Nothing: plain maximum likelihood.</summary>
    None,

    /// <summary>α = 0, λ/2·‖β‖₂²: shrinks all coefficients, none to 0 (Hoerl &amp; Kennard 1970).</summary>
    Ridge,

    /// <summary>α = 1, λ‖β‖₁: sets the coefficients of useless features to exactly 0 (Tibshirani 1996).</summary>
    Lasso,

    /// <summary>Both, with <see cref="LogisticRegression.Alpha"/> the share of the lasso (Zou &amp; Hastie 2005).</summary>
    ElasticNet,
}
