namespace LogReg.Equations;

/// <summary>A part of the log-odds: the sum of its columns, each times its coefficient.</summary>
/// <param name="Name">The name of the column of the data, or the term as the formula writes it.</param>
/// <param name="Columns">Its columns, in the order of the coefficients.</param>
public sealed record EquationTerm(string Name, IReadOnlyList<EquationColumn> Columns);
