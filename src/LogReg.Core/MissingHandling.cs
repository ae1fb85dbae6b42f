namespace LogReg;

/// <summary>What to do with a row that has a missing cell in one of the features.</summary>
public enum MissingHandling
{
    /// <summary>Where the fit has standard errors, rows with missing cells are left out, as by <see cref="Drop"/>, if at least half of the observations remain (rows, or the sum of frequency weights), more
    /// observations than coefficients, every class and every feature; otherwise cells are imputed, as by <see cref="Impute"/>. <see cref="TrainingDataSummary.Missing"/> says what was done and why.</summary>
    Auto,

    /// <summary>A missing number becomes the column's mean; a missing text is a level of its own, <c>(missing)</c>. Standard errors treat imputed cells as observed: coefficients
    /// of correlated features are biased, and their intervals too narrow.</summary>
    Impute,

    /// <summary>The row is left out of training, as in R's <c>glm</c>.</summary>
    Drop,

    /// <summary>As <see cref="Impute"/>, and each number with missing cells in the training rows gets one more coefficient, <c>missing(name)</c>, which a row without the number adds. It is meant for prediction,
    /// where cells are missing for a reason; the standard errors of the other coefficients are no better than under <see cref="Impute"/> (Jones, Indicator and stratification methods for missing
    /// explanatory variables, 1996).</summary>
    Indicator,

    /// <summary>Training stops with an error that names the cell.</summary>
    Error,
}
