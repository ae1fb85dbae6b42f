namespace LogReg;

/// <summary>How rows with missing cells in the features are handled.</summary>
public enum MissingHandling
{
    /// <summary>If the fit has standard errors, rows with missing cells are left out, as with <see cref="Drop"/>, provided that at least
    /// half of the observations (rows, or the sum of frequency weights), every class, every feature and more observations than
    /// coefficients remain. Otherwise, cells are imputed, as with <see cref="Impute"/>. <see cref="TrainingDataSummary.Missing"/> says what
    /// was done and why.</summary>
    Auto,

    /// <summary>A missing number is replaced by the mean of the column; missing text is a level of its own, <c>(missing)</c>. Standard
    /// errors treat imputed cells as observed: coefficients of correlated features are biased, and their intervals are too
    /// narrow.</summary>
    Impute,

    /// <summary>Rows with missing cells are left out of training, as in R's <c>glm</c>.</summary>
    Drop,

    /// <summary>Cells are imputed as with <see cref="Impute"/>, and each numeric feature with missing cells in the training rows gets a 0/1
    /// column with its own coefficient, <c>missing(name)</c>. This helps prediction if missingness is informative. The standard errors of
    /// the other coefficients are no better than with <see cref="Impute"/> (Jones, Indicator and stratification methods for missing
    /// explanatory variables, 1996).</summary>
    Indicator,

    /// <summary>Training stops with an error that names the cell.</summary>
    Error,
}
