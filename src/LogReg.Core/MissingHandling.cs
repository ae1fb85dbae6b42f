namespace LogReg;

/// <summary>What to do with a row that has a missing cell in one of the features.</summary>
public enum MissingHandling
{
    /// <summary>A missing number becomes the column's mean; a missing text is a level of its own, <c>(missing)</c>.</summary>
    Impute,

    /// <summary>The row is left out of training, as in R's <c>glm</c>.</summary>
    Drop,

    /// <summary>Training stops with an error that names the cell.</summary>
    Error,
}
