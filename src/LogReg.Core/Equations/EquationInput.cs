namespace LogReg.Equations;

/// <summary>A column with numbers or dates that an equation reads, and what its missing cells count as.</summary>
/// <param name="Column">The name of the column.</param>
/// <param name="ImputeWith">The number that a missing cell counts as: of a date the days since 1970-01-01.</param>
/// <param name="Requirements">What must hold of the number so that functions of it have a value, to be tested in this order; a cell for
/// which one does not hold counts as missing. Each is a condition on the <see cref="ColumnNumber"/> of this column, as the cell has
/// it. Usually empty.</param>
public sealed record EquationInput(string Column, double ImputeWith, IReadOnlyList<Condition> Requirements);
