namespace LogReg;

/// <summary>What is added to the loss to keep coefficients small.</summary>
public enum PenaltyKind
{
    /// <summary>Nothing: plain maximum likelihood.</summary>
    None,

    /// <summary>λ/2·‖β‖₂² on standardised coefficients; the intercept goes free.</summary>
    Ridge,
}
