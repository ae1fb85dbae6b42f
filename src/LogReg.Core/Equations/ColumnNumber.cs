namespace LogReg.Equations;

/// <summary>The number in a cell: of a date the days since 1970-01-01 at midnight. Where the cell counts as missing, it is
/// <see cref="EquationInput.ImputeWith"/>.</summary>
/// <param name="Column">The name of the column.</param>
public sealed record ColumnNumber(string Column) : NumberExpression
{
    /// <inheritdoc/>
    public override bool IsSimple => true;
}
