namespace LogReg.Equations;

/// <summary>A function of a number, for which it is defined: of a number for which it is not, the cell counts as missing
/// (<see cref="EquationInput.Requirements"/>).</summary>
/// <param name="Function">The function.</param>
/// <param name="Number">The number.</param>
public sealed record FunctionNumber(EquationFunction Function, NumberExpression Number) : NumberExpression;
