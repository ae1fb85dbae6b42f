namespace LogReg.Equations;

/// <summary>What has a coefficient: a number, an indicator, or a number where a condition holds.</summary>
/// <param name="Coefficient">The name of the coefficient.</param>
/// <param name="When">The condition, without which the column is 0; <see langword="null"/> if there is none. Of two different conditions
/// of a term, at most one holds of a row.</param>
/// <param name="Number">The number; <see langword="null"/> for 1.</param>
/// <param name="Weights">The coefficient in each equation.</param>
public sealed record EquationColumn(string Coefficient, Condition? When, NumberExpression? Number, IReadOnlyList<double> Weights);
