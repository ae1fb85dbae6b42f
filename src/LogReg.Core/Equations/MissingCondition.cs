namespace LogReg.Equations;

/// <summary>The cell of a column counts as missing. Of numbers these are also cells for which a function has no value
/// (<see cref="EquationInput.Requirements"/>).</summary>
/// <param name="Column">The name of the column.</param>
public sealed record MissingCondition(string Column) : Condition;
