namespace LogReg.Checking;

/// <summary>How the test of a term ended.</summary>
public enum TermTestOutcome
{
    /// <summary>The term was tested.</summary>
    Tested,

    /// <summary>The term separates rows that the model without it does not: its coefficients have no finite estimate. The statistic is that
    /// of the limit of the likelihood, or NaN if the classes are completely separated.</summary>
    Separated,

    /// <summary>The fit with the term has not converged; there is no statistic.</summary>
    NotConverged,

    /// <summary>The term cannot be fitted to the column, adds nothing to the other terms, or would have too many coefficients; there is no
    /// statistic.</summary>
    NotFitted,
}
