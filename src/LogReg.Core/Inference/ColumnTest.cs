namespace LogReg.Inference;

/// <summary>
/// Wald tests of a column, through all terms of a formula that read it, as <c>anova</c> of R's rms makes them; of three or more classes, in
/// all equations at once. The covariance matrix is that of the standard errors. The statistic is NaN if a coefficient without an estimate
/// would be tested, or if the covariance matrix of the coefficients is singular. Aliased coefficients are left out.
/// </summary>
/// <param name="Column">The name of the column.</param>
/// <param name="Overall">The test of all coefficients of all terms that read the column: whether it has any effect.</param>
public sealed record ColumnTest(string Column, ChiSquaredTest Overall)
{
    /// <summary>The test of the coefficients that are not those of a line: all but the first one of a spline or a polynomial, powers beside
    /// the column itself. <see langword="null"/> if no term has both a line and a curve of the column.</summary>
    public ChiSquaredTest? NonLinearity { get; init; }

    /// <summary>What the line of <see cref="NonLinearity"/> is a line in: the column, or an expression such as <c>log(age)</c>;
    /// <see langword="null"/> if there is no such test.</summary>
    public string? LinearIn { get; init; }

    /// <summary>The test of the coefficients of products with other columns; <see langword="null"/> if there are none.</summary>
    public ChiSquaredTest? Products { get; init; }
}
